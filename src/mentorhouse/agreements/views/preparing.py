"""Pages on which each prepares the agreement alone, and all read it side by side (R6.02)."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.agreements.actions import preparing as actions
from mentorhouse.agreements.forms import StageForm
from mentorhouse.agreements.models import Preparation
from mentorhouse.agreements.queries import preparing as queries
from mentorhouse.agreements.rules.preparing import FINISHED
from mentorhouse.agreements.states import PreparationState
from mentorhouse.languages.saying import say

CONFLICT = 409


@door(Capability.PREPARE_AGREEMENT)
def prepare(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Open the preparation of a partnership, and lead to it."""
    partnership = queries.preparing_partnership(request.user, partnership_id)
    row = actions.open_for(partnership, by=request.user, at=timezone.now())
    return redirect("agreements:preparation", row.pk)


@door(Capability.PREPARE_AGREEMENT)
def prepare_early(request: SignedInRequest, introduction_id: UUID) -> HttpResponse:
    """Open the preparation with an introductory meeting, and lead to it (R6.14)."""
    row = actions.open_with_introduction(introduction_id, by=request.user, at=timezone.now())
    return redirect("agreements:preparation", row.pk)


@door(Capability.PREPARE_AGREEMENT)
def preparation(request: SignedInRequest, preparation_id: UUID) -> HttpResponse:
    """Show one's own answers; once all have finished, all answers side by side."""
    at = timezone.now()
    row = queries.preparation_for(request.user, preparation_id)
    if row.state == PreparationState.TOGETHER:
        return _side_by_side(request, row, at=at)
    if row.state == PreparationState.GONE or not queries.is_answerable(row):
        return render(request, "agreements/preparing/gone.html", {"preparation": row})
    return _own(request, row, at=at)


@door(Capability.PREPARE_AGREEMENT, methods=("POST",))
def prepared(request: SignedInRequest, preparation_id: UUID, deed: str) -> HttpResponse:
    """Say that one is finished, or go back to one's answers."""
    at = timezone.now()
    row = queries.preparation_for(request.user, preparation_id)
    try:
        if deed == "back":
            actions.go_back(row, by=request.user, at=at)
        elif actions.finish(row, by=request.user, at=at) is PreparationState.TOGETHER:
            messages.success(request, say("All have finished. The answers stand side by side."))
        else:
            messages.success(request, say("You are finished. We write to you when all are."))
    except NotNow as refusal:
        messages.info(request, str(refusal))
    return redirect("agreements:preparation", row.pk)


@door(Capability.PREPARE_AGREEMENT, methods=("GET", "POST"))
def stage(request: SignedInRequest, preparation_id: UUID, number: int) -> HttpResponse:
    """Answer one page of questions; each page is kept as a draft."""
    at = timezone.now()
    row = queries.preparation_for(request.user, preparation_id)
    pages = queries.pages_of(row)
    if not 1 <= number <= len(pages):
        raise NotVisible
    part = queries.own_part(request.user, row)
    if not queries.is_answerable(row) or (part and part.done_at and request.method == "GET"):
        return redirect("agreements:preparation", row.pk)
    answers = queries.own_answers(request.user, row, at=at)
    form = StageForm(pages[number - 1], request.POST or None, answers=answers)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(row, form.answers(), by=request.user, at=at)
        except NotNow as found:
            refusal = str(found)
        else:
            return _onward(request, row, number, last=number == len(pages))
    page = {
        "preparation": row, "form": form, "number": number, "of": len(pages), "refusal": refusal,
        "title": pages[number - 1].title,
    }  # fmt: skip
    status = CONFLICT if refusal else 200
    return render(request, "agreements/preparing/stage.html", page, status=status)


def _onward(request: SignedInRequest, row: Preparation, number: int, *, last: bool) -> HttpResponse:
    if last or "later" in request.POST:
        messages.success(request, say("Saved. Nobody else can read it yet."))
        return redirect("agreements:preparation", row.pk)
    return redirect("agreements:stage", row.pk, number + 1)


def _own(request: SignedInRequest, row: Preparation, *, at: datetime) -> HttpResponse:
    part = queries.own_part(request.user, row)
    page = {
        "preparation": row,
        "pages": queries.pages_of(row),
        "answers": queries.own_answers(request.user, row, at=at),
        "finished": bool(part and part.done_at),
        "told": say(FINISHED),
        "readable": Capability.READ_PREPARATION,
    }
    return render(request, "agreements/preparing/own.html", page)


def _side_by_side(request: SignedInRequest, row: Preparation, *, at: datetime) -> HttpResponse:
    page = {
        "preparation": row,
        "pages": queries.pages_of(row),
        "everybody": queries.all_answers(request.user, row, at=at),
        "readable": Capability.READ_PREPARATION,
    }
    return render(request, "agreements/preparing/together.html", page)
