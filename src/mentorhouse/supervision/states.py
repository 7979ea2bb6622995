"""The life of a supervision session, as a table (R4.07)."""

from collections.abc import Mapping
from enum import StrEnum

from mentorhouse.access.states import Step
from mentorhouse.languages.saying import mark


class SessionState(StrEnum):
    """Where a session stands."""

    PLANNED = mark("planned")
    HELD = mark("held")
    CALLED_OFF = mark("called off")


class SessionMove(StrEnum):
    """What becomes of it."""

    HOLD = "hold"
    CALL_OFF = "call off"


SESSION: Mapping[SessionMove, Step[SessionState]] = {
    SessionMove.HOLD: Step({SessionState.PLANNED, SessionState.HELD}, SessionState.HELD),
    SessionMove.CALL_OFF: Step({SessionState.PLANNED}, SessionState.CALLED_OFF),
}


class Standing(StrEnum):
    """How a mentor stands to supervision."""

    NONE = "none"  # the programme has no rhythm, or nobody has to come
    IN_TIME = "in time"
    DUE = "due"
    OVERDUE = "overdue"
    PAUSED = "paused"  # so late that no new match comes
