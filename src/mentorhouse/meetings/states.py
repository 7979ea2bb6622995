"""The life of a meeting and of its log, as tables (R7.01, R7.04, R7.08)."""

from collections.abc import Mapping
from enum import StrEnum

from mentorhouse.access.states import Step


class MeetingState(StrEnum):
    """Where a meeting stands."""

    PROPOSED = "proposed"  # times are offered, one of them is to be picked
    WITHDRAWN = "withdrawn"  # the offer was taken back
    AGREED = "agreed"  # in both calendars
    MOVING = "moving"  # in both calendars, and other times are offered
    CANCELLED = "cancelled"  # taken out of both calendars
    HELD = "held"  # it took place
    MISSED = "missed"  # it did not take place


class MeetingMove(StrEnum):
    """What the pair does with a meeting."""

    OFFER_OTHERS = "offer other times"
    PICK = "pick a time"
    WITHDRAW = "withdraw"
    OFFER_MOVE = "offer to move"
    OFFER_OTHER_MOVE = "offer other times to move to"
    PICK_MOVE = "pick another time"
    KEEP = "keep the time"
    CANCEL = "cancel"
    HOLD = "record that it took place"
    MISS = "record that it did not take place"


_S, _M = MeetingState, MeetingMove
_ON = {_S.AGREED, _S.MOVING}
_RECORDED = {_S.HELD, _S.MISSED}
MEETING: Mapping[MeetingMove, Step[MeetingState]] = {
    _M.OFFER_OTHERS: Step({_S.PROPOSED}, _S.PROPOSED),
    _M.PICK: Step({_S.PROPOSED}, _S.AGREED),
    _M.WITHDRAW: Step({_S.PROPOSED}, _S.WITHDRAWN),
    _M.OFFER_MOVE: Step({_S.AGREED}, _S.MOVING),
    _M.OFFER_OTHER_MOVE: Step({_S.MOVING}, _S.MOVING),
    _M.PICK_MOVE: Step({_S.MOVING}, _S.AGREED),
    _M.KEEP: Step({_S.MOVING}, _S.AGREED),
    _M.CANCEL: Step(_ON, _S.CANCELLED),
    _M.HOLD: Step(_ON | _RECORDED, _S.HELD),
    _M.MISS: Step(_ON | _RECORDED, _S.MISSED),
}

OFFERING = {
    _S.PROPOSED: _M.OFFER_OTHERS,
    _S.AGREED: _M.OFFER_MOVE,
    _S.MOVING: _M.OFFER_OTHER_MOVE,
}
PICKING = {_S.PROPOSED: _M.PICK, _S.MOVING: _M.PICK_MOVE}


class LogState(StrEnum):
    """Where a meeting log stands."""

    OPEN = "open"
    CONFIRMED = "confirmed"


class LogMove(StrEnum):
    """What the pair does with a log."""

    WRITE = "write"
    CONFIRM = "confirm"


LOG: Mapping[LogMove, Step[LogState]] = {
    LogMove.WRITE: Step({LogState.OPEN}, LogState.OPEN),
    LogMove.CONFIRM: Step({LogState.OPEN}, LogState.CONFIRMED),
}


class PollState(StrEnum):
    """Where a poll of times stands (R9.06)."""

    OPEN = "open"
    PICKED = "picked"
    CLOSED = "closed"  # taken back


class PollMove(StrEnum):
    """What becomes of a poll."""

    ANSWER = "answer"
    PICK = "pick"
    CLOSE = "close"


POLL: Mapping[PollMove, Step[PollState]] = {
    PollMove.ANSWER: Step({PollState.OPEN}, PollState.OPEN),
    PollMove.PICK: Step({PollState.OPEN}, PollState.PICKED),
    PollMove.CLOSE: Step({PollState.OPEN}, PollState.CLOSED),
}


class SessionState(StrEnum):
    """Where a one-to-one session beside a group stands (R9.02)."""

    ASKED = "asked"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    AGREED = "agreed"
    CANCELLED = "cancelled"
    HELD = "held"


class SessionMove(StrEnum):
    """What the two do with a session."""

    OFFER_OTHERS = "offer other times"
    PICK = "pick a time"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    CANCEL = "cancel"
    HOLD = "say that it took place"
    NOTE = "write notes"


_X = SessionState
SESSION: Mapping[SessionMove, Step[SessionState]] = {
    SessionMove.OFFER_OTHERS: Step({_X.ASKED}, _X.ASKED),
    SessionMove.PICK: Step({_X.ASKED}, _X.AGREED),
    SessionMove.DECLINE: Step({_X.ASKED}, _X.DECLINED),
    SessionMove.WITHDRAW: Step({_X.ASKED}, _X.WITHDRAWN),
    SessionMove.CANCEL: Step({_X.AGREED}, _X.CANCELLED),
    SessionMove.HOLD: Step({_X.AGREED}, _X.HELD),
    SessionMove.NOTE: Step({_X.HELD}, _X.HELD),
}


class ActionState(StrEnum):
    """Where something that one of the pair does before next time stands (R7.09)."""

    OPEN = "open"
    LATE = "late"  # its owner said ahead that it will not be done in time
    DONE = "done"
    DROPPED = "dropped"  # no longer needed


class ActionMove(StrEnum):
    """What becomes of an action."""

    DO = "done"
    BE_LATE = "late"
    CARRY = "carry"
    DROP = "drop"
    REOPEN = "reopen"


_A = ActionState
_GOING = {_A.OPEN, _A.LATE}
ACTION: Mapping[ActionMove, Step[ActionState]] = {
    ActionMove.DO: Step(_GOING, _A.DONE),
    ActionMove.BE_LATE: Step({_A.OPEN}, _A.LATE),
    ActionMove.CARRY: Step(_GOING, _A.OPEN),
    ActionMove.DROP: Step(_GOING, _A.DROPPED),
    ActionMove.REOPEN: Step({_A.DONE, _A.DROPPED}, _A.OPEN),
}


class SeriesState(StrEnum):
    """Where a series of meetings stands (R7.01)."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    DECLINED = "declined"
    STOPPED = "stopped"


class SeriesMove(StrEnum):
    """What becomes of a series."""

    ASK_AGAIN = "ask again"
    AGREE = "agree"
    DECLINE = "decline"
    STOP = "stop"


_R = SeriesState
SERIES: Mapping[SeriesMove, Step[SeriesState]] = {
    SeriesMove.ASK_AGAIN: Step({_R.DECLINED, _R.STOPPED}, _R.PROPOSED),
    SeriesMove.AGREE: Step({_R.PROPOSED}, _R.AGREED),
    SeriesMove.DECLINE: Step({_R.PROPOSED}, _R.DECLINED),
    SeriesMove.STOP: Step({_R.AGREED}, _R.STOPPED),
}
