"""The senior champion, and what stands in the programme's way (R2.25)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, may, require
from mentorhouse.access.states import NotNow, possible
from mentorhouse.design.paging import page_of
from mentorhouse.governance.actions import champion as actions
from mentorhouse.governance.actions.entries import ChangedMeanwhile
from mentorhouse.governance.forms.others import AnswerForm, ChampionForm, ObstacleFilter
from mentorhouse.governance.models import Obstacle
from mentorhouse.governance.queries import champion as queries
from mentorhouse.governance.states import OBSTACLE, ObstacleMove, ObstacleState
from mentorhouse.governance.views.pages import BOTH, kept, page
from mentorhouse.languages.saying import say
from mentorhouse.programmes.queries import programme_for
from mentorhouse.programmes.relations import today

SEE = Capability.SEE_OBSTACLES


@door(Capability.SEE_OBSTACLES)
def obstacles(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Show the champion, and what stands in the way."""
    programme = programme_for(request.user, programme_id, SEE)
    narrowed = ObstacleFilter(request.GET)
    rows = queries.obstacles_of(request.user, programme, **narrowed.chosen())
    champion = queries.champion_of(request.user, programme)
    shown = page_of(rows, request)
    return page(
        request, "obstacles", programme, readers=SEE, champion=champion, page=shown, filter=narrowed
    )


@door(Capability.SEE_OBSTACLES)
def obstacle(request: SignedInRequest, programme_id: UUID, obstacle_id: UUID) -> HttpResponseBase:
    """Show one obstacle; offer what can be done about it to those who may."""
    programme = programme_for(request.user, programme_id, SEE)
    row = queries.obstacle_for(request.user, programme, obstacle_id)
    return _one(request, row, AnswerForm(initial={"answer": row.answer}))


def _one(request: SignedInRequest, row: Obstacle, form: AnswerForm) -> HttpResponse:
    answers = may(request.user, Capability.ANSWER_OBSTACLE, row.programme)
    return page(
        request,
        "obstacle",
        row.programme,
        readers=SEE,
        obstacle=row,
        form=form,
        moves=possible(OBSTACLE, ObstacleState(row.state)) if answers else frozenset(),
    )


@door(Capability.ANSWER_OBSTACLE, methods=("POST",))
def answer(request: SignedInRequest, programme_id: UUID, obstacle_id: UUID) -> HttpResponseBase:
    """Answer an obstacle, note it as removed, or open it again."""
    programme = programme_for(request.user, programme_id, SEE)
    row = queries.obstacle_for(request.user, programme, obstacle_id)
    require(request.user, Capability.ANSWER_OBSTACLE, programme)
    moves = {move.value: move for move in ObstacleMove}
    move = moves.get(request.POST.get("deed", ObstacleMove.ANSWER.value))
    if move is None:
        raise NotVisible
    form, words = AnswerForm(request.POST), None
    if move is ObstacleMove.ANSWER:
        if not form.is_valid():
            return _one(request, row, form)
        words = form.cleaned_data["answer"]
    try:
        actions.move(row, move, day=today(), by=request.user, at=timezone.now(), answer=words)
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, say("Saved."))
    return redirect("governance:obstacle", programme.pk, row.pk)


@door(Capability.RUN_GOVERNANCE, methods=BOTH)
def champion(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Name the champion."""
    programme = kept(request, programme_id)
    row, theirs = queries.champion_of(request.user, programme), list[tuple[str, str]]()
    meanwhile = False
    form = ChampionForm(request.POST or None, programme=programme, row=row)
    if request.method == "POST" and form.is_valid():
        version, email = form.cleaned_data["version"] or 0, form.cleaned_data["email"]
        how = {"version": version, "email": email, "by": request.user, "at": timezone.now()}
        try:
            actions.name_champion(programme, form.values(), **how)
        except ChangedMeanwhile as refusal:
            theirs, meanwhile = form.differences(refusal.row), True
            data = request.POST.copy()
            data["version"] = str(refusal.row.version)
            form = ChampionForm(data, programme=programme, row=row)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, say("Saved."))
            return redirect("governance:obstacles", programme.pk)
    return page(request, "champion", programme, form=form, theirs=theirs, meanwhile=meanwhile)
