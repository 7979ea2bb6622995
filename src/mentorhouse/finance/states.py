"""The lives of this room as tables: money that comes, entries in the books, claims, points."""

from collections.abc import Mapping
from enum import StrEnum

from mentorhouse.access.states import Step
from mentorhouse.languages.saying import mark


class SourceState(StrEnum):
    """How sure the money of a source is."""

    HOPED_FOR = mark("hoped for")
    AGREED = mark("agreed")
    RECEIVED = mark("received")


class Cycle(StrEnum):
    """How often a funder pays."""

    ONE_OFF = mark("one-off")
    MONTHLY = mark("monthly")
    QUARTERLY = mark("quarterly")
    HALF_YEARLY = mark("half-yearly")
    YEARLY = mark("yearly")


class EntryKind(StrEnum):
    """What an entry in the books is: money promised to somebody, or money spent."""

    COMMITMENT = mark("commitment")
    ACTUAL = mark("actual")


class EntryState(StrEnum):
    """Where an entry stands. A commitment is open until it is paid; an actual is booked."""

    OPEN = mark("open")
    PAID = mark("paid")
    BOOKED = mark("booked")
    STRUCK_OUT = mark("struck out")


class EntryMove(StrEnum):
    """What happens to an entry. Nothing is ever erased: what was wrong is struck out."""

    SETTLE = "settle"
    REOPEN = "reopen"
    STRIKE_OUT = "strike out"


class ClaimState(StrEnum):
    """Where a claim for expenses stands."""

    SENT = mark("sent")
    ASKED = mark("asked")
    APPROVED = mark("approved")
    PAID = mark("paid")
    DECLINED = mark("declined")
    WITHDRAWN = mark("withdrawn")


class ClaimMove(StrEnum):
    """What the claimant and the co-ordinator do with a claim."""

    ASK = "ask"
    ANSWER = "answer"
    WITHDRAW = "withdraw"
    APPROVE = "approve"
    DECLINE = "decline"
    TAKE_BACK = "take back"
    PAY = "pay"


class PointState(StrEnum):
    """The answer to one of the nine financial points."""

    YES = mark("yes")
    PARTLY = mark("partly")
    NO = mark("no")
    NOT_NEEDED = mark("not needed")


_E, _M = EntryState, EntryMove
ENTRY: Mapping[EntryMove, Step[EntryState]] = {
    _M.SETTLE: Step({_E.OPEN}, _E.PAID),
    _M.REOPEN: Step({_E.PAID}, _E.OPEN),  # its payment was struck out
    _M.STRIKE_OUT: Step({_E.OPEN, _E.BOOKED}, _E.STRUCK_OUT),
}

_C, _N = ClaimState, ClaimMove
UNDECIDED = frozenset({_C.SENT, _C.ASKED})
CLAIM: Mapping[ClaimMove, Step[ClaimState]] = {
    _N.ASK: Step({_C.SENT}, _C.ASKED),
    _N.ANSWER: Step({_C.ASKED}, _C.SENT),
    _N.WITHDRAW: Step(UNDECIDED, _C.WITHDRAWN),
    _N.APPROVE: Step(UNDECIDED, _C.APPROVED),
    _N.DECLINE: Step(UNDECIDED, _C.DECLINED),
    _N.TAKE_BACK: Step({_C.APPROVED, _C.DECLINED}, _C.SENT),
    _N.PAY: Step({_C.APPROVED}, _C.PAID),
}
