"""Signs that a pair drifts apart, from plain facts: gentle, with reasons, and never blame (R10.09).

The pair sees them first, as help. Its co-ordinator sees only that a word may help, and only after
the pair has had time for itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mentorhouse.languages.saying import mark, say

TOLD_AFTER = timedelta(days=14)  # so long a sign is for the pair alone
LEEWAY = timedelta(days=7)  # beyond the rhythm, before it is a sign
OFTEN = 3  # times that a meeting was put off
RELAXED = 2  # times the rhythm, in the last two phases


class Drift(StrEnum):
    """What may say that a pair drifts."""

    NO_MEETING = "no_meeting"
    UNSIGNED = "unsigned"
    PUT_OFF = "put_off"
    OVERDUE = "overdue"
    NO_GOALS = "no_goals"


WORDS: dict[Drift, str] = {
    Drift.NO_MEETING: mark("You have not met for longer than your programme suggests."),
    Drift.UNSIGNED: mark("You have met twice, and your agreement is not signed yet."),
    Drift.PUT_OFF: mark("Your meeting has been put off three times or more."),
    Drift.NO_GOALS: mark("You have met twice, and have not set a goal together yet."),
    Drift.OVERDUE: mark("Something that you agreed to do is more than a week over its day."),
}
HELP: dict[Drift, str] = {
    Drift.NO_MEETING: mark("A short call is a meeting, too. Offer a few times."),
    Drift.UNSIGNED: mark("Ten minutes of your next meeting are enough to go through it."),
    Drift.PUT_OFF: mark("Perhaps another length, way or time of day would suit you better."),
    Drift.NO_GOALS: mark("One sentence is enough: what would be different at the end?"),
    Drift.OVERDUE: mark("Do it, give it another day, or drop it: all three are fine."),
}


@dataclass(frozen=True)
class Facts:
    """What is known of a pair without reading what it writes."""

    began_on: date
    days_between: int
    winding_up: bool = False
    last_met_on: date | None = None
    next_on: date | None = None
    second_met_on: date | None = None
    agrees: bool = False  # the programme has agreements
    signed: bool = False
    goals: bool = False  # at least one that they share
    put_off: int = 0  # moved or cancelled since they last met
    put_off_on: date | None = None
    overdue_on: date | None = None  # the day of the action that is longest overdue


@dataclass(frozen=True)
class Sign:
    """One sign, and since when it is there."""

    kind: Drift
    since: date

    @property
    def words(self) -> str:
        """What is so, as the pair reads it."""
        return say(WORDS[self.kind])

    @property
    def help(self) -> str:
        """What may help."""
        return say(HELP[self.kind])


def signs(facts: Facts, *, today: date) -> tuple[Sign, ...]:
    """Return the signs that are there today, the oldest first.

    In the last two phases people meet less, and nothing new is to be signed or set.
    """
    found = [_no_meeting(facts, today)]
    if not facts.winding_up:
        found += [_unsigned(facts), _without_goals(facts)]
    if facts.put_off >= OFTEN and facts.put_off_on:
        found.append(Sign(Drift.PUT_OFF, facts.put_off_on))
    if facts.overdue_on and facts.overdue_on + LEEWAY < today:
        found.append(Sign(Drift.OVERDUE, facts.overdue_on + LEEWAY))
    return tuple(sorted((sign for sign in found if sign), key=lambda sign: sign.since))


def needs_a_word_since(found: Iterable[Sign], *, today: date) -> date | None:
    """Since when a co-ordinator may know that a word would help; none before the set time."""
    old = [sign.since + TOLD_AFTER for sign in found if sign.since + TOLD_AFTER <= today]
    return min(old, default=None)


def _no_meeting(facts: Facts, today: date) -> Sign | None:
    """Whether the rhythm is broken and no meeting is planned."""
    days = facts.days_between * (RELAXED if facts.winding_up else 1)
    due = (facts.last_met_on or facts.began_on) + timedelta(days=days) + LEEWAY
    planned = facts.next_on is not None and facts.next_on >= today
    return None if planned or due > today else Sign(Drift.NO_MEETING, due)


def _unsigned(facts: Facts) -> Sign | None:
    if facts.signed or not facts.agrees or facts.second_met_on is None:
        return None
    return Sign(Drift.UNSIGNED, facts.second_met_on)


def _without_goals(facts: Facts) -> Sign | None:
    if facts.goals or facts.second_met_on is None:
        return None
    return Sign(Drift.NO_GOALS, facts.second_met_on)
