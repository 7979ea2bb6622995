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


class OpeningState(StrEnum):
    """Where the opening of what a pair wrote stands."""

    ASKED = mark("asked for")
    OPEN = mark("open")
    REFUSED = mark("refused")
    ENDED = mark("ended")


class OpeningMove(StrEnum):
    """What becomes of it."""

    AGREE = "agree"
    REFUSE = "refuse"
    END = "end"


OPENING: Mapping[OpeningMove, Step[OpeningState]] = {
    OpeningMove.AGREE: Step({OpeningState.ASKED}, OpeningState.OPEN),
    OpeningMove.REFUSE: Step({OpeningState.ASKED}, OpeningState.REFUSED),
    OpeningMove.END: Step({OpeningState.OPEN}, OpeningState.ENDED),
}


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
