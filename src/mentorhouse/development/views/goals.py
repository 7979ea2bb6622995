"""Pages of goals: the list, one goal with its history, setting, changing and moving it on."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.readers import who_can_read
from mentorhouse.access.relations import NotVisible, may
from mentorhouse.access.states import NotNow
from mentorhouse.design.paging import page_of
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.development.actions import goals as actions
from mentorhouse.development.actions.goals import Aim
from mentorhouse.development.forms.goals import GoalForm, StepForm
from mentorhouse.development.models import Goal
from mentorhouse.development.queries import goals as queries
from mentorhouse.development.queries.extracts import LABELS
from mentorhouse.development.queries.goals import Read
from mentorhouse.development.rules.goals import COLOURS, KIND_WORDS, STATE_WORDS, WORDS
from mentorhouse.development.states import GoalMove
from mentorhouse.languages.saying import say
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.queries import running_for
from mentorhouse.partnerships.relations import conditional_readers
from mentorhouse.partnerships.states import PartnershipState

BOTH = ("GET", "POST")
CONFLICT = 409
_READ, _WRITE = Capability.READ_GOAL, Capability.WRITE_GOAL
DEEDS = {"progress": GoalMove.PROGRESS, "reach": GoalMove.REACH, "let_go": GoalMove.LET_GO}
DONE = {
    GoalMove.PROGRESS: "Progress is noted.", GoalMove.REACH: "Well done. The goal is reached.",
    GoalMove.LET_GO: "The goal is let go.", GoalMove.TAKE_UP: "The goal is open again.",
}  # fmt: skip
MEANWHILE = "The other person changed this meanwhile. This is how it stands; nothing was saved."


@door(_READ)
def goals(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """List the goals of the pair, and the reader’s own private ones."""
    row = queries.kept(request.user, partnership_id, _READ)
    at = timezone.now()
    page = page_of(queries.goals_of(request.user, row), request)
    below = list(queries.sub_goals(request.user, row, page))
    read = queries.read_goals(request.user, [*page, *below], row, at=at)
    under: dict[UUID, list[Read]] = {}
    for one in read:
        if one.goal.parent_id:
            under.setdefault(one.goal.parent_id, []).append(one)
    top = [one for one in read if not one.goal.parent_id]
    context = {
        "page": page,
        "goals": [(one, _past(top, at_), under.get(one.goal.pk, ()))
                  for at_, one in enumerate(top)],
    }  # fmt: skip
    return render(request, "development/goals.html", context | _about(request, row))


@door(_READ)
def goal(request: SignedInRequest, partnership_id: UUID, goal_id: UUID) -> HttpResponse:
    """Show one goal, how it stands, and all that became of it."""
    row, one = _found(request, partnership_id, goal_id, _READ)
    history = queries.history_of(request.user, one, at=timezone.now())
    texts = next((h.texts for h in history if h.change.number == one.worded), {})
    below = list(queries.sub_goals(request.user, row, [one]))
    context = {
        "goal": one,
        "texts": texts,
        "labels": [(name, say(LABELS[name])) for name in WORDS],
        "history": [(h, say(KIND_WORDS[h.change.kind])) for h in history],
        "subs": queries.read_goals(request.user, below, row, at=timezone.now()),
        "form": _step_form(row, one),
    }
    return render(request, "development/goal.html", context | _about(request, row, one))


@door(_WRITE, methods=BOTH)
def new(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Set a goal, or one under another."""
    row = running_for(request.user, partnership_id, _WRITE)
    parent = _parent(request, row)
    form = GoalForm(
        request.POST or None, today=timezone.localdate(), holding=conditional_readers(row),
        private=bool(parent.notebook_id) if parent else None,
        initial={"once": uuid4(), "term": "short" if parent else None},
    )  # fmt: skip
    if request.method == "GET" or not form.is_valid():
        context = {"form": form, "parent": parent}
        return render(request, "development/goal_write.html", context | _about(request, row))
    private = bool(parent.notebook_id) if parent else form.cleaned_data["who"] == "private"
    aim = Aim(form.cleaned_data["term"], form.cleaned_data["due_on"], private,
              parent.pk if parent else None)  # fmt: skip
    made = actions.set_goal(
        row, aim, form.texts, once=form.cleaned_data["once"], by=request.user, at=timezone.now()
    )
    messages.success(request, say("The goal is set."))
    return redirect("development:goal", row.pk, made.parent_id or made.pk)


@door(_WRITE, methods=BOTH)
def write(request: SignedInRequest, partnership_id: UUID, goal_id: UUID) -> HttpResponse:
    """Change what a goal says. If the other saved meanwhile, both texts are on the page."""
    row, one = _found(request, partnership_id, goal_id, _WRITE)
    at = timezone.now()
    now = _words(request, row, one)
    begin = {**now, "term": one.term, "due_on": one.due_on, "revision": one.worded, "once": uuid4()}
    form = GoalForm(
        request.POST or None, today=timezone.localdate(at), goal=one,
        private=bool(one.notebook_id), holding=conditional_readers(row), initial=begin,
    )  # fmt: skip
    context: dict[str, Any] = {"form": form, "goal": one} | _about(request, row, one)
    if request.method == "GET" or not form.is_valid():
        return render(request, "development/goal_write.html", context)
    aim = Aim(form.cleaned_data["term"], form.cleaned_data["due_on"])
    try:
        actions.write_goal(
            one, aim, form.texts, based_on=form.cleaned_data["revision"] or 0, by=request.user,
            at=at,
        )  # fmt: skip
    except ChangedMeanwhile:
        if now == form.texts:  # sent twice
            return redirect("development:goal", row.pk, one.pk)
        form.data = dict(request.POST.items()) | {"revision": str(one.worded)}
        theirs = [(say(LABELS[name]), now[name]) for name in WORDS if now[name] != form.texts[name]]
        context |= {"theirs": theirs}
        return render(request, "development/goal_write.html", context, status=CONFLICT)
    except NotNow as refusal:
        form.add_error(None, str(refusal))
        return render(request, "development/goal_write.html", context, status=CONFLICT)
    messages.success(request, say("The goal is saved. What it said before is kept in its history."))
    return redirect("development:goal", row.pk, one.pk)


@door(_WRITE, methods=("POST",))
def step(request: SignedInRequest, partnership_id: UUID, goal_id: UUID) -> HttpResponse:
    """Note progress, or record that a goal is reached, let go or taken up again."""
    row, one = _found(request, partnership_id, goal_id, _WRITE)
    taking_up = request.POST.get("deed") == "take_up"
    form = _step_form(row, one, request.POST)
    if taking_up:
        del form.fields["deed"]
    if not form.is_valid():
        history = queries.history_of(request.user, one, at=timezone.now())
        texts = next((h.texts for h in history if h.change.number == one.worded), {})
        context = {
            "goal": one, "texts": texts, "labels": [(n, say(LABELS[n])) for n in WORDS],
            "history": [(h, say(KIND_WORDS[h.change.kind])) for h in history], "subs": [],
            "form": form,
        }  # fmt: skip
        return render(request, "development/goal.html", context | _about(request, row, one))
    move = GoalMove.TAKE_UP if taking_up else DEEDS[form.cleaned_data["deed"]]
    note, revision = form.cleaned_data["note"], form.cleaned_data["revision"]
    try:
        actions.move_on(one, move, note, revision=revision, by=request.user, at=timezone.now())
    except ChangedMeanwhile:
        messages.warning(request, say(MEANWHILE))
    except NotNow as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, say(DONE[move]))
    return redirect("development:goal", row.pk, one.pk)


@door(_WRITE, methods=("POST",))
def order(request: SignedInRequest, partnership_id: UUID, goal_id: UUID) -> HttpResponse:
    """Move a goal past its neighbour."""
    row, one = _found(request, partnership_id, goal_id, _WRITE)
    try:
        over = UUID(request.POST.get("over", ""))
        up = request.POST.get("way") == "up"
        actions.put_past(one, over, up=up, by=request.user, at=timezone.now())
    except (ValueError, NotNow):
        messages.info(request, say("The list was changed meanwhile. This is how it stands."))
    return redirect("development:goals", row.pk)


@door(_WRITE, methods=("POST",))
def share(request: SignedInRequest, partnership_id: UUID, goal_id: UUID) -> HttpResponse:
    """Give a private goal to the pair."""
    row, one = _found(request, partnership_id, goal_id, _WRITE)
    try:
        shared = actions.share_goal(one, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.info(request, str(refusal))
        return redirect("development:goal", row.pk, one.pk)
    messages.success(request, say("The goal is shared. What it said before stays with nobody."))
    return redirect("development:goal", row.pk, shared.pk)


def _step_form(row: Partnership, one: Goal, data: Mapping[str, Any] | None = None) -> StepForm:
    return StepForm(
        data, initial={"revision": one.revision}, private=one.notebook_id is not None,
        holding=conditional_readers(row),
    )  # fmt: skip


def _found(
    request: SignedInRequest, partnership_id: UUID, goal_id: UUID, capability: Capability
) -> tuple[Partnership, Goal]:
    if capability == _READ:
        row = queries.kept(request.user, partnership_id, capability)
    else:
        row = running_for(request.user, partnership_id, capability)
    return row, queries.goal_for(request.user, row, goal_id)


def _words(request: SignedInRequest, row: Partnership, one: Goal) -> dict[str, str]:
    read = queries.read_goals(request.user, [one], row, at=timezone.now())
    return {name: read[0].texts[name] if read else "" for name in WORDS}


def _parent(request: SignedInRequest, row: Partnership) -> Goal | None:
    asked = request.GET.get("under", "")
    if not asked:
        return None
    try:
        found = queries.goal_for(request.user, row, UUID(asked))
    except ValueError:
        raise NotVisible from None
    if found.parent_id:
        raise NotVisible
    return found


def _past(top: list[Read], place: int) -> dict[str, Any]:
    """Return past which goal a goal goes up and down, among those of its kind."""
    one = top[place].goal
    kin = [
        r.goal for r in top if (r.goal.notebook_id, r.goal.state) == (one.notebook_id, one.state)
    ]
    here = kin.index(one)
    return {
        "up": kin[here - 1].pk if here else None,
        "down": kin[here + 1].pk if here + 1 < len(kin) else None,
    }


def _about(request: SignedInRequest, row: Partnership, one: Goal | None = None) -> dict[str, Any]:
    """Say who can read it, and whether the viewer may write."""
    running = row.state == PartnershipState.ACTIVE
    private = one is not None and one.notebook_id is not None
    capability = Capability.READ_OWN_NOTES if private else _READ
    return {
        "partnership": row,
        "pair": may(request.user, _WRITE, row),
        "writes": running and may(request.user, _WRITE, row),
        "extracts": may(request.user, Capability.EXTRACT_PLAN, row),
        "readers": who_can_read(capability, holding=conditional_readers(row)),
        "today": timezone.localdate(),
        "state_words": {name: say(words) for name, words in STATE_WORDS.items()},
        "colours": COLOURS,
    }
