"""Events for those who may come: what is planned, booking, joining, and saying how it was."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.readers import who_can_read
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.design.paging import page_of
from mentorhouse.programmes.queries import programme_for
from mentorhouse.training.actions import attending, bookings
from mentorhouse.training.emails.events import when_of
from mentorhouse.training.forms.events import BookingForm, FeedbackForm
from mentorhouse.training.models import Event
from mentorhouse.training.queries import events as queries
from mentorhouse.training.rules.calendar import as_file
from mentorhouse.training.states import BookingState, EventState

BOTH, POST = ("GET", "POST"), ("POST",)


@door(Capability.BOOK_EVENT)
def events(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List the events to come, and those one has been to."""
    programme = programme_for(request.user, programme_id, Capability.BOOK_EVENT)
    at = timezone.now()
    found = page_of(queries.events_for(request.user, programme, at=at), request)
    been = list(queries.events_been_to(request.user, programme, at=at)[:10])
    page = {
        "programme": programme,
        "page": found,
        "standings": queries.standings_of(request.user, list(found)),
        "been": queries.standings_of(request.user, been),
    }
    return render(request, "training/events/mine.html", page)


@door(Capability.BOOK_EVENT)
def event(request: SignedInRequest, programme_id: UUID, event_id: UUID) -> HttpResponseBase:
    """Show one event: what, when, where one stands, and how to join once one is booked."""
    row = _event(request, programme_id, event_id)
    return _page(request, row)


@door(Capability.BOOK_EVENT, methods=POST)
def book(request: SignedInRequest, programme_id: UUID, event_id: UUID) -> HttpResponseBase:
    """Take a place, or one in the waiting list."""
    row = _event(request, programme_id, event_id)
    form = BookingForm(request.POST, event=row)
    if not form.is_valid():
        return _page(request, row, form=form)
    try:
        done = bookings.book(
            row, form.cleaned_data["way"], wait="wait" in request.POST, by=request.user,
            at=timezone.now(),
        )  # fmt: skip
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        if done.state == BookingState.BOOKED:
            messages.success(request, _("You have a place. We have sent you an e-mail."))
        else:
            messages.success(request, _("You are on the waiting list. We write if you move up."))
    return _back(row)


@door(Capability.BOOK_EVENT, methods=BOTH)
def give_back(request: SignedInRequest, programme_id: UUID, event_id: UUID) -> HttpResponseBase:
    """Ask, then give one’s place back."""
    row = _event(request, programme_id, event_id)
    standing = queries.standings_of(request.user, [row])[0]
    if request.method == "POST":
        try:
            bookings.cancel(row, by=request.user, at=timezone.now())
        except NotNow as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("You are no longer booked for this event."))
        return _back(row)
    if not standing.state:
        return _back(row)
    page = {"programme": row.programme, "event": row, "standing": standing}
    return render(request, "training/events/give_back.html", page)


@door(Capability.BOOK_EVENT, methods=POST)
def interest(request: SignedInRequest, programme_id: UUID, event_id: UUID) -> HttpResponseBase:
    """Ask to hear of a date, or no longer."""
    row = _event(request, programme_id, event_id)
    wanted = "no" not in request.POST
    try:
        bookings.ask_for_date(row, wanted=wanted, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        told = _("We write to you once, when there is a date."), _("You do not hear of a date.")
        messages.success(request, told[0] if wanted else told[1])
    return _back(row)


@door(Capability.BOOK_EVENT)
def calendar_file(request: SignedInRequest, programme_id: UUID, event_id: UUID) -> HttpResponseBase:
    """Hand out the event for one’s calendar; once it is off, the file takes it out again."""
    row = _event(request, programme_id, event_id)
    booking = queries.standings_of(request.user, [row])[0].booking
    when = when_of(row, booking) if booking else None
    if when is None or (booking and booking.state == BookingState.WAITING):
        raise NotVisible
    answer = HttpResponse(as_file(when), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="event.ics"'
    return answer


@door(Capability.BOOK_EVENT, methods=BOTH)
def feedback(request: SignedInRequest, programme_id: UUID, event_id: UUID) -> HttpResponseBase:
    """Ask two questions about an event, without a name."""
    row = _event(request, programme_id, event_id)
    standing = queries.standings_of(request.user, [row])[0]
    if not may_answer(row, standing):
        return _back(row)
    form = FeedbackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            attending.give_feedback(
                row, said["useful"], said["words"], by=request.user, at=timezone.now()
            )
        except NotNow as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("Thank you. Your answer is kept without your name."))
        return _back(row)
    least = row.programme.design.evaluation.small_number
    page = {"programme": row.programme, "event": row, "form": form, "least": least}
    return render(request, "training/events/feedback.html", page)


def may_answer(row: Event, standing: queries.Standing) -> bool:
    """Whether somebody was there, it is over, and they have not answered yet."""
    booking = standing.booking
    return (
        booking is not None
        and standing.state == BookingState.BOOKED
        and booking.attended is not False
        and not booking.has_answered
        and row.state == EventState.PLANNED
        and row.ends_at is not None
        and row.ends_at <= timezone.now()
    )


def _event(request: SignedInRequest, programme_id: UUID, event_id: UUID) -> Event:
    programme = programme_for(request.user, programme_id, Capability.BOOK_EVENT)
    return queries.event_for(request.user, programme, event_id, Capability.BOOK_EVENT)


def _back(row: Event) -> HttpResponseBase:
    return redirect("training:event", row.programme_id, row.pk)


def _page(
    request: SignedInRequest, row: Event, form: BookingForm | None = None
) -> HttpResponseBase:
    at = timezone.now()
    standing = queries.standings_of(request.user, [row])[0]
    booking = standing.booking
    booked = booking is not None and standing.state == BookingState.BOOKED
    off = row.state == EventState.CALLED_OFF
    begun = row.starts_at is not None and row.starts_at <= at
    way = booking.way.way if booking is not None and standing.state else ""
    full = row.taken >= row.places or all(
        w.places is not None and w.taken >= w.places for w in row.ways.all()
    )
    page: dict[str, Any] = {
        "programme": row.programme,
        "event": row,
        "standing": standing,
        "off": off,
        "begun": begun,
        "over": row.ends_at is not None and row.ends_at <= at,
        "full": full,
        "some_way_full": any(w.places is not None and w.taken >= w.places for w in row.ways.all()),
        "form": form or BookingForm(event=row, way=way),
        "details": queries.joining_details(request.user, booking.way, at=at)
        if booked and booking and not off
        else "",
        "place": queries.place_in_list(booking)
        if booking and standing.state == BookingState.WAITING
        else 0,
        "may_answer": may_answer(row, standing),
        "readers": who_can_read(Capability.READ_JOINING_DETAILS),
    }
    return render(request, "training/events/event.html", page)
