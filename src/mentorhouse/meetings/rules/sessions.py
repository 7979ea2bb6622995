"""Who may hold a one-to-one session beside a group, and what became of one."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from mentorhouse.languages.saying import mark, say
from mentorhouse.partnerships.rules import Shape

WITH_SESSIONS = frozenset({Shape.GROUP.value, Shape.TWO_BY_TWO.value})
BECAME: Mapping[str, str] = {
    "asked": mark("The times of this session have changed meanwhile. This is how it stands."),
    "declined": mark("This session was declined. This is how it stands."),
    "withdrawn": mark("This session was taken back. This is how it stands."),
    "agreed": mark("The time of this session is agreed. This is how it stands."),
    "cancelled": mark("This session was cancelled. This is how it stands."),
    "held": mark("This session has taken place. This is how it stands."),
}

Who = TypeVar("Who")


def has_sessions(shape: str) -> bool:
    """Whether somebody may ask for a session of two besides: in a group, and in two by two."""
    return shape in WITH_SESSIONS


def may_meet(me: Who, places: Iterable[tuple[Who, str]]) -> list[Who]:
    """Return with whom somebody may hold a session: mentors with mentees, and the other way."""
    known = list(places)
    mine = {role for who, role in known if who == me}
    return [who for who, role in known if who != me and mine and role not in mine]


def session_became(state: str) -> str:
    """Say what became of a session, to somebody who comes second."""
    return say(BECAME[state])
