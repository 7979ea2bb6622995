"""Days and order of goals, and what a change of one was, in words (R8.01, R8.03)."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from mentorhouse.languages.saying import mark, say

FURTHEST_YEARS = 20
WORDS = ("statement", "level", "criteria", "measures")
STATE_WORDS = {
    "open": mark("Being worked on"),
    "reached": mark("Reached"),
    "let_go": mark("Let go"),
}
COLOURS = {"open": "blue", "reached": "green", "let_go": "grey"}
KIND_WORDS = {
    "words": mark("wrote it"),
    "progress": mark("noted progress"),
    "reached": mark("recorded that it is reached"),
    "let_go": mark("let it go"),
    "taken_up": mark("took it up again"),
}
T = TypeVar("T")


def why_not_due(day: date | None, *, today: date, before: date | None = None) -> str:
    """Say why a goal cannot be due on a day; nothing if it can. A day it had before stays."""
    if day is None or day == before:
        return ""
    if day < today:
        return say("This day is in the past. Enter a day that is still to come.")
    if day.year > today.year + FURTHEST_YEARS:
        return say(
            "This day is more than {years} years away. Check the year.", years=FURTHEST_YEARS
        )
    return ""


def moved(order: Sequence[T], one: T, over: T, *, up: bool) -> list[T]:
    """Put one past its neighbour; where it is past it already, or they are apart, nothing moves."""
    found = list(order)
    if one not in found or over not in found:
        return found
    here, there = found.index(one), found.index(over)
    if there - here == (-1 if up else 1):
        found[here], found[there] = over, one
    return found
