"""What a mentee can choose from for their personal development plan (R8.10)."""

from datetime import datetime

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import Viewer, require
from mentorhouse.development.models import Goal
from mentorhouse.development.queries.goals import goals_of, read_goals, sub_goals
from mentorhouse.development.queries.plans import plan_of, read_version, version_of
from mentorhouse.development.rules.extracts import Line, lines_of
from mentorhouse.development.rules.goals import WORDS
from mentorhouse.development.rules.plans import BOXES
from mentorhouse.languages.saying import mark, say
from mentorhouse.partnerships.models import Partnership

LABELS = dict(zip(WORDS, (
    mark("Goal"), mark("To what level"), mark("Success criteria"), mark("Measures"),
), strict=True))  # fmt: skip


def extract_lines(viewer: Viewer, partnership: Partnership, *, at: datetime) -> list[Line]:
    """Open goals and plan as lines, for the mentee who chooses among them; never notes."""
    require(viewer, Capability.EXTRACT_PLAN, partnership)
    top = list(goals_of(viewer, partnership))
    goals = [*top, *sub_goals(viewer, partnership, top)]
    found: list[Line] = []
    for number, read in enumerate(read_goals(viewer, goals, partnership, at=at), start=1):
        texts = {name: (say(LABELS[name]), read.texts[name]) for name in WORDS}
        heading = say("Goal {number}, {term}", number=number, term=_term(read.goal))
        found += lines_of(f"{read.goal.pk}.{read.goal.worded}", heading, texts)
    plan = plan_of(viewer, partnership)
    if plan is not None:
        words = read_version(viewer, version_of(plan), at=at)
        boxes = {name: (say(label), words.get(name, "")) for name, label in BOXES.items()}
        found += lines_of(f"{plan.pk}.{plan.newest}", say("Action plan"), boxes)
    return found


def _term(goal: Goal) -> str:
    return str(goal.get_term_display()).lower()
