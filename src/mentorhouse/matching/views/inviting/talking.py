"""One's own first talks, one of them, and every deed with it."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.design.paging import page_of
from mentorhouse.languages.saying import mark, say
from mentorhouse.matching.actions import inviting as deeds
from mentorhouse.matching.emails.inviting import entry_of
from mentorhouse.matching.forms.inviting import (
    BookForm,
    JoiningForm,
    PickForm,
    ProposeForm,
    RatingForm,
)
from mentorhouse.matching.models import Invitation
from mentorhouse.matching.queries.inviting import talks as queries
from mentorhouse.matching.queries.inviting.times import (
    is_offered_here,
    time_to_book,
    times_to_book,
)
from mentorhouse.matching.queries.shortlists import own_shortlist
from mentorhouse.matching.rules import inviting as rules
from mentorhouse.matching.rules.rating import Liking
from mentorhouse.matching.states.inviting import TalkState
from mentorhouse.notifications import calendar
from mentorhouse.partnerships.rules import SomethingFirst

Deed = Callable[..., Invitation]
# What one side may do on a page of its own, which says first what it means.
DEEDS: Mapping[str, tuple[str, Deed, str]] = {
    "decline": (rules.MENTOR, deeds.decline, mark("Declined with thanks. Nobody asks you why.")),
    "withdraw": (rules.MENTEE, deeds.withdraw, mark("This talk is over. The mentor is thanked.")),
    "choose": (
        rules.MENTEE, deeds.choose, mark("You have chosen. The mentor is asked to confirm."),
    ),
    "confirm": (rules.MENTOR, deeds.confirm, mark("Confirmed. Your partnership has begun.")),
}  # fmt: skip
MEETINGS = {"met": True, "missed": False}


@door(Capability.SEE_OWN_TALKS)
def talks(request: SignedInRequest, participation_id: UUID) -> HttpResponse:
    """See with whom one talks, how each talk stands, and what comes next."""
    at = timezone.now()
    part = queries.own_part(request.user, participation_id)
    page = page_of(queries.talks_of(request.user, part, at=at), request)
    design = part.programme.design
    shown = queries.seen(list(page), part, at=at)
    shortlist = own_shortlist(part, at=at) if rules.offers_shortlists(design) else None
    origin = rules.SHORTLIST if shortlist or not rules.searches(design) else rules.SEARCH
    return render(
        request,
        "matching/talks.html",
        {
            "part": part,
            "programme": part.programme,
            "page": page,
            "talks": shown,
            "terms": rules.terms_of(design, origin),
            "searches": rules.searches(design),
            "reciprocal": rules.is_reciprocal(design),
            "offers_times": is_offered_here(part),
            "shortlist": shortlist,
            "talking": queries.open_mentors(part),
        },
    )


@door(Capability.SEE_TALK)
def talk(request: SignedInRequest, talk_id: UUID) -> HttpResponse:
    """See one talk: what was written, when it is, what one can do, and what happens by when."""
    found = queries.talk_for(request.user, talk_id, at=timezone.now())
    return _page(request, found)


@door(Capability.ANSWER_TALK, methods=("POST",))
def pick(request: SignedInRequest, talk_id: UUID) -> HttpResponse:
    """Agree to a time that the other proposed."""
    at = timezone.now()
    found = queries.talk_for(request.user, talk_id, at=at, capability=Capability.ANSWER_TALK)
    form = _pick_form(found, request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    time, joining = UUID(form.cleaned_data["time"]), form.cleaned_data.get("joining", "")
    return _press(
        request, talk_id, say("The time is agreed. The event for your calendars is on its way."),
        lambda: deeds.pick(found.row, time, joining=joining, by=request.user, at=at),
    )  # fmt: skip


@door(Capability.ANSWER_TALK, methods=("POST",))
def book(request: SignedInRequest, talk_id: UUID) -> HttpResponse:
    """Book a time that the mentor offers, as the mentee who waits for an answer."""
    at = timezone.now()
    found = queries.talk_for(request.user, talk_id, at=at, capability=Capability.ANSWER_TALK)
    if found.role != rules.MENTEE:
        raise NotVisible
    form = BookForm(request.POST, offered=times_to_book(found))
    if not form.is_valid():
        if times_to_book(found):
            return _page(request, found, booking=form)
        messages.warning(request, rules.moved_on())
        return redirect("matching:talk", talk_id)
    time = time_to_book(found.row.mentor, UUID(form.cleaned_data["booked"]))
    return _press(
        request, talk_id, say("Booked. The event for your calendar is on its way to both of you."),
        lambda: deeds.book_instead(found.row, time, by=request.user, at=at),
    )  # fmt: skip


@door(Capability.ANSWER_TALK, methods=("GET", "POST"))
def propose(request: SignedInRequest, talk_id: UUID) -> HttpResponse:
    """Propose other times."""
    at = timezone.now()
    found = queries.talk_for(request.user, talk_id, at=at, capability=Capability.ANSWER_TALK)
    zone = timezone.get_current_timezone_name()
    data = request.POST if request.method == "POST" else None
    form = ProposeForm(data, zone=zone, at=at, initial={"way": found.row.way})
    if data is not None and form.is_valid():
        way = form.cleaned_data["way"]
        return _press(
            request, talk_id, say("Sent. We write to you as soon as there is an answer."),
            lambda: deeds.propose(found.row, form.starts, way=way, by=request.user, at=at),
        )  # fmt: skip
    return render(
        request, "matching/talk_times.html",
        _about(found) | {"form": form, "zone": zone, "rows": range(1, rules.MOST_TIMES + 1)},
    )  # fmt: skip


@door(Capability.ANSWER_TALK, methods=("GET", "POST"))
def deed(request: SignedInRequest, talk_id: UUID, deed: str) -> HttpResponse:
    """Say first what it means; then decline, end, choose or confirm."""
    if deed not in DEEDS:
        raise Http404
    role, do, done = DEEDS[deed]
    at = timezone.now()
    found = queries.talk_for(request.user, talk_id, at=at, capability=Capability.ANSWER_TALK)
    if found.role != role:
        raise NotVisible
    if request.method == "GET":
        if not found.row.is_open:
            return redirect("matching:talk", talk_id)
        return render(request, "matching/talk_deed.html", _about(found) | {"deed": deed})
    return _press(request, talk_id, say(done), lambda: do(found.row, by=request.user, at=at))


@door(Capability.ANSWER_TALK, methods=("POST",))
def meeting(request: SignedInRequest, talk_id: UUID, became: str) -> HttpResponse:
    """Say whether the two met."""
    if became not in MEETINGS:
        raise Http404
    at = timezone.now()
    found = queries.talk_for(request.user, talk_id, at=at, capability=Capability.ANSWER_TALK)
    return _press(
        request, talk_id, say("Thank you. See below how it goes on."),
        lambda: deeds.note_meeting(found.row, met=MEETINGS[became], by=request.user, at=at),
    )  # fmt: skip


@door(Capability.ANSWER_TALK, methods=("GET", "POST"))
def joining(request: SignedInRequest, talk_id: UUID) -> HttpResponse:
    """Say how one joins, as the mentor."""
    at = timezone.now()
    found = queries.talk_for(request.user, talk_id, at=at, capability=Capability.ANSWER_TALK)
    if found.role != rules.MENTOR:
        raise NotVisible
    if request.method == "POST":
        form = JoiningForm(request.POST)
        if form.is_valid():
            text = form.cleaned_data["joining"]
            return _press(
                request, talk_id, say("Saved."),
                lambda: deeds.say_how_to_join(found.row, text, by=request.user, at=at),
            )  # fmt: skip
    else:
        form = JoiningForm(initial=queries.texts_of(request.user, found, at=at))
    return render(request, "matching/talk_joining.html", _about(found) | {"form": form})


@door(Capability.ANSWER_TALK, methods=("GET", "POST"))
def rate(request: SignedInRequest, talk_id: UUID) -> HttpResponse:
    """Say privately whether one could work with the other."""
    at = timezone.now()
    found = queries.talk_for(request.user, talk_id, at=at, capability=Capability.ANSWER_TALK)
    form = RatingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        liking = Liking(form.cleaned_data["liking"])
        done = say("Kept. Nobody reads it; only a match run uses it.")

        def keep() -> None:
            deeds.rate(found.row, liking, by=request.user, at=at)

        return _press(request, talk_id, done, keep)
    rated = queries.has_rated(found)
    return render(
        request, "matching/talk_rate.html", _about(found) | {"form": form, "rated": rated}
    )


@door(Capability.SEE_TALK)
def calendar_file(request: SignedInRequest, talk_id: UUID) -> HttpResponse:
    """Give the event as a file, for calendars that do not read mail."""
    found = queries.talk_for(request.user, talk_id, at=timezone.now())
    if found.row.state != TalkState.AGREED:
        raise NotVisible
    file = calendar.publication(entry_of(found.row))
    response = HttpResponse(file, content_type="text/calendar")
    response["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return response


def _page(
    request: SignedInRequest, found: queries.Talk, form: PickForm | None = None,
    *, booking: BookForm | None = None,
) -> HttpResponse:  # fmt: skip
    asked = found.is_mine and found.row.state in (TalkState.SENT, TalkState.ANSWERED)
    if form is None and asked and found.row.times.all():
        form = _pick_form(found, None)
    offered = times_to_book(found)
    if offered and booking is None:
        booking = BookForm(offered=offered)
    texts = queries.texts_of(request.user, found, at=found.at)
    more = {"texts": texts, "form": form, "booking": booking, "rated": queries.has_rated(found),
            "biography": queries.shows_biography(request.user, found),
            "kept_days": rules.KEPT_DAYS}  # fmt: skip
    return render(request, "matching/talk.html", _about(found) | more)


def _pick_form(found: queries.Talk, data: Any) -> PickForm:
    coming = [time for time in found.row.times.all() if time.starts_at > found.at]
    return PickForm(data, times=coming, with_joining=found.role == rules.MENTOR)


def _press(
    request: SignedInRequest, talk_id: UUID, done: str, do: Callable[[], object]
) -> HttpResponse:
    """Do one deed and show how the talk stands, whether or not it was possible."""
    try:
        do()
    except SomethingFirst as refusal:
        messages.warning(request, str(refusal))
        return redirect(refusal.page)
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("matching:talk", talk_id)


def _about(found: queries.Talk) -> dict[str, Any]:
    row = found.row
    return {
        "talk": found,
        "row": row,
        "programme": row.programme,
        "person": found.other.person if found.names_other else None,
        "part": row.mentor if found.role == rules.MENTOR else row.mentee,
    }
