"""Pages of a mentor’s own practice, and of a mentee’s feedback on it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.states import NotNow
from mentorhouse.design.paging import page_of
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.relations import today
from mentorhouse.supervision.actions import practice as actions
from mentorhouse.supervision.forms.practice import AssessForm, FeedbackForm
from mentorhouse.supervision.queries import practice as queries
from mentorhouse.supervision.queries import sessions
from mentorhouse.supervision.queries.keeping import supervised_programme
from mentorhouse.supervision.rules import BEHAVIOURS, SCALE, over_time

BOTH = ("GET", "POST")


@door(Capability.ASSESS_OWN_PRACTICE)
def practice(request: SignedInRequest, participation_id: UUID) -> HttpResponseBase:
    """Show a mentor their own practice, over time and as mentees see it."""
    row, at = queries.own_practice(request.user, participation_id), timezone.now()
    rows = queries.assessments_of(row)
    beside = queries.assessed(request.user, list(rows[: queries.SIDE_BY_SIDE]), at=at)[::-1]
    return _draw(
        request, "practice", row,
        page=page_of(rows, request), days=[one.row.on for one in beside],
        courses=over_time([one.points for one in beside]), scale=SCALE, behaviours=BEHAVIOURS,
        feedback=queries.open_feedback(request.user, row, at=at),
        together=queries.together(row, at=at),
    )  # fmt: skip


@door(Capability.ASSESS_OWN_PRACTICE, methods=BOTH)
def assess(request: SignedInRequest, participation_id: UUID) -> HttpResponseBase:
    """Look at one’s own practice today."""
    row = queries.own_practice(request.user, participation_id)
    form = AssessForm(
        request.POST or None, specification=row.programme.design.mentors.specification
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.assess(
                row, form.points(), said["note"], once=said["once"], by=request.user,
                at=timezone.now(),
            )  # fmt: skip
        except NotNow as refusal:
            form.add_error("context", str(refusal))
        else:
            messages.success(request, _("Kept. Only you can read it."))
            return redirect("supervision:practice", row.pk)
    return _draw(request, "assess", row, form=form)


@door(Capability.ASSESS_OWN_PRACTICE, methods=BOTH)
def assessment(
    request: SignedInRequest, participation_id: UUID, assessment_id: UUID
) -> HttpResponseBase:
    """Read one self-assessment; share it with the supervisor, or remove it."""
    row, at = queries.own_practice(request.user, participation_id), timezone.now()
    found = queries.assessment_for(row, assessment_id)
    if request.method == "POST":
        deed = request.POST.get("deed")
        if deed == "remove":
            actions.remove(found, by=request.user, at=at)
            messages.success(request, _("Removed."))
            return redirect("supervision:practice", row.pk)
        actions.share(found, shared=deed == "share", by=request.user, at=at)
        return redirect("supervision:assessment", row.pk, found.pk)
    one = queries.assessed(request.user, [found], at=at)[0]
    supervisor = sessions.own_supervisor(row)
    return _draw(request, "assessment", row, one=one, scale=SCALE, supervisor=supervisor)


@door(Capability.SUPERVISE)
def shared(
    request: SignedInRequest, programme_id: UUID, participation_id: UUID
) -> HttpResponseBase:
    """Show a supervisor what one of their mentors shares."""
    programme = supervised_programme(request.user, programme_id, Capability.SUPERVISE)
    supervisor, at = sessions.supervisor_of(request.user, programme), timezone.now()
    row = sessions.own_mentor(supervisor, participation_id, today=today())
    page = page_of(queries.shared_by(row), request)
    found = queries.assessed(request.user, list(page), at=at)
    return _draw(request, "shared", row, page=page, found=found, scale=SCALE)


@door(Capability.GIVE_PRACTICE_FEEDBACK, methods=BOTH)
def feedback(request: SignedInRequest, partnership_id: UUID) -> HttpResponseBase:
    """Say something of one’s mentor’s practice, change it, or take it back."""
    pair, at = queries.partnership_to_speak_of(request.user, partnership_id), timezone.now()
    about = queries.mentor_of(request.user, pair)
    there = queries.own_feedback(request.user, about)
    if request.method == "POST" and request.POST.get("deed") == "take_back":
        actions.take_back(pair, by=request.user, at=at)
        messages.success(request, _("Taken back."))
        return redirect("home:partnership", pair.pk)
    form = FeedbackForm(request.POST or None, initial=_said(request, there))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.give_feedback(
                pair, dict(form.answered()), said["words"], openly=said["openly"] == "yes",
                by=request.user, at=at,
            )  # fmt: skip
        except NotNow as refusal:
            form.add_error("context", str(refusal))
        else:
            messages.success(request, _("Thank you. Your mentor learns from it."))
            return redirect("home:partnership", pair.pk)
    smallest = pair.programme.design.evaluation.small_number
    return _draw(request, "feedback", about, form=form, there=there, pair=pair, smallest=smallest)


def _said(request: SignedInRequest, there: Any) -> dict[str, Any]:
    if there is None:
        return {}
    points, words, _on = queries.own_words(request.user, there, at=timezone.now())
    return points | {"words": words, "openly": "yes" if there.openly else "no"}


def _draw(request: SignedInRequest, template: str, row: Participation, **more: Any) -> HttpResponse:
    page = {"programme": row.programme, "row": row} | more
    return render(request, f"supervision/{template}.html", page)
