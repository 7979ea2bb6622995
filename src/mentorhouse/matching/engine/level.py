"""What counts between people of whom nobody is above anybody: no rank, and both directions."""

from collections.abc import Sequence

import numpy as np

from mentorhouse.matching.engine.measures import GapCloseTo
from mentorhouse.matching.engine.people import Ints
from mentorhouse.matching.engine.rules import GapAtLeast, Rules
from mentorhouse.matching.engine.worth import Part


def without_rank(rules: Rules) -> Rules:
    """Return the rules and criteria that do not compare rank."""
    return Rules(
        tuple(rule for rule in rules.hard if not isinstance(rule, GapAtLeast)),
        tuple(part for part in rules.criteria if not isinstance(part.measure, GapCloseTo)),
        tuple(part for part in rules.private if not isinstance(part.measure, GapCloseTo)),
    )


def both_ways(parts: Sequence[Part], many: int) -> Ints:
    """Return how well each two people fit: the mean of both directions, part by part."""
    everyone = np.arange(many)
    total = np.zeros((many, many), dtype=np.int64)
    for part in parts:
        points = np.broadcast_to(part.points(everyone[:, None], everyone[None, :]), total.shape)
        total += (points + points.T) // 2
    return total
