"""Trying other rules and points on real data, before they are taken (R5.10)."""

import json
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.states import NotNow
from mentorhouse.languages.saying import say
from mentorhouse.matching.actions.starting import take_trial, try_out
from mentorhouse.matching.engine.reasons import points
from mentorhouse.matching.forms import TrialForm
from mentorhouse.matching.models import MatchRun
from mentorhouse.matching.queries import hanging
from mentorhouse.matching.queries import runs as queries
from mentorhouse.matching.states import RunState
from mentorhouse.programmes.design import Design, DesignError, parse_design, plain
from mentorhouse.programmes.design.telling import differences
from mentorhouse.programmes.models import Programme

BOTH = ("GET", "POST")


@door(Capability.RUN_MATCHING, methods=BOTH)
def trial(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """Choose other points and rules, and try them; or try a design that is about to be saved."""
    programme = queries.programme_with_runs(request.user, programme_id)
    if "design" in request.POST:
        return _try(request, programme, _given(request.POST["design"], programme))
    form = TrialForm(request.POST if request.method == "POST" else None, programme.design)
    if form.is_valid():
        return _try(request, programme, parse_design(form.wanted()))
    return render(request, "matching/trial.html", {"programme": programme, "form": form})


def _given(text: str, programme: Programme) -> Design | None:
    """Return the design that a page of the set-up hands over; only its matching is tried."""
    try:
        given = parse_design(json.loads(text))
    except (DesignError, ValueError, RecursionError):
        return None
    more = {"matching": given.matching, "ladders": given.ladders}
    return programme.design.model_copy(update=more)


def _try(request: SignedInRequest, programme: Programme, design: Design | None) -> HttpResponse:
    if design is None:
        messages.warning(request, say("These rules cannot be tried. Change them here instead."))
        return redirect("matching:trial", programme.pk)
    try:
        run = try_out(programme, design, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.warning(request, str(refusal))
        return redirect("matching:trial", programme.pk)
    return redirect("matching:run", programme.pk, run.pk)


def result(request: SignedInRequest, run: MatchRun) -> HttpResponse:
    """Show what a trial would change, beside the design that stands."""
    return render(
        request,
        "matching/trial_result.html",
        {
            "run": run,
            "programme": run.programme,
            "told": differences(plain(run.earlier.design), plain(run.design))
            if run.earlier
            else [],
            "points": points,
            "changed": len(queries.changed_mentees(run)),
            "stands": run.state == RunState.DRAFT
            and run.design_version == run.programme.design_version,
        },
    )


@door(Capability.RUN_MATCHING, methods=("POST",))
def take(request: SignedInRequest, programme_id: UUID, run_id: UUID) -> HttpResponse:
    """Give the programme what was tried, and run again."""
    run = queries.run_for(request.user, programme_id, run_id)
    try:
        again = take_trial(run, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.warning(request, str(refusal))
        return redirect("matching:run", programme_id, run_id)
    messages.success(request, say("The programme has these rules and points now. A new run began."))
    return redirect("matching:run", programme_id, again.pk)


@door(Capability.RUN_MATCHING)
def hangs(request: SignedInRequest, programme_id: UUID, run_id: UUID) -> HttpResponse:
    """See how many pairs hang on each criterion, and which."""
    run = queries.run_for(request.user, programme_id, run_id)
    at = timezone.now()
    return render(
        request,
        "matching/hangs.html",
        {"run": run, "programme": run.programme, "told": hanging.hanging(run, at=at)},
    )
