"""Weights turned into points: integers that add up exactly."""

from collections.abc import Sequence

from mentorhouse.languages.saying import say
from mentorhouse.matching.engine.faults import MatchError
from mentorhouse.matching.engine.measures import FULL
from mentorhouse.matching.engine.rules import Criterion


def shares(criteria: Sequence[Criterion], whole: int) -> list[int]:
    """Split a whole by weights into integers that add up to it exactly (largest remainder)."""
    weights = [criterion.weight for criterion in criteria]
    if any(weight < 0 for weight in weights):
        raise MatchError(say("A weight cannot be below zero."))
    total = sum(weights)
    if total == 0:
        return [0] * len(weights)
    floors = [whole * weight // total for weight in weights]
    rest = whole - sum(floors)
    by_remainder = sorted(range(len(weights)), key=lambda k: -(whole * weights[k] % total))
    for place in by_remainder[:rest]:
        floors[place] += 1
    return floors


def private_shares(criteria: Sequence[Criterion], visible: int) -> list[int]:
    """Return what private criteria add, on the scale that the visible weights make."""
    if any(criterion.weight < 0 for criterion in criteria):
        raise MatchError(say("A weight cannot be below zero."))
    whole = visible or sum(criterion.weight for criterion in criteria) or 1
    return [FULL * criterion.weight // whole for criterion in criteria]
