"""Pages of one-to-one sessions beside a group: for the two of them alone (R9.02)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.readers import who_can_read
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.design.paging import page_of
from mentorhouse.design.two_writers import ChangedMeanwhile, TwoWritersForm
from mentorhouse.languages.saying import mark, say
from mentorhouse.meetings import queries
from mentorhouse.meetings.actions import sessions as actions
from mentorhouse.meetings.actions.arranging import Details
from mentorhouse.meetings.actions.sessions import SessionWaits
from mentorhouse.meetings.emails.sessions import session_entry
from mentorhouse.meetings.forms import (
    AskSessionForm,
    SessionDetailsForm,
    TimesForm,
    notes_form,
)
from mentorhouse.meetings.models import Session
from mentorhouse.meetings.states import SessionMove, SessionState
from mentorhouse.notifications import calendar

BOTH, CONFLICT = ("GET", "POST"), 409
_C = Capability
DEEDS = {
    "decline": (SessionMove.DECLINE, mark("You have declined, and the other person is told.")),
    "withdraw": (SessionMove.WITHDRAW, mark("You have taken the times back.")),
    "cancel": (SessionMove.CANCEL, mark("The session is cancelled, and the two of you are told.")),
    "held": (SessionMove.HOLD, mark("Noted. You can keep notes of your session, if you like.")),
}


@door(_C.ASK_FOR_SESSION)
def sessions(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """List one's own sessions in a group."""
    row = queries.with_sessions(request.user, partnership_id)
    page = page_of(queries.sessions_of(request.user, row), request)
    shown = [(each, queries.other_of(each, request.user).name) for each in page]
    return render(request, "meetings/sessions.html", {
        "partnership": row, "page": page, "sessions": shown,
        "readers": who_can_read(_C.HOLD_SESSION),
        "people": queries.partners_for_session(request.user, row),
    })  # fmt: skip


@door(_C.ASK_FOR_SESSION, methods=BOTH)
def ask(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Ask one's mentor, or one of one's mentees, for a session."""
    at = timezone.now()
    row = queries.with_sessions(request.user, partnership_id)
    people = queries.partners_for_session(request.user, row)
    data = request.POST if request.method == "POST" else None
    guidance = row.programme.design_as_read.meetings
    who = AskSessionForm({pk: person.name for pk, person in people.items()}, data)
    details, times = SessionDetailsForm(data, guidance=guidance), _times(request, at)
    if data is None or not (who.is_valid() & times.is_valid() & details.is_valid()):
        return render(request, "meetings/session_ask.html", {
            "partnership": row, "form": who, "times": times, "details": details, "zone": _zone(),
            "forms": [who, times, details],
        })  # fmt: skip
    try:
        made = actions.ask_session(
            row, who.chosen, times.starts, Details(**details.cleaned_data),
            topic=who.cleaned_data["topic"], by=request.user, at=at,
        )  # fmt: skip
    except SessionWaits as refusal:
        messages.warning(request, str(refusal))
        return redirect("meetings:session", row.pk, refusal.session_id)
    messages.success(request, say("Your times are on their way. Nobody else is told."))
    return redirect("meetings:session", row.pk, made.pk)


@door(_C.HOLD_SESSION, methods=BOTH)
def session(request: SignedInRequest, partnership_id: UUID, session_id: UUID) -> HttpResponse:
    """Show one session, and do what was pressed."""
    at = timezone.now()
    row = queries.session_for(request.user, partnership_id, session_id)
    if request.method == "POST":
        _do(request, row, at)
        return redirect("meetings:session", row.partnership_id, row.pk)
    return render(request, "meetings/session.html", {
        "session": row, "other": queries.other_of(row, request.user), "at": at,
        "mine": row.offered_by_id == request.user.pk, "goes_on": queries.goes_on(row),
        "texts": queries.read_session(request.user, row, at=at),
        "readers": who_can_read(_C.HOLD_SESSION),
        "runs": queries.partnership_runs_for(request.user, row),
    })  # fmt: skip


@door(_C.HOLD_SESSION, methods=BOTH)
def other_times(request: SignedInRequest, partnership_id: UUID, session_id: UUID) -> HttpResponse:
    """Offer other times for a session."""
    at = timezone.now()
    row = _going_on(request, partnership_id, session_id, SessionState.ASKED)
    times = _times(request, at)
    if request.method == "GET" or not times.is_valid():
        shown = {"session": row, "form": times, "times": times, "zone": _zone()}
        return render(request, "meetings/session_times.html", shown)
    try:
        actions.offer_other_times(row, times.starts, by=request.user, at=at)
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, say("Your times are on their way. Nobody else is told."))
    return redirect("meetings:session", row.partnership_id, row.pk)


@door(_C.HOLD_SESSION, methods=BOTH)
def notes(request: SignedInRequest, partnership_id: UUID, session_id: UUID) -> HttpResponse:
    """Write what the two keep of their session."""
    at = timezone.now()
    row = _going_on(request, partnership_id, session_id, SessionState.HELD)
    text = queries.read_session(request.user, row, at=at)["notes"]
    form = notes_form(row, text, request.POST if request.method == "POST" else None)
    if request.method == "GET" or not form.is_valid():
        return _notes_page(request, row, form)
    try:
        actions.write_notes(
            row, form.mine["notes"], based_on=form.cleaned_data["revision"], by=request.user,
            at=at,
        )  # fmt: skip
    except ChangedMeanwhile:
        row = queries.session_for(request.user, partnership_id, session_id)
        theirs = queries.read_session(request.user, row, at=at)
        met = form.met_by({"notes": theirs["notes"]}, revision=row.revision)
        return _notes_page(request, row, met, status=CONFLICT)
    except NotNow as refusal:
        form.add_error(None, str(refusal))
        return _notes_page(request, row, form, status=CONFLICT)
    messages.success(request, say("Your notes are saved."))
    return redirect("meetings:session", row.partnership_id, row.pk)


@door(_C.HOLD_SESSION)
def calendar_file(request: SignedInRequest, partnership_id: UUID, session_id: UUID) -> HttpResponse:
    """Give the event as a file, for calendars that do not read mail."""
    row = queries.session_for(request.user, partnership_id, session_id)
    if row.state != SessionState.AGREED:
        raise NotVisible
    answer = HttpResponse(calendar.publication(session_entry(row)), content_type="text/calendar")
    answer["Content-Disposition"] = 'attachment; filename="session.ics"'
    return answer


def _do(request: SignedInRequest, row: Session, at: datetime) -> None:
    deed = request.POST.get("deed", "")
    try:
        if deed == "pick":
            actions.pick_session_time(row, _picked(request), by=request.user, at=at)
            done = say("The session is agreed. An event for your calendar is on its way.")
        elif deed in DEEDS:
            move, words = DEEDS[deed]
            actions.answer_session(row, move, by=request.user, at=at)
            done = say(words)
        else:
            raise NotVisible
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, done)


def _picked(request: SignedInRequest) -> UUID:
    try:
        return UUID(request.POST.get("time", ""))
    except ValueError:
        raise NotNow(say("Choose one of the times, then press the button.")) from None


def _going_on(
    request: SignedInRequest, partnership_id: UUID, session_id: UUID, state: SessionState
) -> Session:
    row = queries.session_for(request.user, partnership_id, session_id)
    if row.state != state or not queries.goes_on(row):
        raise NotVisible
    return row


def _times(request: SignedInRequest, at: datetime) -> TimesForm:
    return TimesForm(request.POST if request.method == "POST" else None, zone=_zone(), at=at)


def _zone() -> str:
    return timezone.get_current_timezone_name()


def _notes_page(
    request: SignedInRequest, row: Session, form: TwoWritersForm, *, status: int = 200
) -> HttpResponse:
    shown: dict[str, Any] = {"session": row, "form": form}
    return render(request, "meetings/session_notes.html", shown, status=status)
