"""Where a pair stands in its phases, and when it may be time to move on (R10.01)."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.design.agreement import Phase

MOVED_MEANWHILE = mark("Somebody else in your partnership has just moved it to “{phase}”.")
NO_SUCH = mark("This programme has no such phase. Choose one of those on the page.")
LONGEST_KEY = 60
END_IS_NEAR = 42  # days; then it is time to wind up
LAST_TWO = 2
ENOUGH = 3  # so many phases at least, before the last two count as winding up


def place_of(phases: Sequence[Phase], key: str) -> int:
    """Return which phase a pair is in; a key that the programme has since dropped is the first."""
    keys = [phase.key for phase in phases]
    return keys.index(key) if key in keys else 0


def is_winding_up(phases: Sequence[Phase], key: str) -> bool:
    """Whether a pair is in one of the last two phases, where less is expected of it (R10.09)."""
    return len(phases) >= ENOUGH and place_of(phases, key) >= len(phases) - LAST_TWO


def item_key(words: str) -> str:
    """Return how a tick names a point. The same words in two phases are one point."""
    folded = " ".join(words.split()).casefold()
    return hashlib.sha256(folded.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Signs:
    """What may say that it is time to move on: facts of the partnership alone."""

    points: int  # of this phase
    ticked_by_all: int
    place: int
    phases: int
    began_on: date
    ends_on: date | None
    today: date


def suggestion(signs: Signs) -> str:
    """Say why it may be time for the next phase; nothing where there is no sign."""
    if signs.place >= signs.phases - 1:
        return ""
    if signs.ends_on and signs.place < signs.phases - LAST_TWO:
        if (signs.ends_on - signs.today).days <= END_IS_NEAR:
            return say("Your last day is near. It may be time to wind up.")
        if _is_late(signs, signs.ends_on):
            return say("More than half of your time has passed, and you stand at the beginning.")
    if signs.points and signs.ticked_by_all == signs.points:
        return say("All of you have ticked every point here. You may be ready to move on.")
    return ""


def _is_late(signs: Signs, ends_on: date) -> bool:
    """Whether a pair is in its first phase when half of its time is over."""
    whole, gone = (ends_on - signs.began_on).days, (signs.today - signs.began_on).days
    return signs.place == 0 and gone * 2 > whole


@dataclass(frozen=True)
class Point:
    """One point of a checklist, and who ticked it."""

    key: str
    words: str
    mine: bool
    others: tuple[str, ...]  # by name
    by_all: bool


def ticked_by_all(points: Collection[Point]) -> int:
    """Count the points that everybody ticked."""
    return sum(point.by_all for point in points)
