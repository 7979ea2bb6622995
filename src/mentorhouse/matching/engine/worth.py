"""What pairs are worth: the parts of a score in hundredths, and how they weigh against number."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mentorhouse.matching.engine.measures import FULL, BoundMeasure
from mentorhouse.matching.engine.people import Ints


@dataclass(frozen=True, eq=False)
class Part:
    """One criterion of a score: its kernel and the most it can give, in hundredths."""

    title: str
    kernel: BoundMeasure
    most: int

    def points(self, mentee: Ints, mentor: Ints) -> Ints:
        """Return the hundredths that pairs earn."""
        return self.curve[self.kernel.value(mentee, mentor)]

    def table(self) -> Ints:
        """Return the hundredths that all pairs earn; people of one kind are counted once."""
        _, mentee, of_mentee = np.unique(
            self.kernel.kinds[0], return_index=True, return_inverse=True
        )
        _, mentor, of_mentor = np.unique(
            self.kernel.kinds[1], return_index=True, return_inverse=True
        )
        points = self.points(mentee[:, None], mentor[None, :])
        return np.asarray(points[:, of_mentor][of_mentee])

    @cached_property
    def curve(self) -> Ints:
        """Return the hundredths that each value earns."""
        return self.most * np.arange(FULL + 1) // FULL


@dataclass(frozen=True)
class Scale:
    """How much one pair, one round without, one hundredth and one step of waiting (1) are worth."""

    pair: int
    hundredth: int
    round: int


def sum_of(parts: Iterable[Part], mentee: Ints, mentor: Ints) -> Ints:
    """Return what pairs give in all parts together, in hundredths."""
    total = np.zeros(np.broadcast_shapes(mentee.shape, mentor.shape), dtype=np.int64)
    for part in parts:
        total += part.points(mentee, mentor)
    return total


def tables_of(parts: Iterable[Part], many: tuple[int, int]) -> Ints:
    """Return what all pairs give in all parts together, in hundredths."""
    total = np.zeros(many, dtype=np.int64)
    for part in parts:
        total += part.table()
    return total
