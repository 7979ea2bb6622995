"""Judgements of matching on plain values: what a design asks of a run."""

from mentorhouse.matching.rules.runs import (
    WISHES,
    Candidate,
    Constraints,
    engine_rules,
    label_of,
    ladders_by_field,
    openly,
    people,
    rank_on,
    request,
    rule_of,
)
from mentorhouse.matching.rules.shortlists import why_short
from mentorhouse.matching.rules.soft import warnings_of

__all__ = [
    "WISHES",
    "Candidate",
    "Constraints",
    "engine_rules",
    "label_of",
    "ladders_by_field",
    "openly",
    "people",
    "rank_on",
    "request",
    "rule_of",
    "warnings_of",
    "why_short",
]
