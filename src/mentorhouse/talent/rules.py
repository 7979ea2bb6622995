"""Judgements of this room: what a board may be told, and which words stand for a state."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from mentorhouse.languages.saying import mark, say
from mentorhouse.talent.states import NominationState, PlacementState

# Where a nomination stands: the colour of its tag, and what it means to the nominee.
STANDINGS: Mapping[NominationState, tuple[str, str]] = {
    NominationState.NOMINATED: (
        "yellow",
        mark(
            "It counts only when you say yourself that "
            "you wish to develop. That is up to you alone."
        ),
    ),
    NominationState.WISH_STATED: (
        "blue",
        mark("You have stated your wish, so your nomination counts. You can apply now."),
    ),
    NominationState.TAKEN_UP: ("green", mark("You are taken on. This page stays yours.")),
    NominationState.WITHDRAWN: ("grey", mark("It is withdrawn. Nothing follows from it.")),
}
PLACED: Mapping[PlacementState, str] = {
    PlacementState.AGREED: "yellow",
    PlacementState.UNDER_WAY: "blue",
    PlacementState.COMPLETED: "green",
    PlacementState.CALLED_OFF: "grey",
}


@dataclass(frozen=True)
class Counted:
    """One figure for the board; `shown` is words where the number is too small to tell."""

    what: str
    shown: str


def counted(things: Iterable[str], *, small_number: int) -> list[Counted]:
    """Count things by name for a board that knows the total.

    A number below the programme's small number is not told. Nor are the smallest of the others,
    until what is not told adds up to the small number at least: else it could be worked out. All
    of them are given in the same words, which set no bounds.
    """
    found = Counter(things)
    small = {what for what, number in found.items() if number < small_number}
    hidden = set(small)
    for what in sorted(found.keys() - small, key=lambda what: (found[what], what)):
        if not hidden or (len(hidden) > 1 and sum(found[h] for h in hidden) >= small_number):
            break
        hidden.add(what)
    return [
        Counted(what, NOT_TOLD if what in hidden else str(found[what])) for what in sorted(found)
    ]


NOT_TOLD = mark("not shown")


def told(number: int, small_number: int) -> str:
    """Return a number for the board: none, fewer than the small number, or the number."""
    if not number:
        return say("none")
    return say("fewer than {number}", number=small_number) if number < small_number else str(number)


def year_of(day: date) -> str:
    """Return in which year a placement counts: the one that it begins in."""
    return str(day.year)


def period_problem(begins_on: date, ends_on: date | None) -> str:
    """Say what is wrong with two dates; nothing if they make sense."""
    if ends_on is not None and ends_on < begins_on:
        return say("The last day must not lie before the first day.")
    return ""
