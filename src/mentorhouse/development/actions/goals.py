"""Setting goals and working on them (R8.01, R8.03).

The partnership is locked first, so that two who write wait for one another.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.development.actions.notes import book_of
from mentorhouse.development.models import Goal, GoalChange, Notebook
from mentorhouse.development.queries.goals import read_goals
from mentorhouse.development.rules.goals import WORDS, moved
from mentorhouse.development.states import GOAL, KINDS, GoalMove, GoalState
from mentorhouse.languages.saying import mark, say
from mentorhouse.partnerships.actions.members import locked_running
from mentorhouse.partnerships.models import Partnership
from mentorhouse.vault.sealing import seal

SET = audit.Act("goal.set", mark("set a goal"))
WRITTEN = audit.Act("goal.written", mark("changed the words of a goal"))
MOVED_ON = audit.Act("goal.moved_on", mark("said how a goal stands"))
ORDERED = audit.Act("goal.ordered", mark("put goals in another order"))
SHARED = audit.Act("goal.shared", mark("shared a private goal with the others"))


@dataclass(frozen=True)
class Aim:
    """The facts of a goal: how far away, by when, under which goal, and whether it is private."""

    term: str
    due_on: date | None = None
    private: bool = False
    parent: UUID | None = None


def set_goal(
    partnership: Partnership, aim: Aim, texts: Mapping[str, str], *, once: UUID, by: User,
    at: datetime,
) -> Goal:  # fmt: skip
    """Set a goal; sending the same form twice sets it once."""
    with transaction.atomic():
        row = locked_running(partnership.pk, Capability.WRITE_GOAL, by)
        sent = Goal.objects.filter(partnership=row, once=once).first()
        if sent is not None:
            sent.partnership = row
            require(by, Capability.WRITE_GOAL, sent)
            return sent
        goal = _added(row, aim, texts, once=once, by=by, at=at)
        _record(SET, goal, by=by, at=at)
    return goal


def write_goal(
    goal: Goal, aim: Aim, texts: Mapping[str, str], *, based_on: int, by: User, at: datetime
) -> Goal:
    """Change what a goal says; what it said before is kept.

    Raises `ChangedMeanwhile` when somebody changed the words after `based_on` was read.
    """
    with transaction.atomic():
        row = _locked(goal, by)
        _after(row, GoalMove.WRITE)
        if row.worded != based_on:
            raise ChangedMeanwhile
        row.term, row.due_on = aim.term, aim.due_on
        _change(row, GoalMove.WRITE, texts, by=by, at=at)
        row.worded = row.revision
        row.save()
        _record(WRITTEN, row, by=by, at=at)
    return row


def move_on(
    goal: Goal, move: GoalMove, note: str, *, revision: int, by: User, at: datetime
) -> Goal:
    """Note progress, or record that a goal is reached, let go or taken up again.

    Raises `NotNow` where it is so already, and `ChangedMeanwhile` after somebody else's change.
    """
    with transaction.atomic():
        row = _locked(goal, by)
        state = _after(row, move)
        if row.revision != revision:
            raise ChangedMeanwhile
        row.state = state.value
        row.closed_at = None if state == GoalState.OPEN else at
        _change(row, move, {"note": note}, by=by, at=at)
        row.save()
        _record(MOVED_ON, row, by=by, at=at, state=row.state)
    return row


def put_past(goal: Goal, neighbour: UUID, *, up: bool, by: User, at: datetime) -> Goal:
    """Move a goal up or down past its neighbour; a second press finds it there already."""
    with transaction.atomic():
        row = _locked(goal, by)
        rows = Goal.objects.filter(
            partnership=row.partnership_id, notebook=row.notebook_id, parent=row.parent_id,
            state=row.state,
        )  # fmt: skip
        order = list(rows.select_for_update(no_key=True).order_by("place", "set_at", "pk"))
        over = next((each for each in order if each.pk == neighbour), None)
        if over is None:
            raise NotNow(say("The list was changed meanwhile."))
        for place, each in enumerate(moved(order, row, over, up=up), start=1):
            if each.place != place:
                each.place = place
                each.save(update_fields=["place"])
        _record(ORDERED, row, by=by, at=at)
    return row


def share_goal(goal: Goal, *, by: User, at: datetime) -> Goal:
    """Give a private goal to the pair as it says now; its private history is deleted."""
    with transaction.atomic():
        row = _locked(goal, by)
        if row.notebook_id is None:
            return row
        _after(row, GoalMove.WRITE)
        private = [row, *row.sub_goals.select_related("notebook")]
        read = read_goals(by, private, row.partnership, at=at)
        made: dict[UUID, UUID] = {}
        for one in read:
            parent = made.get(one.goal.parent_id) if one.goal.parent_id else None
            aim = Aim(one.goal.term, one.goal.due_on, parent=parent)
            texts = {name: one.texts[name] for name in WORDS}
            new = _added(row.partnership, aim, texts, once=one.goal.pk, by=by, at=at)
            made[one.goal.pk] = new.pk
        row.delete()
        shared = Goal.objects.get(pk=made[goal.pk])
        shared.partnership = row.partnership
        _record(SHARED, shared, by=by, at=at)
    return shared


def _added(
    row: Partnership, aim: Aim, texts: Mapping[str, str], *, once: UUID, by: User, at: datetime
) -> Goal:
    book = book_of(row, by=by, at=at) if aim.private else None
    last = Goal.objects.filter(partnership=row, notebook=book).aggregate(last=Max("place"))["last"]
    goal = Goal(
        partnership=row, notebook=book, owner_id=by.pk, parent=_parent(row, book, aim.parent),
        once=once, term=aim.term, due_on=aim.due_on, place=(last or 0) + 1, revision=0, set_at=at,
    )  # fmt: skip
    goal.worded = 0
    goal.save(force_insert=True)
    _change(goal, GoalMove.WRITE, texts, by=by, at=at)
    goal.worded = goal.revision
    goal.save(update_fields=["revision", "worded"])
    return goal


def _parent(row: Partnership, book: Notebook | None, parent: UUID | None) -> Goal | None:
    if parent is None:
        return None
    found = Goal.objects.filter(partnership=row, notebook=book, parent=None, pk=parent).first()
    if found is None:
        raise NotVisible
    return found


def _change(row: Goal, move: GoalMove, texts: Mapping[str, str], *, by: User, at: datetime) -> None:
    row.revision += 1
    change = GoalChange(
        goal=row, number=row.revision, kind=KINDS[move].value, by_id=by.pk, at=at, term=row.term,
        due_on=row.due_on,
    )  # fmt: skip
    seal(change, **{name: text or None for name, text in texts.items()})
    change.save(force_insert=True)


def _locked(goal: Goal, by: User) -> Goal:
    partnership = locked_running(goal.partnership_id, Capability.WRITE_GOAL, by)
    rows = Goal.objects.select_for_update(no_key=True, of=("self",)).select_related("notebook")
    row = rows.filter(pk=goal.pk).first()
    if row is None:
        raise NotVisible
    row.partnership = partnership
    require(by, Capability.WRITE_GOAL, row)
    return row


def _after(row: Goal, move: GoalMove) -> GoalState:
    refusal = say("This goal is closed. Take it up again to work on it.")
    if move == GoalMove.TAKE_UP:
        refusal = say("This goal is being worked on already.")
    return after(GOAL, GoalState(row.state), move, refusal=refusal)


def _record(act: audit.Act, row: Goal, *, by: User, at: datetime, **detail: object) -> None:
    programme = row.partnership.programme_id
    audit.record(act, by=by, on=row, at=at, programme=programme, detail=detail)
