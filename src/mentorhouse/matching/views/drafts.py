"""Runs and their drafts, for whoever runs the programme."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.states import NotNow
from mentorhouse.design.paging import page_of, sort_of
from mentorhouse.matching.actions.carrying import STEPS
from mentorhouse.matching.actions.starting import start
from mentorhouse.matching.engine.reasons import points
from mentorhouse.matching.forms import NameFilter, PairFilter
from mentorhouse.matching.models import MatchRun
from mentorhouse.matching.queries import counted as lists
from mentorhouse.matching.queries import runs as queries
from mentorhouse.matching.rules.several import shapes_of
from mentorhouse.matching.states import STANDING, UNDER_WAY, RunState
from mentorhouse.matching.views import trying
from mentorhouse.matching.views.listing import counted, cut
from mentorhouse.partnerships.rules import Shape
from mentorhouse.programmes.models import Participation


@door(Capability.RUN_MATCHING, methods=("GET", "POST"))
def runs(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """See what a run would find, start one, and see those that were."""
    programme = queries.programme_with_runs(request.user, programme_id)
    if request.method == "POST":
        try:
            made = start(programme, by=request.user, at=timezone.now())
        except NotNow as refusal:
            messages.warning(request, str(refusal))
            return redirect("matching:runs", programme_id)
        return redirect("matching:run", programme_id, made.pk)
    page = page_of(queries.runs_in(request.user, programme), request)
    ready, when = lists.ready(programme, at=timezone.now())
    return render(
        request,
        "matching/runs.html",
        {
            "programme": programme,
            "ready": ready,
            "counted": when,
            "page": page,
            "wishes": queries.wishes_in(programme).count(),
            "under_way": next((row for row in page if row.state in UNDER_WAY), None),
            "draft": next((row for row in page if row.state in STANDING), None),
        },
    )


@door(Capability.RUN_MATCHING)
def run(request: SignedInRequest, programme_id: UUID, run_id: UUID) -> HttpResponse:
    """See how far a run is, why it failed, or its pairs."""
    row = queries.run_for(request.user, programme_id, run_id)
    if row.state in UNDER_WAY:
        return under_way(request, row)
    if row.state == RunState.FAILED:
        return render(request, "matching/failed.html", {"run": row, "programme": row.programme})
    if row.is_trial:
        return trying.result(request, row)
    form = PairFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    rows = lists.pairs(
        row,
        search=asked.get("search", ""),
        show=asked.get("show", ""),
        sort=sort_of(request, tuple(queries.ORDERS)),
    )
    return render(
        request,
        "matching/run.html",
        {
            "run": row,
            "programme": row.programme,
            "form": form,
            "page": cut(rows, request),
            **counted(rows),
            "points": points,
            "changed": lists.how_many_changed(row),
            "laid_down_since": queries.laid_down_since(row),
        },
    )


@door(Capability.RUN_MATCHING)
def unmatched(
    request: SignedInRequest, programme_id: UUID, run_id: UUID, role: str
) -> HttpResponse:
    """See whom a run left without a partner, and why."""
    row = queries.run_for(request.user, programme_id, run_id)
    if role not in Participation.Role.values:
        raise Http404
    form = NameFilter(request.GET)
    search = form.cleaned_data["search"] if form.is_valid() else ""
    rows = lists.left(row, role, search=search)
    return render(
        request,
        "matching/unmatched.html",
        {
            "run": row,
            "programme": row.programme,
            "role": role,
            "form": form,
            "page": cut(rows, request),
            **counted(rows),
            "offers_groups": row.state == RunState.DRAFT
            and row.unmatched_mentees > 0
            and Shape.GROUP in shapes_of(row.programme.design),
        },
    )


@door(Capability.RUN_MATCHING)
def changes(request: SignedInRequest, programme_id: UUID, run_id: UUID) -> HttpResponse:
    """See what changed against the draft before."""
    row = queries.run_for(request.user, programme_id, run_id)
    earlier = queries.earlier_of(row)
    asked = request.GET.get("with", "")
    before = next((one for one in earlier if str(one.pk) == asked), row.earlier)
    rows = lists.changed(row, before)
    page = cut(rows, request)
    return render(
        request,
        "matching/changes.html",
        {
            "run": row,
            "programme": row.programme,
            "page": page,
            "earlier": earlier,
            "before": before,
            "changes": queries.changes(row, list(page), before),
            **counted(rows),
            "points": points,
        },
    )


def under_way(request: SignedInRequest, row: MatchRun) -> HttpResponse:
    """Show how far the worker is. The page can be left and come back to."""
    reached = STEPS.index(row.step) + 1 if row.step in STEPS else 0
    names = {"run": row, "programme": row.programme, "steps": STEPS, "reached": reached}
    return render(request, "matching/under_way.html", names)
