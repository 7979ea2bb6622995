"""The life of a partnership, as a table."""

from collections.abc import Mapping
from enum import StrEnum

from mentorhouse.access.states import Step


class PartnershipState(StrEnum):
    """Where a partnership stands."""

    OFFERED = "offered"
    ACTIVE = "active"
    DECLINED = "declined"
    LAPSED = "lapsed"
    ENDED = "ended"


class PartnershipMove(StrEnum):
    """What happens to a partnership.

    The last acceptance begins it. It lapses when the mentor's last place went to somebody else.
    Either of the two ends it, at any time.
    """

    BEGIN = "begin"
    DECLINE = "decline"
    LAPSE = "lapse"
    END = "end"


_S, _M = PartnershipState, PartnershipMove
PARTNERSHIP: Mapping[PartnershipMove, Step[PartnershipState]] = {
    _M.BEGIN: Step({_S.OFFERED}, _S.ACTIVE),
    _M.DECLINE: Step({_S.OFFERED}, _S.DECLINED),
    _M.LAPSE: Step({_S.OFFERED}, _S.LAPSED),
    _M.END: Step({_S.ACTIVE}, _S.ENDED),
}


class Ending(StrEnum):
    """Why a partnership ended, in a few neutral kinds. Nobody is asked for more (R10.05)."""

    DONE = "done"
    TIME = "time"
    FIT = "fit"
    UNSAID = "unsaid"
    REMATCH = "rematch"


class RematchState(StrEnum):
    """Where the wish for another partner stands."""

    OPEN = "open"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class RematchMove(StrEnum):
    """What happens to the wish for another partner."""

    ANSWER = "answer"
    WITHDRAW = "withdraw"


_R = RematchState
REMATCH: Mapping[RematchMove, Step[RematchState]] = {
    RematchMove.ANSWER: Step({_R.OPEN}, _R.ANSWERED),
    RematchMove.WITHDRAW: Step({_R.OPEN}, _R.WITHDRAWN),
}


class RematchAnswer(StrEnum):
    """What a co-ordinator decides when a rematch is wanted."""

    LOOK = "look"
    TALK = "talk"
    NOT_NOW = "not_now"


class Answer(StrEnum):
    """What one member said to the match."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
