"""Judgements of matching on plain values: what a design asks of a run."""

from mentorhouse.matching.rules.runs import (
    WISHES,
    Candidate,
    Constraints,
    engine_rules,
    label_of,
    ladders_by_field,
    people,
    rank_on,
    request,
)

__all__ = [
    "WISHES",
    "Candidate",
    "Constraints",
    "engine_rules",
    "label_of",
    "ladders_by_field",
    "people",
    "rank_on",
    "request",
]
