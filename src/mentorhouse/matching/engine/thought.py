"""What two people privately thought of one another, as a measure that orders a run (R5.19).

It is used among private criteria only: nothing of it is ever put into words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mentorhouse.matching.engine.measures import FULL
from mentorhouse.matching.engine.people import Ints, People
from mentorhouse.matching.engine.voices import Told

MOST = 2  # both would be glad; the other end is that both would rather not


@dataclass(frozen=True)
class Thought:
    """Full where both would be glad, half where nobody said anything, none where both rather not.

    `said` gives points from -2 to 2 by the keys of mentee and mentor.
    """

    said: Mapping[tuple[str, str], int]

    @property
    def title(self) -> str:
        """Return nothing: it has no name that anybody reads."""
        return ""

    def bind(self, mentees: People, mentors: People) -> "BoundThought":
        """Return the kernel for these people; who is not in the run is left out."""
        rows = {key: place for place, key in enumerate(mentees.keys)}
        columns = {key: place for place, key in enumerate(mentors.keys)}
        width = max(len(mentors.keys), 1)
        found = sorted(
            (rows[mentee] * width + columns[mentor], _value(points))
            for (mentee, mentor), points in self.said.items()
            if mentee in rows and mentor in columns
        )
        places, values = np.array(found, dtype=np.int64).reshape(-1, 2).T
        sizes = len(mentees.keys), len(mentors.keys)
        return BoundThought(places, values, width, sizes)


def _value(points: int) -> int:
    return FULL * (points + MOST) // (2 * MOST)


@dataclass(frozen=True)
class BoundThought:
    """Pairs by their place in a table of all, with what was said of each."""

    places: Ints
    values: Ints
    width: int
    sizes: tuple[int, int]

    @property
    def kinds(self) -> Sequence[Ints]:
        """Return a number of their own for people of whom something was said, 0 for others."""
        kinds = []
        for size, known in zip(
            self.sizes, (self.places // self.width, self.places % self.width), strict=True
        ):
            of_side = np.zeros(size, dtype=np.int64)
            some = np.unique(known)
            of_side[some] = np.arange(1, len(some) + 1)
            kinds.append(of_side)
        return kinds

    def value(self, mentee: Ints, mentor: Ints) -> Ints:
        """Return what was said of each pair; half where nothing was."""
        asked = np.asarray(mentee) * self.width + np.asarray(mentor)
        middle = np.full(asked.shape, _value(0), dtype=np.int64)
        if not len(self.places):
            return middle
        at = np.minimum(np.searchsorted(self.places, asked), len(self.places) - 1)
        return np.where(self.places[at] == asked, self.values[at], middle)

    def words(self, mentee: int, mentor: int) -> Told:  # noqa: ARG002  # a measure's shape
        """Return nothing: it is never put into words."""
        return Told("", "", "")
