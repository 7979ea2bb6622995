"""Events: for whom, who moves up, what a plan may say, and when feedback is shown (R4.04)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypeVar

from mentorhouse.access.states import NotNow
from mentorhouse.languages.saying import say

MOST_PLACES: Final = 5000
LONGEST: Final = timedelta(hours=24)
REMINDED_BEFORE: Final = timedelta(hours=24)
ROLES: Final[Mapping[str, tuple[str, ...]]] = {
    "mentor": ("mentor",),
    "mentee": ("mentee",),
    "everyone": ("mentor", "mentee"),
}
# Kinds that are meant for one role; coming to the first two completes them.
ROLE_OF_KIND: Final = {
    "mentor_training": "mentor",
    "mentee_induction": "mentee",
    "mentor_briefing": "mentor",
}
COMPLETES: Final = frozenset({"mentor_training", "mentee_induction"})

Key = TypeVar("Key")


class NoPlace(NotNow):
    """Another person took the last place; one may wait."""


@dataclass(frozen=True)
class Room:
    """How many places are left over all, and for each way; `None` means that none is counted."""

    overall: int
    ways: Mapping[str, int | None]

    def has(self, way: str) -> bool:
        """Whether one more can join in this way."""
        left = self.ways[way]
        return self.overall > 0 and (left is None or left > 0)


def roles_for(audience: str) -> tuple[str, ...]:
    """Return the roles that an event is meant for."""
    return ROLES[audience]


def moving_up(room: Room, waiting: Iterable[tuple[Key, str]]) -> list[Key]:
    """Return who moves up, in the order of the list: each as soon as their way has a place."""
    overall, left, moved = room.overall, dict(room.ways), list[Key]()
    for key, way in waiting:
        if not Room(overall, left).has(way):
            continue
        counted = left[way]
        overall, left[way] = overall - 1, None if counted is None else counted - 1
        moved.append(key)
    return moved


def why_not_plan(starts: datetime | None, ends: datetime | None, *, now: datetime) -> str:
    """Say what is wrong with a time, or nothing."""
    if starts is None or ends is None:
        return ""
    if ends <= starts:
        return say("The end must be after the start")
    if ends - starts > LONGEST:
        return say("An event can last up to 24 hours")
    if starts <= now:
        return say("The event must lie ahead")
    return ""


def why_not_for(kind: str, audience: str) -> str:
    """Say that a kind is meant for others, or nothing."""
    role = ROLE_OF_KIND.get(kind, "")
    if role == "mentor" and audience != "mentor":
        return say("This kind of event is for mentors. Choose “Mentors”")
    if role == "mentee" and audience != "mentee":
        return say("This kind of event is for mentees. Choose “Mentees”")
    return ""


def kinds_on(*, mentors: str, mentees: str, refreshers: bool) -> frozenset[str]:
    """Return the kinds that the programme’s set-up asks for."""
    left_out = {
        kind
        for kind, is_on in (
            ("mentor_training", mentors != "off"),
            ("mentee_induction", mentees != "off"),
            ("refresher", refreshers),
        )
        if not is_on
    }
    kinds = {"mentor_training", "mentee_induction", "mentor_briefing", "refresher", "networking"}
    return frozenset(kinds - left_out)


def average_of(points: Iterable[int]) -> int:
    """Return the average in tenths, rounded half up."""
    given = list(points)
    return (20 * sum(given) + len(given)) // (2 * len(given))
