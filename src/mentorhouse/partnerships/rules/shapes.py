"""What a team plans together (R9.04), and who mentors when two mentor each other (R9.07)."""

from collections.abc import Mapping
from enum import StrEnum

from mentorhouse.languages.saying import mark, say

# The eight points of a team's plan: what is asked, and what helps to answer it.
PLAN: Mapping[str, tuple[str, str]] = {
    "aim": (
        mark("Our common aim"),
        mark("What you as a team want to be able to do, or to have changed, by the end."),
    ),
    "link": (
        mark("How it serves the organisation’s aims"),
        mark("Which of the organisation’s aims it helps, and how."),
    ),
    "measures": (
        mark("How we measure results"),
        mark("What you will see, count or hear that shows that it works, and when you look."),
    ),
    "of_mentors": (
        mark("What we expect of our mentor"),
        mark("For example time, openness, questions that others would not ask."),
    ),
    "of_mentees": (
        mark("What we expect of each other as mentees"),
        mark("For example coming prepared, taking turns, keeping what is said within the team."),
    ),
    "action_plan": (
        mark("Our action plan"),
        mark("The steps, who takes each of them, and by when."),
    ),
    "skills": (
        mark("Knowledge and skills that we already have"),
        mark("What each of you brings, so that you learn from each other as well."),
    ),
    "ways": (
        mark("How we want to learn"),
        mark("For example meetings with the mentor, trying things out, visits, reading together."),
    ),
}
LONGEST = 4000


class Swap(StrEnum):
    """When two who mentor each other swap roles."""

    EACH = "each"
    HALF = "half"


SWAPS: Mapping[Swap, str] = {
    Swap.EACH: mark("From meeting to meeting"),
    Swap.HALF: mark("Half way through each meeting"),
}


def mentors_in_turn(how: str, begins: str, other: str) -> tuple[tuple[str, str], ...]:
    """Say who mentors in which part of a meeting: pairs of part and name."""
    if how == Swap.HALF:
        return ((say("First half"), begins), (say("Second half"), other))
    return ((say("The whole meeting"), begins),)
