"""Pages after a meeting: that it took place, and its log, sealed to the pair."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, may
from mentorhouse.access.states import NotNow
from mentorhouse.design.two_writers import ChangedMeanwhile, TwoWritersForm
from mentorhouse.languages.saying import say
from mentorhouse.meetings import queries
from mentorhouse.meetings.actions import recording
from mentorhouse.meetings.actions.recording import AlreadyLogged, Facts
from mentorhouse.meetings.forms import FactsForm, log_boxes, log_form
from mentorhouse.meetings.models import Meeting, MeetingLog
from mentorhouse.meetings.views.reading import log_context
from mentorhouse.partnerships.relations import conditional_readers

CONFLICT = 409
FACTS_READABLE = Capability.READ_MEETING_FACTS


@door(Capability.WRITE_MEETING_LOG, methods=("GET", "POST"))
def met(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Record a meeting after the fact: three facts, on a phone, in under a minute (R7.14)."""
    at = timezone.now()
    partnership = queries.running_partnership(
        request.user, partnership_id, Capability.WRITE_MEETING_LOG
    )
    last = queries.last_meeting(partnership)
    today = timezone.localdate(at)
    form = FactsForm(
        request.POST if request.method == "POST" else None,
        guidance=partnership.programme.design_as_read.meetings,
        today=today,
        initial={"held_on": today, "way": last.way if last else None},
    )
    if request.method == "GET" or not form.is_valid():
        return render(
            request,
            "meetings/met.html",
            {"partnership": partnership, "form": form, "facts_readable": FACTS_READABLE},
        )
    try:
        meeting = recording.record_held(
            partnership, Facts(**form.cleaned_data), by=request.user, at=at,
            zone=timezone.get_current_timezone_name(),
        )  # fmt: skip
    except AlreadyLogged as refusal:
        messages.info(request, str(refusal))
        return redirect("meetings:meeting", partnership_id, refusal.meeting_id)
    messages.success(request, say("Your meeting is recorded."))
    return redirect("meetings:meeting", partnership_id, meeting.pk)


@door(Capability.WRITE_MEETING_LOG, methods=("GET", "POST"))
def facts(request: SignedInRequest, partnership_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Record that an agreed meeting took place, or mend the facts of one."""
    at = timezone.now()
    row = queries.meeting_for(
        request.user, partnership_id, meeting_id, Capability.WRITE_MEETING_LOG
    )
    planned = timezone.localdate(row.starts_at) if row.starts_at else None
    form = FactsForm(
        request.POST if request.method == "POST" else None,
        guidance=row.partnership.programme.design_as_read.meetings,
        today=timezone.localdate(at),
        initial={
            "held_on": row.held_on or planned, "way": row.way,
            "length_minutes": row.length_minutes,
        },
    )  # fmt: skip
    if request.method == "GET" or not form.is_valid():
        return render(
            request,
            "meetings/facts.html",
            {"meeting": row, "form": form, "facts_readable": FACTS_READABLE},
        )
    return _outcome(
        request, row, Facts(**form.cleaned_data), say("Your meeting is recorded."), at=at
    )


@door(Capability.WRITE_MEETING_LOG, methods=("POST",))
def missed(request: SignedInRequest, partnership_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Record that an agreed meeting did not take place."""
    row = queries.meeting_for(
        request.user, partnership_id, meeting_id, Capability.WRITE_MEETING_LOG
    )
    done = say("It is recorded that you did not meet. You can propose other times.")
    return _outcome(request, row, None, done, at=timezone.now())


@door(Capability.READ_MEETING_LOG)
def log(request: SignedInRequest, partnership_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Read one log."""
    at = timezone.now()
    row, written = _log_for(request, partnership_id, meeting_id, Capability.READ_MEETING_LOG)
    context = {
        "meeting": row,
        "pair": may(request.user, Capability.WRITE_MEETING_LOG, row),
    } | log_context(request, row, written, at=at)
    return render(request, "meetings/log.html", context)


@door(Capability.READ_MEETING_LOG)
def logs(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Read all logs on one page, to look back or to print, also after the end."""
    partnership = queries.kept_partnership(request.user, partnership_id)
    read = queries.read_logs(request.user, partnership, at=timezone.now())
    return render(request, "meetings/logs.html",
                  {"partnership": partnership, "logs": read, "boxes": log_boxes()})  # fmt: skip


@door(Capability.WRITE_MEETING_LOG, methods=("GET", "POST"))
def write(request: SignedInRequest, partnership_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Write the log. If the other saved meanwhile, both texts stand side by side."""
    at = timezone.now()
    row, written = _log_for(request, partnership_id, meeting_id, Capability.WRITE_MEETING_LOG)
    form = _form(request, row, written, at=at)
    if request.method == "GET" or not form.is_valid():
        return render(request, "meetings/write.html", {"meeting": row, "form": form})
    if not form.changes_something and form.cleaned_data["revision"] == written.revision:
        messages.info(request, say("You changed nothing, so the log is as it was."))
        return redirect("meetings:meeting", partnership_id, meeting_id)
    try:
        recording.write_log(
            row, form.mine, based_on=form.cleaned_data["revision"], by=request.user, at=at
        )
    except ChangedMeanwhile:
        row, written = _log_for(request, partnership_id, meeting_id, Capability.WRITE_MEETING_LOG)
        theirs = queries.read_log(request.user, written, at=at)
        met = form.met_by(theirs, revision=written.revision)
        return render(
            request, "meetings/write.html", {"meeting": row, "form": met}, status=CONFLICT
        )
    except NotNow as refusal:
        # Confirmed meanwhile: the words cannot be saved, so they stay on the page to be copied.
        form.add_error(None, str(refusal))
        return render(
            request, "meetings/write.html", {"meeting": row, "form": form}, status=CONFLICT
        )
    messages.success(request, say("The log is saved."))
    return redirect("meetings:meeting", partnership_id, meeting_id)


@door(Capability.CONFIRM_MEETING_LOG, methods=("POST",))
def confirm(request: SignedInRequest, partnership_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Confirm exactly the log that was on the page."""
    row, _ = _log_for(request, partnership_id, meeting_id, Capability.CONFIRM_MEETING_LOG)
    revision = request.POST.get("revision", "")
    try:
        recording.confirm_log(
            row, revision=int(revision) if revision.isdecimal() else -1, by=request.user,
            at=timezone.now(),
        )  # fmt: skip
    except ChangedMeanwhile:
        messages.warning(request, "The log was changed while you were reading, so it is not "
                                  "confirmed yet. This is the new text.")  # fmt: skip
    except NotNow as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, say("You have confirmed the log."))
    return redirect("meetings:meeting", partnership_id, meeting_id)


def _log_for(
    request: SignedInRequest, partnership_id: UUID, meeting_id: UUID, capability: Capability
) -> tuple[Meeting, MeetingLog]:
    row = queries.meeting_for(request.user, partnership_id, meeting_id, capability)
    written = queries.log_of(row)
    if written is None:
        raise NotVisible
    return row, written


def _form(
    request: SignedInRequest, row: Meeting, written: MeetingLog, *, at: datetime
) -> TwoWritersForm:
    texts = queries.read_log(request.user, written, at=at) if written.revision else {}
    return log_form(
        texts, revision=written.revision, holding=conditional_readers(row.partnership),
        data=request.POST if request.method == "POST" else None,
    )  # fmt: skip


def _outcome(
    request: SignedInRequest, row: Meeting, came: Facts | None, done: str, *, at: datetime
) -> HttpResponse:
    try:
        recording.record_outcome(row, came, by=request.user, at=at)
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("meetings:meeting", row.partnership_id, row.pk)
