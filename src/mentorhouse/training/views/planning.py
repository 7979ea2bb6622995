"""Events for those who run a programme: planning, changing, who is booked, who came."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, may
from mentorhouse.access.states import NotNow
from mentorhouse.design import tables, words
from mentorhouse.design.paging import page_of
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.queries import programme_for
from mentorhouse.training.actions import attending
from mentorhouse.training.actions import events as deeds
from mentorhouse.training.forms.events import (
    AttendanceForm,
    EventForm,
    EventsFilter,
    MaterialForm,
)
from mentorhouse.training.models import Booking, Event
from mentorhouse.training.queries import events as queries
from mentorhouse.training.rules.events import COMPLETES, kinds_on
from mentorhouse.training.states import BookingState, EventState

BOTH, POST = ("GET", "POST"), ("POST",)


@door(Capability.SEE_BOOKINGS)
def all_events(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List every event, with how many are booked and wait."""
    programme = programme_for(request.user, programme_id, Capability.SEE_BOOKINGS)
    narrowed = EventsFilter(request.GET)
    at = timezone.now()
    rows = queries.events_in(request.user, programme, at=at, **narrowed.chosen())
    page = _about(request, programme) | {
        "filter": narrowed, "page": page_of(rows, request), "now": at,
    }  # fmt: skip
    return render(request, "training/events/all.html", page)


@door(Capability.KEEP_EVENTS, methods=BOTH)
def plan_event(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Plan an event."""
    programme = programme_for(request.user, programme_id, Capability.KEEP_EVENTS)
    at = timezone.now()
    form = EventForm(request.POST or None, kinds=_kinds(programme), now=at)
    if request.method == "POST" and form.is_valid():
        try:
            row = deeds.plan_event(
                programme, _plan(form), once=form.cleaned_data["once"], by=request.user, at=at
            )
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The event is planned. Those it is meant for see it."))
            return _to(row)
    page = _about(request, programme) | {"form": form, "event": None}
    return render(request, "training/events/plan.html", page)


@door(Capability.KEEP_EVENTS, methods=BOTH)
def change_event(request: SignedInRequest, programme_id: UUID, event_id: UUID) -> HttpResponseBase:
    """Change an event; whoever is booked hears of what matters."""
    row, at = _event(request, programme_id, event_id, Capability.KEEP_EVENTS), timezone.now()
    kinds = _kinds(row.programme) | {row.kind}
    if request.method == "POST":
        form = EventForm(request.POST, kinds=kinds, now=at)
        if form.is_valid():
            version = form.cleaned_data["version"]
            try:
                deeds.change_event(row, _plan(form), version=version, by=request.user, at=at)
            except deeds.ChangedMeanwhile as refusal:
                typed = request.POST.copy()
                typed["version"] = str(row.version)
                form = EventForm(typed, kinds=kinds, now=at)
                form.is_valid()
                form.add_error(None, str(refusal))
            except NotNow as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Saved."))
                return _to(row)
    else:
        said = _said(row, queries.all_details(request.user, row, at=at))
        form = EventForm(kinds=kinds, now=at, initial=said)
    page = _about(request, row.programme) | {"form": form, "event": row}
    return render(request, "training/events/plan.html", page)


@door(Capability.KEEP_EVENTS, methods=BOTH)
def call_off(request: SignedInRequest, programme_id: UUID, event_id: UUID) -> HttpResponseBase:
    """Ask, then call an event off."""
    row = _event(request, programme_id, event_id, Capability.KEEP_EVENTS)
    if request.method == "POST":
        try:
            deeds.call_off(row, by=request.user, at=timezone.now())
        except NotNow as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("The event is called off, and everyone is told."))
        return _to(row)
    page = _about(request, row.programme) | {"event": row}
    return render(request, "training/events/call_off.html", page)


@door(Capability.SEE_BOOKINGS)
def bookings(request: SignedInRequest, programme_id: UUID, event_id: UUID) -> HttpResponseBase:
    """Show an event with who is booked and waits; the look is recorded."""
    row = _event(request, programme_id, event_id, Capability.SEE_BOOKINGS)
    return _page(request, row, MaterialForm())


@door(Capability.SEE_BOOKINGS)
def bookings_export(
    request: SignedInRequest, programme_id: UUID, event_id: UUID, kind: str
) -> HttpResponseBase:
    """Hand out who is booked and waits as a file."""
    row = _event(request, programme_id, event_id, Capability.SEE_BOOKINGS)
    if kind not in tables.TYPES:
        raise NotVisible
    came = {None: "", True: _("Yes"), False: _("No")}
    lines = [
        (
            each.person.given_name, each.person.family_name, each.person.user.email,
            each.person.organisation.name if each.person.organisation else "",
            standing_words(each), str(each.way.get_way_display()), came[each.attended],
        )
        for each in queries.bookings_in(request.user, row)
    ]  # fmt: skip
    attending.note_bookings_export(row, count=len(lines), by=request.user, at=timezone.now())
    headings = (
        _("Given name"), _("Family name"), _("E-mail"), _("Organisation"), _("Standing"),
        _("Joins"), _("Came"),
    )  # fmt: skip
    return tables.as_download(kind, "event", headings, lines)


@door(Capability.KEEP_EVENTS, methods=BOTH)
def attendance(request: SignedInRequest, programme_id: UUID, event_id: UUID) -> HttpResponseBase:
    """Record who came, on one page."""
    row = _event(request, programme_id, event_id, Capability.KEEP_EVENTS)
    rows = list(queries.bookings_in(request.user, row, state=BookingState.BOOKED.value))
    booked = [(str(each.pk), each.person.name) for each in rows]
    fresh_page = row.recorded_at is None
    came = [str(each.pk) for each in rows if each.attended or (fresh_page and row.taken)]
    form = AttendanceForm(request.POST or None, booked=booked, came=came)
    if request.method == "POST" and form.is_valid():
        wanted = [UUID(pk) for pk in form.cleaned_data["came"]]
        try:
            count = attending.record_attendance(row, wanted, by=request.user, at=timezone.now())
        except NotNow as refusal:
            messages.warning(request, str(refusal))
        else:
            told = _("Saved who came.")
            if count:
                told += " " + ngettext(
                    "{n} person has now completed it.", "{n} people have now completed it.", count
                ).format(n=count)
            messages.success(request, told)
        return _to(row)
    page = _about(request, row.programme) | {
        "form": form, "event": row, "booked": booked, "completes": row.kind in COMPLETES,
    }  # fmt: skip
    return render(request, "training/events/attendance.html", page)


@door(Capability.KEEP_EVENTS, methods=POST)
def add_material(request: SignedInRequest, programme_id: UUID, event_id: UUID) -> HttpResponseBase:
    """Add something to read or watch."""
    row = _event(request, programme_id, event_id, Capability.KEEP_EVENTS)
    form = MaterialForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form)
    said = form.cleaned_data
    try:
        deeds.add_material(row, said["title"], said["link"], by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    return _to(row)


@door(Capability.KEEP_EVENTS, methods=POST)
def remove_material(
    request: SignedInRequest, programme_id: UUID, event_id: UUID, material_id: UUID
) -> HttpResponseBase:
    """Remove something to read or watch."""
    row = _event(request, programme_id, event_id, Capability.KEEP_EVENTS)
    try:
        deeds.remove_material(row, material_id, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    return _to(row)


def standing_words(row: Booking) -> str:
    """Say where somebody stands."""
    return _("Booked") if row.state == BookingState.BOOKED else _("Waits")


def _event(
    request: SignedInRequest, programme_id: UUID, event_id: UUID, capability: Capability
) -> Event:
    programme = programme_for(request.user, programme_id, capability)
    return queries.event_for(request.user, programme, event_id, capability)


def _to(row: Event) -> HttpResponseBase:
    return redirect("training:bookings", row.programme_id, row.pk)


def _kinds(programme: Programme) -> frozenset[str]:
    asked = programme.design.training
    return kinds_on(mentors=asked.mentors, mentees=asked.mentees, refreshers=asked.refreshers)


def _plan(form: EventForm) -> deeds.EventPlan:
    said = form.cleaned_data
    ways = {
        way: deeds.PlannedWay(said[f"{way}_details"], said[f"{way}_places"]) for way in said["ways"]
    }
    return deeds.EventPlan(
        said["kind"], said["audience"], said["title"], said["about"], form.starts_at,
        form.ends_at, said["places"], ways,
    )  # fmt: skip


def _said(row: Event, details: dict[str, str]) -> dict[str, Any]:
    """Return what the form shows of an event."""
    said: dict[str, Any] = {
        name: getattr(row, name) for name in ("kind", "audience", "title", "about", "places")
    }
    said |= {"once": row.once, "version": row.version, "ways": list(details)}
    if row.starts_at and row.ends_at:
        starts, ends = words.local(row.starts_at), words.local(row.ends_at)
        said |= {"on": starts.date(), "starts": starts.time(), "ends": ends.time()}
    for way in row.ways.all():
        said[f"{way.way}_details"] = details.get(way.way, "")
        said[f"{way.way}_places"] = way.places
    return said


def _about(request: SignedInRequest, programme: Programme) -> dict[str, Any]:
    keeps = may(request.user, Capability.KEEP_EVENTS, programme)
    return {"programme": programme, "keeps": keeps, "local": not keeps}


def _page(request: SignedInRequest, row: Event, form: MaterialForm) -> HttpResponseBase:
    at = timezone.now()
    page = _about(request, row.programme)
    rows = queries.bookings_in(request.user, row)
    attending.note_bookings_read(row, by=request.user, at=at)
    begun = row.starts_at is not None and row.starts_at <= at
    over = row.ends_at is not None and row.ends_at <= at
    page |= {
        "event": row,
        "page": page_of(rows, request),
        "form": form,
        "off": row.state == EventState.CALLED_OFF,
        "begun": begun,
        "said": queries.feedback_in(request.user, row, at=at) if page["keeps"] and over else None,
        "standing_words": standing_words,
        "interested": row.interests.count(),
        "waiting": row.bookings.filter(state=BookingState.WAITING).count(),
    }
    return render(request, "training/events/bookings.html", page)
