"""Goals: those of the pair and one's own private ones, their words and their history."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.development.models import Goal, GoalChange
from mentorhouse.development.states import GoalState
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.queries import partnership_for
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.vault.sealing import open_rows, without_destroyed

KEPT = frozenset({PartnershipState.ACTIVE.value, PartnershipState.ENDED.value})


@dataclass(frozen=True)
class Read:
    """A goal with its words in clear."""

    goal: Goal
    texts: dict[str, str]


@dataclass(frozen=True)
class ReadChange:
    """What somebody did with a goal, with its words in clear."""

    change: GoalChange
    texts: dict[str, str]


def kept(viewer: Viewer, partnership_id: UUID, capability: Capability) -> Partnership:
    """Return a partnership that runs or has ended, while its words are kept.

    Raises `NotVisible`.
    """
    row = partnership_for(viewer, partnership_id, capability)
    if row.state not in KEPT or row.content_gone_at:
        raise NotVisible
    return row


def goals_of(viewer: Viewer, partnership: Partnership) -> QuerySet[Goal]:
    """Return the goals that the viewer may read, sub-goals apart, in the order they chose."""
    require(viewer, Capability.READ_GOAL, partnership)
    rows = _seen(viewer, partnership).filter(parent=None)
    return rows.order_by(F("closed_at").desc(nulls_first=True), "place", "set_at", "pk")


def sub_goals(viewer: Viewer, partnership: Partnership, of: Iterable[Goal]) -> QuerySet[Goal]:
    """Return the sub-goals of some goals."""
    rows = _seen(viewer, partnership).filter(parent__in=[goal.pk for goal in of])
    return rows.order_by("place", "set_at", "pk")


def goal_for(viewer: Viewer, partnership: Partnership, goal_id: UUID) -> Goal:
    """Return one goal. Raises `NotVisible`."""
    row = _seen(viewer, partnership).filter(pk=goal_id).first()
    if row is None:
        raise NotVisible
    row.partnership = partnership
    require(viewer, Capability.READ_GOAL, row)
    return row


def read_goals(
    viewer: Viewer, goals: Iterable[Goal], partnership: Partnership, *, at: datetime
) -> list[Read]:
    """Open the words in force of some goals; one access entry for all."""
    wanted = list(goals)
    rows = GoalChange.objects.filter(
        goal__in=[goal.pk for goal in wanted], number=F("goal__worded")
    )
    by_goal = {goal.pk: goal for goal in wanted}
    changes = _with(rows, by_goal, partnership)
    texts = open_rows(viewer, changes, at=at, purpose="read goals")
    found = {row.goal_id: words for row, words in zip(changes, texts, strict=True)}
    return [Read(goal, found[goal.pk]) for goal in wanted if goal.pk in found]


def history_of(viewer: Viewer, goal: Goal, *, at: datetime) -> list[ReadChange]:
    """Open all that became of a goal, the last first; earlier words are kept."""
    rows = goal.changes.select_related("by").order_by("-number")
    changes = _with(rows, {goal.pk: goal}, goal.partnership)
    texts = open_rows(viewer, changes, at=at, purpose="read the history of a goal")
    return [ReadChange(row, words) for row, words in zip(changes, texts, strict=True)]


def goals_under_review(viewer: Viewer, partnership: Partnership) -> list[Goal]:
    """Return the shared open goals of a pair, those due first: they belong on an agenda."""
    require(viewer, Capability.READ_GOAL, partnership)
    rows = Goal.objects.filter(
        partnership=partnership, notebook=None, parent=None, state=GoalState.OPEN.value
    )
    return list(rows.order_by(F("due_on").asc(nulls_last=True), "place", "pk"))


def have_goals(partnerships: Collection[UUID]) -> set[UUID]:
    """Return which of these partnerships have a shared goal; what it says is not known."""
    rows = Goal.objects.filter(partnership__in=partnerships, notebook=None)
    return set(rows.values_list("partnership", flat=True))


def next_due(goals: Iterable[Goal]) -> date | None:
    """Return the first day on which one of these goals is due."""
    return min((goal.due_on for goal in goals if goal.due_on), default=None)


def _seen(viewer: Viewer, partnership: Partnership) -> QuerySet[Goal]:
    rows = Goal.objects.filter(partnership=partnership).select_related("owner", "notebook")
    return rows.filter(Q(notebook=None) | Q(notebook__person=viewer.pk))


def _with(
    rows: Iterable[GoalChange], goals: dict[UUID, Goal], partnership: Partnership
) -> list[GoalChange]:
    """Give each change its goal and the partnership with its members: the policy asks for them."""
    found = list(rows)
    for row in found:
        row.goal = goals[row.goal_id]
        row.goal.partnership = partnership
    return without_destroyed(found)
