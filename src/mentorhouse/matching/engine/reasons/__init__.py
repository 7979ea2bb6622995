"""Plain words for what a run did: why a pair, why nobody, why not this one.

Only hard rules and visible criteria speak here. Private criteria order a run and stay silent:
no value, weight, title or effect of theirs is put into words (R5.15). What is tried to find an
answer is tried without them, so an answer depends on nothing but what the asker may see.
"""

from mentorhouse.matching.engine.reasons.absences import (
    Absence,
    unmatched_mentees,
    unmatched_mentors,
)
from mentorhouse.matching.engine.reasons.pairs import (
    Cost,
    WhyNot,
    why_forbidden,
    why_locked,
    why_not,
)
from mentorhouse.matching.engine.reasons.parts import (
    PartReason,
    parts_of_pairs,
    points,
    score_parts,
)

__all__ = [
    "Absence",
    "Cost",
    "PartReason",
    "WhyNot",
    "parts_of_pairs",
    "points",
    "score_parts",
    "unmatched_mentees",
    "unmatched_mentors",
    "why_forbidden",
    "why_locked",
    "why_not",
]
