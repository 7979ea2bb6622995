"""Pages before a meeting: the list, proposing, picking, moving, cancelling, the calendar file."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, may
from mentorhouse.access.states import NotNow
from mentorhouse.design.paging import page_of
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.languages.saying import say
from mentorhouse.meetings import queries, rules
from mentorhouse.meetings.actions import arranging
from mentorhouse.meetings.actions.arranging import Details, ProposalWaits
from mentorhouse.meetings.emails import entry_of
from mentorhouse.meetings.forms import ChangeDetailsForm, DetailsForm, TimesForm
from mentorhouse.meetings.models import ON, Meeting
from mentorhouse.meetings.views.reading import log_context
from mentorhouse.notifications import calendar
from mentorhouse.partnerships.models import Partnership

CONFLICT = 409
PAST = ("held", "missed", "cancelled")


@door(Capability.READ_MEETING_LOG)
def meetings(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """List the meetings of a pair and what is to be done next."""
    at = timezone.now()
    partnership = queries.running_partnership(
        request.user, partnership_id, Capability.READ_MEETING_LOG
    )
    listed = queries.meetings_of(request.user, partnership)
    guidance = partnership.programme.design_as_read.meetings
    return render(
        request,
        "meetings/meetings.html",
        {
            "partnership": partnership,
            "coming": [m for m in listed if m.state in ON or m.state == "proposed"],
            "past": page_of([m for m in listed if m.state in PAST], request),
            "facts": queries.meeting_facts_of(request.user, partnership, at=at),
            "guidance": guidance,
            "rhythm": rules.rhythm_words(guidance),
            "facts_readable": Capability.READ_MEETING_FACTS,
            "several": queries.is_several(partnership),
            "has_sessions": rules.has_sessions(partnership.shape),
            "poll": queries.open_poll(partnership),
            "may_arrange": may(request.user, Capability.ARRANGE_MEETING, partnership),
            "at": at,
        },
    )


@door(Capability.ARRANGE_MEETING, methods=("GET", "POST"))
def propose(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Propose a meeting at one to five times."""
    at = timezone.now()
    partnership = queries.running_partnership(request.user, partnership_id)
    if queries.is_several(partnership):
        return redirect("meetings:poll_new", partnership.pk)
    data = request.POST if request.method == "POST" else None
    guidance = partnership.programme.design_as_read.meetings
    last = queries.last_meeting(partnership)
    times = TimesForm(data, zone=_zone(), at=at)
    details = DetailsForm(
        data,
        guidance=guidance,
        initial={"way": rules.way_to_begin_with(last.way if last else None, guidance)},
    )
    if data is None or not (times.is_valid() & details.is_valid()):
        suggested = rules.suggested_day(
            last.held_on if last else None,
            days_between=guidance.days_between, today=timezone.localdate(at),
        )  # fmt: skip
        return _times_page(request, "meetings/propose.html", partnership, times, {
            "details": details, "forms": [details], "suggested": suggested,
            "guidance": guidance, "first": last is None,
        })  # fmt: skip
    try:
        meeting = arranging.propose(
            partnership, times.starts, Details(**details.cleaned_data), by=request.user, at=at
        )
    except ProposalWaits as refusal:
        messages.warning(request, str(refusal))
        return redirect("meetings:meeting", partnership_id, refusal.meeting_id)
    messages.success(request, say("Your times are on their way. You will hear when one is picked."))
    _warn_of_length(request, meeting)
    return redirect("meetings:meeting", partnership_id, meeting.pk)


@door(Capability.ARRANGE_MEETING)
def meeting(request: SignedInRequest, partnership_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Show one meeting: its times to pick from, its place, or what was written about it."""
    at = timezone.now()
    row = queries.meeting_for(request.user, partnership_id, meeting_id)
    log = queries.log_of(row)
    return render(
        request,
        "meetings/meeting.html",
        {
            "meeting": row,
            "partnership": row.partnership,
            "where": queries.where(request.user, row, at=at),
            "turns": queries.turns_in(row),
            "series": queries.series_of(row),
            "several": queries.is_several(row.partnership),
            "mine": row.offered_by_id == request.user.pk,
            "begun": row.starts_at is not None and row.starts_at <= at,
            "log": None,
        }
        | (log_context(request, row, log, at=at) if log else {}),
    )


@door(Capability.ARRANGE_MEETING, methods=("POST",))
def pick(request: SignedInRequest, partnership_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Pick one of the offered times."""
    try:
        option = UUID(request.POST.get("option", ""))
    except ValueError:
        row = queries.meeting_for(request.user, partnership_id, meeting_id)
        messages.warning(request, "Choose one of the times, then press the button.")
        return redirect("meetings:meeting", row.partnership_id, row.pk)
    return _press(
        request, partnership_id, meeting_id,
        lambda row, at: arranging.pick(row, option, by=request.user, at=at),
        say("The meeting is agreed. An event for your calendar is on its way to both of you."),
    )  # fmt: skip


@door(Capability.ARRANGE_MEETING, methods=("POST",))
def withdraw(request: SignedInRequest, partnership_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Take one's own proposal back."""
    return _press(
        request, partnership_id, meeting_id,
        lambda row, at: arranging.withdraw(row, by=request.user, at=at),
        say("You have taken the proposal back."),
    )  # fmt: skip


@door(Capability.ARRANGE_MEETING, methods=("POST",))
def keep(request: SignedInRequest, partnership_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Leave an agreed meeting at its time."""
    return _press(
        request, partnership_id, meeting_id,
        lambda row, at: arranging.keep(row, by=request.user, at=at),
        say("The meeting stays at the time that was agreed."),
    )  # fmt: skip


@door(Capability.ARRANGE_MEETING, methods=("GET", "POST"))
def other_times(request: SignedInRequest, partnership_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Offer other times, for a proposal that does not fit or to move an agreed meeting."""
    at = timezone.now()
    row = queries.meeting_for(request.user, partnership_id, meeting_id)
    if row.state in ON and queries.is_several(row.partnership):
        return redirect("meetings:poll_move", partnership_id, meeting_id)
    times = TimesForm(request.POST if request.method == "POST" else None, zone=_zone(), at=at)
    if request.method == "GET" or not times.is_valid():
        return _times_page(request, "meetings/other_times.html", row.partnership, times,
                           _about(row, at))  # fmt: skip
    return _press(
        request, partnership_id, meeting_id,
        lambda row, at: arranging.offer_times(row, times.starts, by=request.user, at=at),
        say("Your times are on their way. You will hear when one is picked."),
    )  # fmt: skip


@door(Capability.ARRANGE_MEETING, methods=("GET", "POST"))
def cancel(request: SignedInRequest, partnership_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Cancel an agreed meeting, and propose other times in the same step (R7.04)."""
    at = timezone.now()
    row = queries.meeting_for(request.user, partnership_id, meeting_id)
    data = request.POST if request.method == "POST" else None
    if data is None and row.state not in ON:
        return redirect("meetings:meeting", partnership_id, meeting_id)
    several = queries.is_several(row.partnership)  # they ask for other times by a poll
    times = TimesForm({} if several and data else data, zone=_zone(), at=at, compulsory=False)
    if data is None or not times.is_valid():
        return _times_page(request, "meetings/cancel.html", row.partnership, times,
                           _about(row, at) | {"several": several})  # fmt: skip
    return _press(
        request, partnership_id, meeting_id,
        lambda row, at: arranging.cancel(row, starts=times.starts, by=request.user, at=at),
        say("The meeting is cancelled, and taken out of everybody’s calendars.") if several
        else say("The meeting is cancelled, and taken out of both calendars."),
    )  # fmt: skip


@door(Capability.ARRANGE_MEETING, methods=("GET", "POST"))
def details(request: SignedInRequest, partnership_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Change the way, the place, the link or the length."""
    at = timezone.now()
    row = queries.meeting_for(request.user, partnership_id, meeting_id)
    now = {"way": row.way, "length_minutes": row.length_minutes, "based_on": row.sequence}
    form = ChangeDetailsForm(
        request.POST if request.method == "POST" else None,
        guidance=row.partnership.programme.design_as_read.meetings,
        initial=now | queries.where(request.user, row, at=at),
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        based_on = typed.pop("based_on")
        try:
            row = arranging.change_details(
                row, Details(**typed), based_on=based_on, by=request.user, at=at
            )
        except ChangedMeanwhile:
            status, form = CONFLICT, _based_on_now(form, row.sequence)
        except NotNow as refusal:
            messages.warning(request, str(refusal))
            return redirect("meetings:meeting", partnership_id, meeting_id)
        else:
            messages.success(request, say("The meeting is changed."))
            _warn_of_length(request, row)
            return redirect("meetings:meeting", partnership_id, meeting_id)
    context = {"meeting": row, "form": form, "where": queries.where(request.user, row, at=at)}
    return render(request, "meetings/details.html", context, status=status)


@door(Capability.ARRANGE_MEETING)
def calendar_file(request: SignedInRequest, partnership_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Give the event as a file, for calendars that do not read mail."""
    row = queries.meeting_for(request.user, partnership_id, meeting_id)
    if row.state not in ON:
        raise NotVisible
    response = HttpResponse(calendar.publication(entry_of(row)), content_type="text/calendar")
    response["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return response


def _press(
    request: SignedInRequest, partnership_id: UUID, meeting_id: UUID,
    deed: Callable[[Meeting, datetime], object], done: str,
) -> HttpResponse:  # fmt: skip
    """Do one deed with a meeting and show how it stands, whether or not it was possible."""
    row = queries.meeting_for(request.user, partnership_id, meeting_id)
    try:
        came = deed(row, timezone.now())
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, done)
        meeting_id = came.pk if isinstance(came, Meeting) else meeting_id
    return redirect("meetings:meeting", partnership_id, meeting_id)


def _times_page(
    request: SignedInRequest, template: str, partnership: Partnership, times: TimesForm,
    more: dict[str, Any],
) -> HttpResponse:  # fmt: skip
    return render(
        request, template,
        {"partnership": partnership, "form": times, "times": times, "zone": _zone()} | more,
    )  # fmt: skip


def _about(row: Meeting, at: datetime) -> dict[str, Any]:
    hours = row.partnership.programme.design.meetings.notice_hours
    late = row.starts_at is not None and rules.is_late(row.starts_at, at=at, notice_hours=hours)
    return {"meeting": row, "late": late, "notice_hours": hours}


def _based_on_now(form: ChangeDetailsForm, sequence: int) -> ChangeDetailsForm:
    """Keep what was typed, on top of what the other person saved meanwhile."""
    again = type(form)(form.cleaned_data | {"based_on": sequence}, guidance=form.guidance)
    again.add_error(None, say(
        "The other person changed the meeting while you were typing. It is shown below. Save "
        "again if yours should stand."
    ))  # fmt: skip
    return again


def _warn_of_length(request: SignedInRequest, row: Meeting) -> None:
    guidance = row.partnership.programme.design_as_read.meetings
    longest = rules.longest_for(row.way, guidance)
    if warning := rules.length_warning(
        row.length_minutes, longest=longest, shortest=guidance.shortest_minutes
    ):
        messages.info(request, warning)


def _zone() -> str:
    return timezone.get_current_timezone_name()
