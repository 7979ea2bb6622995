"""When enough can come to one of several times, and who picks it (R9.06)."""

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from mentorhouse.languages.saying import mark, say

LEAST_TIMES_OF_A_POLL = 2
MOST_TIMES_OF_A_POLL = 6
TIME_TO_ANSWER = timedelta(days=4)
REMINDED_BEFORE = timedelta(days=1)
LEAST_WHO_MEET = 2


class Says(StrEnum):
    """What somebody says to a time."""

    YES = "yes"
    IF_NEED_BE = "maybe"
    NO = "no"


ANSWERS: Mapping[Says, str] = {
    Says.YES: mark("Yes"),
    Says.IF_NEED_BE: mark("If need be"),
    Says.NO: mark("No"),
}


@dataclass(frozen=True)
class Standing:
    """How one time of a poll stands: who can come, and whether that is enough."""

    time: UUID
    starts_at: datetime
    said: Mapping[UUID, Says]
    silent: frozenset[UUID]
    enough: bool

    def who(self, says: str) -> list[UUID]:
        """Return who gave an answer."""
        return [person for person, said in self.said.items() if said == says]


def needed_of(agreed: int | None, persons: int) -> int:
    """Return how many have to be able to come: as agreed, else all; never more than there are."""
    return persons if agreed is None else min(max(agreed, LEAST_WHO_MEET), persons)


def answer_by(starts: Collection[datetime], *, at: datetime) -> datetime:
    """Return until when answers are waited for: four days, and not past the first time."""
    return min(at + TIME_TO_ANSWER, *starts)


def remind_at(until: datetime, *, at: datetime) -> datetime | None:
    """Return when those who have not answered are reminded; not where there is no time for it."""
    when = until - REMINDED_BEFORE
    return when if when > at else None


def standing_of(
    time: UUID, starts_at: datetime, said: Mapping[UUID, Says], *, persons: AbstractSet[UUID],
    mentors: AbstractSet[UUID], needed: int,
) -> Standing:  # fmt: skip
    """Say how a time stands among those who are in the partnership now.

    It is enough when as many can come as was agreed, a mentor among them.
    """
    here = {person: says for person, says in said.items() if person in persons}
    can = {person for person, says in here.items() if says is not Says.NO}
    enough = len(can) >= needed and bool(can & mentors)
    return Standing(time, starts_at, here, frozenset(persons - here.keys()), enough)


def why_not_pick(
    standing: Standing, *, at: datetime, all_answered: bool, answer_by: datetime
) -> str:
    """Return why a time is not picked, in words; nothing if it may be."""
    if standing.starts_at <= at:
        return say("This time has passed. Pick another one, or take the poll back and ask again.")
    if standing.enough or all_answered or at >= answer_by:
        return ""
    return say(
        "Not enough of you can come at this time yet, and some have not answered. Pick it once "
        "they have, or pick a time that suits enough of you."
    )


def poll_is_over(state: str) -> str:
    """Return what became of a poll that is not open any more."""
    if state == "picked":
        return say("A time has been picked meanwhile. This is how it stands.")
    return say("This poll was taken back meanwhile, so nothing was changed.")
