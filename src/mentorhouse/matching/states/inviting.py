"""The life of a first talk of a mentee with a mentor, as a table (R5.07, R5.08, R5.17)."""

from collections.abc import Mapping
from enum import StrEnum

from mentorhouse.access.states import Step


class TalkState(StrEnum):
    """Where a first talk stands."""

    SENT = "sent"  # waits for the mentor
    ANSWERED = "answered"  # the mentor proposed other times; waits for the mentee
    AGREED = "agreed"  # a time is agreed
    MET = "met"  # waits for the mentee's choice
    CHOSEN = "chosen"  # waits for the mentor
    CONFIRMED = "confirmed"  # the partnership has begun
    DECLINED = "declined"  # by the mentor
    WITHDRAWN = "withdrawn"  # by the mentee
    EXPIRED = "expired"
    RELEASED = "released"  # thanked: the mentee has found a mentor
    LAPSED = "lapsed"  # the mentor's last place is taken, or one of the two has left


class TalkMove(StrEnum):
    """What happens to a first talk.

    `PROPOSE` is the mentor's, `PROPOSE_BACK` the mentee's: the state says whose turn it is.
    """

    PICK = "pick"
    PROPOSE = "propose"
    PROPOSE_BACK = "propose_back"
    MEET = "meet"
    MISS = "miss"
    CHOOSE = "choose"
    CONFIRM = "confirm"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"
    RELEASE = "release"
    LAPSE = "lapse"


_S, _M = TalkState, TalkMove
OPEN = frozenset({_S.SENT, _S.ANSWERED, _S.AGREED, _S.MET, _S.CHOSEN})
TIMELESS = frozenset({_S.SENT, _S.ANSWERED})
TALK: Mapping[TalkMove, Step[TalkState]] = {
    _M.PICK: Step(TIMELESS, _S.AGREED),
    _M.PROPOSE: Step({_S.SENT, _S.AGREED}, _S.ANSWERED),
    _M.PROPOSE_BACK: Step({_S.ANSWERED, _S.AGREED}, _S.SENT),
    _M.MEET: Step({_S.AGREED}, _S.MET),
    _M.MISS: Step({_S.AGREED}, _S.SENT),
    _M.CHOOSE: Step({_S.MET}, _S.CHOSEN),
    _M.CONFIRM: Step({_S.CHOSEN}, _S.CONFIRMED),
    _M.DECLINE: Step(OPEN, _S.DECLINED),
    _M.WITHDRAW: Step(OPEN, _S.WITHDRAWN),
    _M.EXPIRE: Step(OPEN, _S.EXPIRED),
    _M.RELEASE: Step(OPEN, _S.RELEASED),
    _M.LAPSE: Step(OPEN, _S.LAPSED),
}
