"""What a programme lacks before it recruits, and what an override needs (R2.06)."""

from dataclasses import dataclass

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
