"""Who gets through to goals, plans and private notes. Their programme has no visits."""

from datetime import date
from uuid import uuid4

from django.utils import timezone

from mentorhouse.development.actions.goals import Aim, set_goal
from mentorhouse.development.actions.notes import write_note
from mentorhouse.development.actions.plans import PlanFacts, write_plan
from mentorhouse.partnerships.queries import partnership_for
from tests.promises.access_table import NOBODY, PAIR

MENTEE = frozenset({"mentee"})
GOAL = ("goal", "goal_write", "goal_step", "goal_order", "goal_share")
PLAN = ("plan", "plan_write", "plan_versions", "plan_version")
ROWS = dict.fromkeys(
    (f"development:{name}" for name in ("goals", "goal_new", "notes", *GOAL, *PLAN)), PAIR
) | {
    "development:extract": MENTEE,
    "development:note": MENTEE,  # the mentee's own
    "development:note_delete": MENTEE,
    "development:visits": NOBODY,
    "development:visit": NOBODY,
}


def parts(world):
    """A shared goal, a plan, and a note of the mentee."""
    at, mentee = timezone.now(), world.users["mentee"]
    pair = partnership_for(mentee, world.ours.pk)
    texts = {"statement": "Lead a ward round"}
    goal = set_goal(pair, Aim("short"), texts, once=uuid4(), by=mentee, at=at)
    note = write_note(pair, "Ask about nights", once=uuid4(), by=mentee, at=at)
    facts = PlanFacts(date(2026, 11, 1))
    write_plan(pair, facts, {"long_term_goal": "Run a service"}, based_on=0, by=mentee, at=at)
    return {f"development:{name}": {"goal_id": goal.pk} for name in GOAL} | {
        "development:plan_version": {"number": 1},
        "development:note": {"note_id": note.pk},
        "development:note_delete": {"note_id": note.pk},
        "development:visit": {"visit_id": uuid4()},
    }
