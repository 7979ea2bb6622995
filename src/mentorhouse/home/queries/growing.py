"""How a pair stands with its goals and its plan, in a line of its page: facts, no words (R8.01)."""

from dataclasses import dataclass
from datetime import date

from mentorhouse.access.relations import Viewer
from mentorhouse.development.queries import goals_under_review
from mentorhouse.development.queries.goals import next_due
from mentorhouse.development.queries.plans import next_review, plan_of
from mentorhouse.partnerships.models import Partnership


@dataclass(frozen=True)
class Growing:
    """How many shared goals are worked on, and what comes next."""

    goals: int
    due: date | None
    review: date | None


def growing(viewer: Viewer, row: Partnership, *, today: date) -> Growing:
    """Return the short state of a pair’s goals and plan; nothing is opened."""
    goals = goals_under_review(viewer, row)
    review = next_review(plan_of(viewer, row), today=today)
    return Growing(len(goals), next_due(goals), review)
