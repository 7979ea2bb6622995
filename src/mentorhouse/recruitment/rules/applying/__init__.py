"""What an application asks, step by step, and what is still missing in it (R3.01, R3.03)."""

from mentorhouse.recruitment.rules.applying.asking import Ask, Draft, read, spoken, write
from mentorhouse.recruitment.rules.applying.steps import (
    ABOUT,
    CHECK,
    CRITERIA,
    ROLES,
    SHARES,
    Step,
    came_to,
    further,
    questions_for,
    requirements_for,
    shared_with_partner,
    steps_of,
)
from mentorhouse.recruitment.rules.applying.ways import (
    STANDS,
    Way,
    decided_at_once,
    next_words,
    way_in,
)

__all__ = [
    "ABOUT",
    "CHECK",
    "CRITERIA",
    "ROLES",
    "SHARES",
    "STANDS",
    "Ask",
    "Draft",
    "Step",
    "Way",
    "came_to",
    "decided_at_once",
    "further",
    "next_words",
    "questions_for",
    "read",
    "requirements_for",
    "shared_with_partner",
    "spoken",
    "steps_of",
    "way_in",
    "write",
]
