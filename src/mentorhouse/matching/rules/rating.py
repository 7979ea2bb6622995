"""What one side may privately think of another after a first talk, and what a run makes of it."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from mentorhouse.languages.saying import mark


class Liking(StrEnum):
    """How it went, in three steps."""

    WELL = "well"
    OPEN = "open"
    OTHER = "other"


LIKING_WORDS: Mapping[str, str] = {
    Liking.WELL: mark("I would be glad to work with this person"),
    Liking.OPEN: mark("I could work with this person"),
    Liking.OTHER: mark("I would rather work with somebody else"),
}
POINTS: Mapping[Liking, int] = {Liking.WELL: 1, Liking.OPEN: 0, Liking.OTHER: -1}


def points_of(said: Iterable[str]) -> int:
    """Add up what the two sides said: from -2 to 2; what nobody said counts nothing."""
    return sum(POINTS[Liking(one)] for one in said if one)
