"""The lives of statements from learning systems, of events and of bookings, as tables."""

from collections.abc import Mapping
from enum import StrEnum

from mentorhouse.access.states import Step
from mentorhouse.programmes.states import ProgrammeState


class StatementState(StrEnum):
    """Where a statement stands."""

    WAITING = "waiting"  # nobody or no course of the programme fits it yet
    COUNTED = "counted"
    PUT_ASIDE = "put aside"


class StatementMove(StrEnum):
    """What becomes of a statement that waits."""

    COUNT = "count"
    PUT_ASIDE = "put aside"


_S, _M = StatementState, StatementMove
STATEMENT: Mapping[StatementMove, Step[StatementState]] = {
    _M.COUNT: Step({_S.WAITING}, _S.COUNTED),
    _M.PUT_ASIDE: Step({_S.WAITING}, _S.PUT_ASIDE),
}


class EventState(StrEnum):
    """Whether an event takes place. That it is over is a matter of its time."""

    PLANNED = "planned"
    CALLED_OFF = "called off"


class EventMove(StrEnum):
    """What a co-ordinator does with an event, apart from changing it."""

    CALL_OFF = "call off"


EVENT: Mapping[EventMove, Step[EventState]] = {
    EventMove.CALL_OFF: Step({EventState.PLANNED}, EventState.CALLED_OFF),
}


class BookingState(StrEnum):
    """Where a person stands with an event."""

    BOOKED = "booked"
    WAITING = "waiting"
    CANCELLED = "cancelled"


class BookingMove(StrEnum):
    """What becomes of a booking."""

    TAKE = "take a place"
    WAIT = "wait for a place"
    MOVE_UP = "move up"
    CANCEL = "cancel"


_B = BookingState
BOOKING: Mapping[BookingMove, Step[BookingState]] = {
    BookingMove.TAKE: Step({_B.CANCELLED}, _B.BOOKED),
    BookingMove.WAIT: Step({_B.CANCELLED}, _B.WAITING),
    BookingMove.MOVE_UP: Step({_B.WAITING}, _B.BOOKED),
    BookingMove.CANCEL: Step({_B.BOOKED, _B.WAITING}, _B.CANCELLED),
}

# In which programmes events are planned and booked, and in which records of them are kept.
HOLDS_EVENTS = frozenset(ProgrammeState) - {ProgrammeState.CLOSED, ProgrammeState.ARCHIVED}
KEEPS_EVENTS = frozenset(ProgrammeState) - {ProgrammeState.ARCHIVED}
