"""Partnerships of several, for whoever runs the programme: made, looked through, taken out."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.design.paging import page_of
from mentorhouse.languages.saying import mark, say
from mentorhouse.matching.actions.several import take_out
from mentorhouse.matching.actions.starting import start_several
from mentorhouse.matching.engine.reasons import points
from mentorhouse.matching.forms import TeamForm
from mentorhouse.matching.models import MatchRun
from mentorhouse.matching.queries import runs as queries
from mentorhouse.matching.queries import several as groups
from mentorhouse.matching.rules.several import shapes_of
from mentorhouse.matching.states import STANDING, UNDER_WAY, RunState
from mentorhouse.matching.views.drafts import under_way
from mentorhouse.partnerships.rules import Shape, limits_of
from mentorhouse.programmes.models import Participation, Programme

BOTH = ("GET", "POST")
KIND = MatchRun.Kind.SEVERAL
ROLE = Participation.Role
WORDS = {
    Shape.GROUP: mark("Groups round one mentor"),
    Shape.TWO_BY_TWO: mark("Two by two"),
    Shape.TEAM: mark("A work team"),
    Shape.RECIPROCAL: mark("Two who mentor each other"),
}
EXPLAINED = {
    Shape.GROUP: mark(
        "Two to four mentees who want to develop in the same areas, or work at the same place, "
        "meet with one mentor."
    ),
    Shape.TWO_BY_TWO: mark(
        "A new mentor works beside an experienced one, with two mentees. The run suggests which "
        "mentors and mentees suit."
    ),
    Shape.TEAM: mark(
        "You name the members of a work team. The run finds one or two mentors from outside it."
    ),
    Shape.RECIPROCAL: mark(
        "Everybody who takes part as mentor and as mentee is in one pool. Two of them mentor each "
        "other; grade does not count."
    ),
}


@door(Capability.RUN_MATCHING, methods=BOTH)
def several(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """See the shapes of the programme, start a run of one, and see the runs that were."""
    programme = groups.programme_with_several(request.user, programme_id)
    if request.method == "POST":
        return _start(request, programme, _shape(programme, request.POST.get("shape", "")))
    page = page_of(queries.runs_in(request.user, programme, KIND), request)
    here, when = groups.counted(programme, at=timezone.now())
    return render(
        request,
        "matching/several/runs.html",
        {
            "programme": programme,
            "shapes": [(shape, WORDS[shape], EXPLAINED[shape], *here[shape]) for shape in here],
            "words": WORDS,
            "counted": when,
            "page": page,
            "under_way": next((row for row in page if row.state in UNDER_WAY), None),
            "draft": next((row for row in page if row.state in STANDING), None),
        },
    )


@door(Capability.RUN_MATCHING, methods=BOTH)
def team(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """Name the members of a work team, then look for mentors from outside it."""
    programme = groups.programme_with_several(request.user, programme_id)
    _shape(programme, Shape.TEAM)
    at, limits = timezone.now(), limits_of(programme.design, Shape.TEAM)
    form = TeamForm(
        request.POST or None,
        members=groups.to_choose_from(programme, ROLE.MENTEE, at=at),
        mentors=groups.to_choose_from(programme, ROLE.MENTOR, at=at),
        most=(limits.mentees, limits.mentors),
    )
    if request.method == "POST" and form.is_valid():
        return _start(request, programme, Shape.TEAM, form.cleaned_data)
    return render(request, "matching/several/team.html", {"programme": programme, "form": form})


@door(Capability.RUN_MATCHING)
def several_run(request: SignedInRequest, programme_id: UUID, run_id: UUID) -> HttpResponse:
    """See how far a run is, or the groups that it drafted, and who is left."""
    row = queries.run_for(request.user, programme_id, run_id, KIND)
    if row.state in UNDER_WAY:
        return under_way(request, row)
    if row.state == RunState.FAILED:
        return render(request, "matching/failed.html", {"run": row, "programme": row.programme})
    return render(
        request,
        "matching/several/run.html",
        {
            "run": row,
            "programme": row.programme,
            "shape": WORDS[Shape(row.shape)],
            "page": page_of(groups.groups_of(row), request),
            "again": run_again(row),
            "left": {role: queries.unmatched_of(row, role)[:50] for role in ROLE.values},
            "points": points,
        },
    )


@door(Capability.RUN_MATCHING, methods=BOTH)
def taken_out(
    request: SignedInRequest, programme_id: UUID, run_id: UUID, group_id: UUID
) -> HttpResponse:
    """Take a group out of a draft; asked before done."""
    run = queries.run_for(request.user, programme_id, run_id, KIND)
    if request.method == "GET":
        page = {"run": run, "programme": run.programme, "group": groups.group_for(run, group_id)}
        return render(request, "matching/several/take_out.html", page)
    try:
        take_out(run, group_id, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, say("Taken out. Nobody was told."))
    return redirect("matching:several_run", programme_id, run_id)


def run_again(row: MatchRun) -> dict[str, str] | None:
    """Return what to ask for to make the same draft anew; None where a team has to be named."""
    if row.shape == Shape.TEAM:
        return None
    more = {"too_few": "yes"} if row.asked.get("too_few") else {}
    return {"shape": row.shape, **more}


def _shape(programme: Programme, text: str) -> Shape:
    """Return a shape that the programme has. Raises `NotVisible`."""
    found = next((shape for shape in shapes_of(programme.design) if shape == text), None)
    if found is None:
        raise NotVisible
    return found


def _start(
    request: SignedInRequest,
    programme: Programme,
    shape: Shape,
    team: dict[str, object] | None = None,
) -> HttpResponse:
    if shape is Shape.TEAM and team is None:
        return redirect("matching:team", programme.pk)
    asked = team or ({"too_few": True} if "too_few" in request.POST else {})
    try:
        made = start_several(programme, shape, asked, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.warning(request, str(refusal))
        return redirect("matching:several", programme.pk)
    name = "matching:several_run" if made.kind == KIND else "matching:runs"
    return redirect(name, programme.pk, *([made.pk] if made.kind == KIND else []))
