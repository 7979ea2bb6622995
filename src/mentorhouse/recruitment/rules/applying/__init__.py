"""What an application asks, step by step, and what is still missing in it (R3.01, R3.03)."""

from mentorhouse.recruitment.rules.applying.asking import Ask, Draft, read, spoken, write
from mentorhouse.recruitment.rules.applying.steps import (
    CHECK,
    ROLES,
    SHARES,
    Step,
    questions_for,
    shared_with_partner,
    steps_of,
)
from mentorhouse.recruitment.rules.applying.ways import (
    Way,
    decided_at_once,
    next_words,
    way_in,
)

__all__ = [
    "CHECK",
    "ROLES",
    "SHARES",
    "Ask",
    "Draft",
    "Step",
    "Way",
    "decided_at_once",
    "next_words",
    "questions_for",
    "read",
    "shared_with_partner",
    "spoken",
    "steps_of",
    "way_in",
    "write",
]
