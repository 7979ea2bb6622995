"""Pages of a series of meetings, and of one's private calendar address (R7.01)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, by_private_link, door
from mentorhouse.access.links import token_of
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.languages.saying import say
from mentorhouse.meetings import queries, rules
from mentorhouse.meetings.actions import repeating
from mentorhouse.meetings.emails import entry_of
from mentorhouse.meetings.emails.sessions import session_entry
from mentorhouse.meetings.forms import SeriesForm
from mentorhouse.meetings.queries.series import LOOKS_BACK
from mentorhouse.meetings.queries.sessions import sessions_in_calendar_of
from mentorhouse.notifications import calendar

_C = Capability
BOTH = ("GET", "POST")


@door(_C.ARRANGE_MEETING, methods=BOTH)
def repeat(request: SignedInRequest, partnership_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Propose to repeat an agreed meeting."""
    row = queries.meeting_for(request.user, partnership_id, meeting_id)
    if queries.is_several(row.partnership):
        raise NotVisible
    form = SeriesForm(request.POST if request.method == "POST" else None)
    if request.method == "GET" or not form.is_valid():
        return render(request, "meetings/repeat.html", {"meeting": row, "form": form})
    try:
        series = repeating.propose_series(
            row, **form.cleaned_data, by=request.user, at=timezone.now()
        )
    except NotNow as refusal:
        messages.warning(request, str(refusal))
        return redirect("meetings:meeting", partnership_id, meeting_id)
    messages.success(request, say("Proposed. Nothing is in a calendar before the other agrees."))
    return redirect("meetings:series", partnership_id, series.pk)


@door(_C.ARRANGE_MEETING, methods=BOTH)
def series(request: SignedInRequest, partnership_id: UUID, series_id: UUID) -> HttpResponse:
    """Show a series, agree to it, decline it or stop it."""
    at = timezone.now()
    row = queries.series_for(request.user, partnership_id, series_id)
    zone = timezone.get_current_timezone_name()
    if request.method == "POST":
        deed = request.POST.get("deed", "")
        try:
            if deed == "stop":
                repeating.stop_series(row, by=request.user, at=at)
            elif deed in ("agree", "decline"):
                repeating.answer_series(
                    row, agrees=deed == "agree", zone=zone, by=request.user, at=at
                )
        except NotNow as refusal:
            messages.info(request, str(refusal))
        return redirect("meetings:series", partnership_id, series_id)
    start = row.meeting.starts_at
    return render(request, "meetings/series.html", {
        "series": row, "partnership": row.meeting.partnership,
        "days": rules.repeats_of(start, row.every, row.times, zone=zone) if start else (),
        "mine": row.proposed_by_id == request.user.pk,
    })  # fmt: skip


@door(_C.KEEP_CALENDAR_FEED, methods=BOTH)
def calendar_address(request: SignedInRequest) -> HttpResponse:
    """Make one's private calendar address, make it anew, or close it."""
    at = timezone.now()
    if request.method == "POST":
        if request.POST.get("deed") == "close":
            repeating.close_feed(by=request.user, at=at)
            messages.success(request, say("The address is closed and opens nothing any more."))
        else:
            repeating.open_feed(by=request.user, at=at)
            messages.success(request, say("Your calendar address is ready."))
        return redirect("meetings:calendar_address")
    feed = queries.feed_of(request.user, at=at)
    token = token_of(feed) if feed else None
    address = request.build_absolute_uri(reverse("meetings:feed", args=[token])) if token else ""
    response = render(request, "meetings/calendar_address.html", {"address": address})
    response.headers["Cache-Control"] = "no-store"
    return response


@door(_C.READ_CALENDAR_FEED)
@by_private_link
def feed(request: HttpRequest, token: str) -> HttpResponseBase:  # noqa: ARG001  # a link's shape
    """Give a calendar one's agreed meetings: when, and where to read more, and no names."""
    at = timezone.now()
    row = queries.feed_by_link(token, at=at)
    entries = [entry_of(meeting) for meeting in queries.in_calendar_of(row, at=at)]
    two = sessions_in_calendar_of(row.person_id, since=at - LOOKS_BACK)
    entries += [session_entry(session) for session in two]
    return HttpResponse(calendar.feed(entries), content_type="text/calendar")
