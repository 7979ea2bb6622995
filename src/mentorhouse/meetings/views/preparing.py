"""Pages before and in a meeting: agenda, preparing, and notes as one types (R7.05-R7.07)."""

from collections.abc import Sequence
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
from mentorhouse.access.states import NotNow
from mentorhouse.design.forms import once_of
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.languages.saying import say
from mentorhouse.meetings import queries, rules
from mentorhouse.meetings.actions import preparing
from mentorhouse.meetings.forms import ItemForm, PrepareForm, meeting_notes_form
from mentorhouse.meetings.models import Meeting
from mentorhouse.partnerships.relations import conditional_readers

_C = Capability
BOTH, CONFLICT = ("GET", "POST"), 409
SHOWN = 20  # of open actions on an agenda; the others are one link away


@door(_C.WRITE_MEETING_LOG, methods=BOTH)
def agenda(request: SignedInRequest, partnership_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Show the agenda, and add to it."""
    at = timezone.now()
    row = queries.meeting_for(request.user, partnership_id, meeting_id, _C.WRITE_MEETING_LOG)
    data = request.POST if request.method == "POST" else None
    form = ItemForm(data, holding=conditional_readers(row.partnership))
    if data is not None and form.is_valid():
        item = (form.cleaned_data["words"], form.cleaned_data["minutes"])
        return _add(request, row, [item], form.cleaned_data["once"], at=at)
    context = _agenda(request, row, at=at) | {"form": form}
    return render(request, "meetings/agenda.html", context)


@door(_C.WRITE_MEETING_LOG, methods=("POST",))
def template(request: SignedInRequest, partnership_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Add the items of a template: the usual one, GROW or OSKAR."""
    row = queries.meeting_for(request.user, partnership_id, meeting_id, _C.WRITE_MEETING_LOG)
    words = rules.TEMPLATES.get(request.POST.get("template", ""), ())
    once = once_of(request)
    if not words or once is None:
        return redirect("meetings:agenda", partnership_id, meeting_id)
    items = [(say(each), None) for each in words]
    return _add(request, row, items, once, at=timezone.now())


@door(_C.WRITE_MEETING_LOG, methods=("POST",))
def remove_item(
    request: SignedInRequest, partnership_id: UUID, meeting_id: UUID, item_id: UUID
) -> HttpResponse:
    """Take something off the agenda."""
    row = queries.meeting_for(request.user, partnership_id, meeting_id, _C.WRITE_MEETING_LOG)
    preparing.remove_item(row, item_id, by=request.user, at=timezone.now())
    messages.success(request, say("It is off the agenda."))
    return redirect("meetings:agenda", partnership_id, meeting_id)


@door(_C.WRITE_MEETING_LOG, methods=BOTH)
def prepare(request: SignedInRequest, partnership_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Prepare a meeting alone, and share it or not."""
    at = timezone.now()
    row = queries.meeting_for(request.user, partnership_id, meeting_id, _C.WRITE_MEETING_LOG)
    prepared = queries.prepared_for(request.user, row, at=at)
    mine = next((both for both in prepared if both[0].person_id == request.user.pk), None)
    data = request.POST if request.method == "POST" else None
    begin = {"thoughts": mine[1], "share": mine[0].shared_at is not None} if mine else {}
    form = PrepareForm(data, initial=begin)
    if data is not None and form.is_valid():
        preparing.prepare(row, **form.cleaned_data, by=request.user, at=at)
        messages.success(
            request,
            say("Saved, and shared with your partner.") if form.cleaned_data["share"]
            else say("Saved. Only you can read it."),
        )  # fmt: skip
        return redirect("meetings:prepare", partnership_id, meeting_id)
    role = row.partnership.role_of(request.user)
    context = _agenda(request, row, at=at) | {
        "form": form,
        "questions": rules.questions_for(role, first=queries.held_before(row) == 0),
        "theirs": [both for both in prepared if both is not mine],
    }
    return render(request, "meetings/prepare.html", context)


@door(_C.WRITE_MEETING_LOG, methods=BOTH)
def during(request: SignedInRequest, partnership_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Agenda, actions and notes on one page, for use while the two meet."""
    at = timezone.now()
    row = queries.meeting_for(request.user, partnership_id, meeting_id, _C.WRITE_MEETING_LOG)
    revision, text = queries.notes_of(request.user, row, at=at)
    data = request.POST if request.method == "POST" else None
    holding = conditional_readers(row.partnership)
    form, status = meeting_notes_form(text, revision=revision, holding=holding, data=data), 200
    if data is not None and form.is_valid():
        try:
            notes = preparing.write_notes(
                row, form.mine["text"], based_on=form.cleaned_data["revision"],
                by=request.user, at=at,
            )  # fmt: skip
        except ChangedMeanwhile:
            revision, text = queries.notes_of(request.user, row, at=at)
            form, status = form.met_by({"text": text}, revision=revision), CONFLICT
        else:
            if "quietly" in data:  # as one types: the number to go on from, and nothing else
                return HttpResponse(str(notes.revision), content_type="text/plain")
            messages.success(request, say("Your notes are saved."))
            return redirect("meetings:during", partnership_id, meeting_id)
    context = _agenda(request, row, at=at) | {"form": form}
    return render(request, "meetings/during.html", context, status=status)


def _add(
    request: SignedInRequest, row: Meeting, items: Sequence[tuple[str, int | None]], once: UUID, *,
    at: datetime,
) -> HttpResponse:  # fmt: skip
    try:
        preparing.add_items(row, items, once=once, by=request.user, at=at)
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, say("It is on the agenda."))
    return redirect("meetings:agenda", row.partnership_id, row.pk)


def _agenda(request: SignedInRequest, row: Meeting, *, at: datetime) -> dict[str, Any]:
    partnership, held = row.partnership, queries.held_before(row)
    all_open = queries.going_actions(request.user, partnership)
    read = queries.read_actions(request.user, all_open[:SHOWN], partnership=partnership, at=at)
    late = queries.overdue([action for action, _ in read], today=timezone.localdate(at))
    items = queries.items_of(request.user, row, at=at)
    guidance = partnership.programme.design_as_read.meetings
    return {
        "meeting": row,
        "partnership": partnership,
        "items": items,
        "may_remove": False,
        "ready": rules.ready_items(first=held == 0) if not items else (),
        "going": read,
        "overdue": {action.pk for action in late},
        "more_open": all_open.count() - len(read),
        "turns": queries.turns_in(row),
        "sets": rules.who_sets_agenda(guidance, held=held),
        "too_long": rules.time_words((i.minutes for i, _ in items), length=row.length_minutes),
        "readers": who_can_read(_C.READ_MEETING_LOG, holding=conditional_readers(partnership)),
    }
