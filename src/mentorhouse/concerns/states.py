"""The life of a concern, as a table (R6.11, R6.12, R6.16)."""

from collections.abc import Mapping
from enum import StrEnum

from mentorhouse.access.states import Step
from mentorhouse.languages.saying import mark


class Kind(StrEnum):
    """What somebody speaks up with."""

    PASSED_ON = mark("something passed on")
    REPORT = mark("report or complaint")
    ADVICE = mark("question without a name")


class ConcernState(StrEnum):
    """Where a concern stands."""

    DRAFT = mark("not sent yet")
    SENT = mark("sent")
    TAKEN_UP = mark("taken up")
    CLOSED = mark("closed")


class ConcernMove(StrEnum):
    """What becomes of it."""

    SEND = "send"
    TAKE_UP = "take up"
    CLOSE = "close"


CONCERN: Mapping[ConcernMove, Step[ConcernState]] = {
    ConcernMove.SEND: Step({ConcernState.DRAFT}, ConcernState.SENT),
    ConcernMove.TAKE_UP: Step({ConcernState.SENT}, ConcernState.TAKEN_UP),
    ConcernMove.CLOSE: Step({ConcernState.TAKEN_UP}, ConcernState.CLOSED),
}
