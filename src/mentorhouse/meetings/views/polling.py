"""Pages on which more than two find a time: ask, answer, pick; how many have to come (R9.06)."""

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
from mentorhouse.access.states import NotNow
from mentorhouse.languages.saying import say
from mentorhouse.meetings import queries, rules
from mentorhouse.meetings.actions import polling
from mentorhouse.meetings.actions.arranging import Details
from mentorhouse.meetings.actions.polling import PollWaits
from mentorhouse.meetings.forms import AnswersForm, DetailsForm, EnoughForm, PollTimesForm
from mentorhouse.meetings.models import ON, Meeting, Poll
from mentorhouse.meetings.states import PollState
from mentorhouse.partnerships.models import Partnership

BOTH = ("GET", "POST")
_C = Capability


@door(_C.ARRANGE_MEETING, methods=BOTH)
def ask(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Ask everybody which of two to six times suits them."""
    at = timezone.now()
    row = queries.several_for(request.user, partnership_id)
    if waiting := queries.open_poll(row):
        return redirect("meetings:poll", row.pk, waiting.pk)
    data = request.POST if request.method == "POST" else None
    guidance = row.programme.design_as_read.meetings
    last = queries.last_meeting(row)
    way = rules.way_to_begin_with(last.way if last else None, guidance)
    details = DetailsForm(data, guidance=guidance, initial={"way": way})
    times = _times(request, at)
    if data is None or not (times.is_valid() & details.is_valid()):
        return _page(request, row, times, details)
    return _asked(request, row, times, Details(**details.cleaned_data), None, at)


@door(_C.ARRANGE_MEETING, methods=BOTH)
def ask_to_move(request: SignedInRequest, partnership_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Ask everybody for a time to which an agreed meeting could move."""
    at = timezone.now()
    meeting = queries.to_move(request.user, partnership_id, meeting_id)
    row = meeting.partnership
    if waiting := queries.open_poll(row):
        return redirect("meetings:poll", row.pk, waiting.pk)
    if meeting.state not in ON:
        return redirect("meetings:meeting", row.pk, meeting.pk)
    times = _times(request, at)
    if request.method == "GET" or not times.is_valid():
        return _page(request, row, times, None, meeting)
    details = Details(meeting.length_minutes, meeting.way)
    return _asked(request, row, times, details, meeting, at)


@door(_C.ARRANGE_MEETING, methods=BOTH)
def poll(request: SignedInRequest, partnership_id: UUID, poll_id: UUID) -> HttpResponse:
    """Show how each time stands, take one's own answers, and let whoever asked pick."""
    at = timezone.now()
    row = queries.poll_for(request.user, partnership_id, poll_id)
    counted = queries.counted(row)
    mine = {each.time: each.said.get(request.user.pk) for each in counted.standings}
    said = {time: says.value for time, says in mine.items() if says}
    form = AnswersForm(
        list(row.times.all()), request.POST if request.method == "POST" else None, said=said
    )
    if request.method == "POST" and form.is_valid():
        return _press(
            request, row, lambda: polling.answer(row, form.says, by=request.user, at=at),
            say("Thank you. Your answers are saved, and you can change them until one is picked."),
        )  # fmt: skip
    return render(request, "meetings/poll.html", {
        "poll": row, "partnership": row.partnership, "counted": counted, "form": form,
        "open": row.state == PollState.OPEN, "answered": bool(said), "at": at,
        "picks": queries.picks(request.user, row),
        "closes": queries.closes(request.user, row, at=at),
        "where": queries.where_of_poll(request.user, row, at=at),
        "agreed": queries.enough_of(row.partnership),
    })  # fmt: skip


@door(_C.ARRANGE_MEETING, methods=("POST",))
def pick(request: SignedInRequest, partnership_id: UUID, poll_id: UUID) -> HttpResponse:
    """Pick one of the times."""
    row = queries.poll_for(request.user, partnership_id, poll_id)
    try:
        time = UUID(request.POST.get("time", ""))
    except ValueError:
        messages.warning(request, say("Choose one of the times, then press the button."))
        return redirect("meetings:poll", row.partnership_id, row.pk)
    return _press(
        request, row, lambda: polling.pick_time(row, time, by=request.user, at=timezone.now()),
        say("The meeting is agreed. An event for the calendar is on its way to all of you."),
    )  # fmt: skip


@door(_C.ARRANGE_MEETING, methods=("POST",))
def close(request: SignedInRequest, partnership_id: UUID, poll_id: UUID) -> HttpResponse:
    """Take a poll back."""
    row = queries.poll_for(request.user, partnership_id, poll_id)
    return _press(
        request, row, lambda: polling.close_poll(row, by=request.user, at=timezone.now()),
        say("You have taken the poll back."),
    )  # fmt: skip


@door(_C.ARRANGE_MEETING, methods=BOTH)
def enough(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Set how many of a partnership have to be able to come to a meeting."""
    row = queries.several_for(request.user, partnership_id)
    agreed = queries.enough_of(row)
    form = EnoughForm(
        request.POST if request.method == "POST" else None,
        persons=len(queries.people_in(row)), agreed=agreed.needed if agreed else None,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        polling.set_enough(row, form.chosen, by=request.user, at=timezone.now())
        messages.success(request, say("Noted. It holds for every poll of yours from now on."))
        return redirect("meetings:meetings", row.pk)
    shown = {"partnership": row, "form": form, "agreed": agreed}
    return render(request, "meetings/enough.html", shown)


def _times(request: SignedInRequest, at: datetime) -> PollTimesForm:
    zone = timezone.get_current_timezone_name()
    return PollTimesForm(request.POST if request.method == "POST" else None, zone=zone, at=at)


def _page(
    request: SignedInRequest, row: Partnership, times: PollTimesForm,
    details: DetailsForm | None, meeting: Meeting | None = None,
) -> HttpResponse:  # fmt: skip
    shown: dict[str, Any] = {"partnership": row, "form": times, "times": times, "meeting": meeting}
    shown |= {"details": details, "forms": [details] if details else []}
    shown |= {"zone": timezone.get_current_timezone_name()}
    return render(request, "meetings/ask_times.html", shown)


def _asked(
    request: SignedInRequest, row: Partnership, times: PollTimesForm, details: Details,
    moving: Meeting | None, at: datetime,
) -> HttpResponse:  # fmt: skip
    try:
        made = polling.ask_times(row, times.starts, details, moving=moving, by=request.user, at=at)
    except PollWaits as refusal:
        messages.warning(request, str(refusal))
        return redirect("meetings:poll", row.pk, refusal.poll_id)
    except NotNow as refusal:
        messages.warning(request, str(refusal))
        return redirect("meetings:meetings", row.pk)
    messages.success(request, say("Your times are on their way to everybody."))
    return redirect("meetings:poll", row.pk, made.pk)


def _press(
    request: SignedInRequest, row: Poll, deed: Callable[[], object], done: str
) -> HttpResponse:
    """Do one deed with a poll and show how it stands, whether or not it was possible."""
    try:
        came = deed()
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, done)
        if isinstance(came, Meeting):
            return redirect("meetings:meeting", came.partnership_id, came.pk)
    return redirect("meetings:poll", row.partnership_id, row.pk)
