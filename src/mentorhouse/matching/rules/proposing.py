"""Pairs that mentors propose, judged on plain values, with the words for them (R5.14)."""

from mentorhouse.access.states import NotNow
from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.design import Design

MOST_OPEN = 3
NO_PLACE = mark("You have no free place in this programme, so you cannot propose a pair now.")
NOT_READY = mark(
    "You cannot be matched in this programme yet. Your start page says what is missing."
)
GONE = mark("This cannot go ahead any more. It is nothing that you did.")
ANSWERED = mark("This was answered already, so nothing was changed.")


class TooManyProposed(NotNow):
    """A mentor has proposed as many pairs as may be open at a time."""

    def __init__(self) -> None:
        words = mark("You have {count} proposals open. Wait until one of them is over.")
        super().__init__(say(words, count=MOST_OPEN))


def proposes(design: Design) -> bool:
    """Whether mentors may propose a pair: wherever people are matched at all."""
    return bool(design.matching.ways)


def needs_approval(design: Design) -> bool:
    """Whether the co-ordinator sees a proposal first: where people do not find each other alone."""
    return "self_service" not in design.matching.ways


def days_open(design: Design) -> int:
    """Return for how many days a proposal is open, with time for each who answers; never moved.

    A day that moved would tell the mentor that there is somebody to ask.
    """
    days = design.matching.chemistry.answer_days
    return days * 2 if needs_approval(design) else days
