"""What a programme lacks before it recruits (R2.06), and how many places somebody may have.

Plain values in, reasons out.
"""

from dataclasses import dataclass
from uuid import UUID

from mentorhouse.programmes.design import Design


@dataclass(frozen=True)
class LaunchPoint:
    """One thing that a programme needs before it recruits, and whether it is there."""

    key: str
    words: str
    remedy: str
    done: bool


def launch_points(design: Design, *, coordinators: int) -> tuple[LaunchPoint, ...]:
    """Return the points that open recruitment waits for, each with its state."""
    return (
        LaunchPoint(
            "coordinator",
            "A co-ordinator is named",
            "Name a co-ordinator.",
            coordinators > 0,
        ),
        LaunchPoint(
            "purpose",
            "The purpose is written",
            "Say in a few sentences what the programme is for.",
            bool(design.purpose.strip()),
        ),
        LaunchPoint(
            "confidentiality",
            "The confidentiality statement is written",
            "Say what stays between mentor and mentee, and what does not.",
            bool(design.confidentiality.statement.strip()),
        ),
    )


def may_recruit(points: tuple[LaunchPoint, ...]) -> bool:
    """Whether nothing is missing any more."""
    return all(point.done for point in points)


@dataclass(frozen=True)
class Place:
    """Someone who is to be in a programme, in one role ("mentor", "mentee")."""

    person_id: UUID
    role: str
    capacity: int = 1


def capacity_given(asked: int, *, role: str, largest: int) -> int:
    """Return the places that somebody gets: a mentee one, a mentor what is asked, within bounds."""
    return 1 if role == "mentee" else min(max(asked, 1), largest)


def capacity_problem(capacity: int, *, role: str, taken: int, largest: int) -> str:
    """Say why somebody cannot have so many places; "" where they can."""
    if role == "mentee":
        return "A mentee has room for one partnership."
    if capacity > largest:
        return (
            f"This programme allows a mentor {largest} at most. "
            "Raise the limit in the set-up first, or enter a smaller number."
        )
    if capacity < max(taken, 1):
        return (
            f"Enter {max(taken, 1)} or more: so many places are taken already."
            if taken
            else ("Enter 1 or more. Someone who wants to stop can decline to take part.")
        )
    return ""
