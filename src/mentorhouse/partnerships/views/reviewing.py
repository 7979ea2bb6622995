"""Pages of a review: alone first, then together, then settled (R10.02)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.design.two_writers import ChangedMeanwhile, TwoWritersForm
from mentorhouse.languages.saying import say
from mentorhouse.partnerships.actions import reviewing as actions
from mentorhouse.partnerships.forms.living import PartForm, SettleForm, outcome_form
from mentorhouse.partnerships.models import Partnership, Review
from mentorhouse.partnerships.queries import living as queries
from mentorhouse.partnerships.queries import running_for
from mentorhouse.partnerships.queries.phases import persons_in
from mentorhouse.partnerships.rules import reviews as rules
from mentorhouse.partnerships.states import ReviewState
from mentorhouse.programmes.relations import day_of

BOTH = ("GET", "POST")
CONFLICT = 409
_C = Capability.REVIEW_TOGETHER


@door(_C, methods=BOTH)
def review(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """See where the review stands, begin one, take it back, or close it."""
    row = running_for(request.user, partnership_id, _C)
    at = timezone.now()
    form = SettleForm(request.POST if request.POST.get("deed") == "settle" else None)
    if request.method == "POST" and _do(request, row, form, at):
        return redirect("partnerships:review", row.pk)
    found = queries.open_review(row)
    if found is None:
        page = {"past": queries.settled_reviews(request.user, row)}
        return render(request, "partnerships/reviews.html", _about(row) | page)
    found.partnership = row
    if found.state == ReviewState.ALONE:
        return render(request, "partnerships/review_alone.html", _alone(request, row, found))
    proposed = rules.next_review(row.programme.design, today=day_of(at), ends_on=row.ends_on)
    form.initial["review_on"] = proposed
    return render(
        request,
        "partnerships/review_together.html",
        _about(row) | _together(request, found, at) | {"form": form},
    )


@door(_C, methods=BOTH)
def review_part(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Write one's own part. Nobody else reads it before all are done."""
    row = running_for(request.user, partnership_id, _C)
    at = timezone.now()
    found = queries.open_review(row, ReviewState.ALONE)
    if found is None:
        messages.info(request, say("There is nothing to answer alone now."))
        return redirect("partnerships:review", row.pk)
    found.partnership = row
    part = queries.own_part(request.user, found)
    words = queries.own_words(request.user, part, at=at) if request.method == "GET" else {}
    form = PartForm(request.POST or None, initial={**words, "done": bool(part and part.done_at)})
    if request.method == "POST" and form.is_valid():
        done = form.cleaned_data.pop("done")
        try:
            actions.write_part(row, form.cleaned_data, done=done, by=request.user, at=at)
        except NotNow as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, say("Saved."))
        return redirect("partnerships:review", row.pk)
    return render(request, "partnerships/review_part.html", _about(row) | {"form": form})


@door(_C, methods=BOTH)
def review_outcome(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Write what the review leads to. If the other saved meanwhile, both stand side by side."""
    row = running_for(request.user, partnership_id, _C)
    at = timezone.now()
    found = queries.open_review(row, ReviewState.TOGETHER)
    if found is None:
        messages.info(request, say(rules.NOT_OPEN))
        return redirect("partnerships:review", row.pk)
    found.partnership = row
    text = queries.read_outcome(request.user, found, at=at)
    form = outcome_form(found, text, request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _writing(request, row, form)
    try:
        actions.write_outcome(
            row, found.pk, form.mine["agreed"], based_on=form.cleaned_data["revision"],
            by=request.user, at=at,
        )  # fmt: skip
    except ChangedMeanwhile:
        met = form.met_by({"agreed": text}, revision=found.revision)
        return _writing(request, row, met, status=CONFLICT)
    except NotNow as refusal:
        messages.warning(request, str(refusal))
        return redirect("partnerships:review", row.pk)
    messages.success(request, say("Saved."))
    return redirect("partnerships:review", row.pk)


@door(_C)
def past_review(request: SignedInRequest, partnership_id: UUID, review_id: UUID) -> HttpResponse:
    """Read a review that was settled."""
    row = running_for(request.user, partnership_id, _C)
    found = queries.review_for(request.user, row, review_id)
    page = _about(row) | _together(request, found, timezone.now())
    return render(request, "partnerships/review_past.html", page)


def _do(request: SignedInRequest, row: Partnership, form: SettleForm, at: datetime) -> bool:
    """Do what was pressed; False where the form is to be shown again with what is wrong."""
    deed = request.POST.get("deed")
    try:
        if deed == "begin":
            actions.ask_review(row, by=request.user, at=at)
            messages.success(request, say("The review has begun. The others are told."))
        elif deed == "leave":
            actions.leave_review(row, by=request.user, at=at)
            messages.success(request, say("The review is taken back. Nobody read the answers."))
        elif deed == "settle":
            return _settle(request, row, form, at)
        else:
            raise NotVisible
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    return True


def _settle(request: SignedInRequest, row: Partnership, form: SettleForm, at: datetime) -> bool:
    found = queries.open_review(row, ReviewState.TOGETHER)
    if found is None:
        messages.info(request, say(rules.NOT_OPEN))
        return True
    if not form.is_valid():
        return False
    day = form.cleaned_data["review_on"]
    if problem := rules.day_problem(day, today=day_of(at)):
        form.add_error("review_on", problem)
        return False
    actions.settle_review(row, found.pk, review_on=day, by=request.user, at=at)
    messages.success(request, say("The review is closed. You can read it again at any time."))
    return True


def _about(row: Partnership) -> dict[str, Any]:
    return {"partnership": row, "programme": row.programme}


def _alone(request: SignedInRequest, row: Partnership, found: Review) -> dict[str, Any]:
    done = queries.who_is_done(found)
    people = persons_in(row)
    return _about(row) | {
        "i_am_done": request.user.pk in done,
        "standing": [(who.name, pk in done, pk == request.user.pk) for pk, who in people.items()],
    }


def _together(request: SignedInRequest, found: Review, at: datetime) -> dict[str, Any]:
    said = queries.read_parts(request.user, found, at=at)
    return {
        "review": found,
        "people": [one.person for one in said],
        "questions": [
            (
                rules.words_of(name),
                [(one.person.name, rules.answer_words(name, one.texts[name])) for one in said],
            )
            for name in rules.ORDER
        ],
        "agreed": queries.read_outcome(request.user, found, at=at),
    }


def _writing(
    request: SignedInRequest, row: Partnership, form: TwoWritersForm, *, status: int = 200
) -> HttpResponse:
    page = _about(row) | {"form": form}
    return render(request, "partnerships/review_outcome.html", page, status=status)
