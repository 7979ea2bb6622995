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
    PLANNED = "planned"
    LEFT = "left"
    CHANGED = "changed"


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


class ReviewState(StrEnum):
    """Where a review of the relationship stands (R10.02)."""

    ALONE = "alone"  # each writes alone
    TOGETHER = "together"  # all are done: everybody reads everything
    SETTLED = "settled"
    LEFT = "left"  # taken back, unseen


class ReviewMove(StrEnum):
    """What the pair does with a review."""

    SHOW = "show"
    SETTLE = "settle"
    LEAVE = "leave"


_V = ReviewState
REVIEW: Mapping[ReviewMove, Step[ReviewState]] = {
    ReviewMove.SHOW: Step({_V.ALONE}, _V.TOGETHER),
    ReviewMove.SETTLE: Step({_V.TOGETHER}, _V.SETTLED),
    ReviewMove.LEAVE: Step({_V.ALONE}, _V.LEFT),
}


class ProposalState(StrEnum):
    """Where a proposed last day stands (R10.03)."""

    OPEN = "open"
    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    OVERTAKEN = "overtaken"  # the co-ordinator set another day, or it has ended


class ProposalMove(StrEnum):
    """What happens to a proposed last day."""

    AGREE = "agree"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    OVERTAKE = "overtake"


_O = ProposalState
PROPOSAL: Mapping[ProposalMove, Step[ProposalState]] = {
    ProposalMove.AGREE: Step({_O.OPEN}, _O.AGREED),
    ProposalMove.DECLINE: Step({_O.OPEN}, _O.DECLINED),
    ProposalMove.WITHDRAW: Step({_O.OPEN}, _O.WITHDRAWN),
    ProposalMove.OVERTAKE: Step({_O.OPEN}, _O.OVERTAKEN),
}


class TalkState(StrEnum):
    """What came of the talk that is offered before an end (R10.06)."""

    NOT_WANTED = "not_wanted"  # offered, and left without it
    WANTED = "wanted"
    MEDIATING = "mediating"  # both know that the co-ordinator talks with them
    HELD = "held"
    WITHDRAWN = "withdrawn"


class TalkMove(StrEnum):
    """What happens to the wish for a talk."""

    MEDIATE = "mediate"
    HOLD = "hold"
    WITHDRAW = "withdraw"


_T = TalkState
TALK: Mapping[TalkMove, Step[TalkState]] = {
    TalkMove.MEDIATE: Step({_T.WANTED}, _T.MEDIATING),
    TalkMove.HOLD: Step({_T.WANTED, _T.MEDIATING}, _T.HELD),
    TalkMove.WITHDRAW: Step({_T.WANTED, _T.MEDIATING}, _T.WITHDRAWN),
}
TALK_IS_OPEN = frozenset({TalkState.WANTED, TalkState.MEDIATING})


class CorrectionState(StrEnum):
    """Where a talk about the course stands (R10.11)."""

    OPEN = "open"
    SETTLED = "settled"
    LEFT = "left"


class CorrectionMove(StrEnum):
    """What the pair does with a talk about the course."""

    SETTLE = "settle"
    LEAVE = "leave"


_C = CorrectionState
CORRECTION: Mapping[CorrectionMove, Step[CorrectionState]] = {
    CorrectionMove.SETTLE: Step({_C.OPEN}, _C.SETTLED),
    CorrectionMove.LEAVE: Step({_C.OPEN}, _C.LEFT),
}


class ChangeState(StrEnum):
    """Where a change of who is in a partnership, or of its shape, stands (R9.05)."""

    OPEN = "open"
    DONE = "done"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    OVERTAKEN = "overtaken"  # it is full, or something else has changed meanwhile


class ChangeMove(StrEnum):
    """What happens to a change that is proposed."""

    DO = "do"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    OVERTAKE = "overtake"


_H = ChangeState
CHANGE: Mapping[ChangeMove, Step[ChangeState]] = {
    ChangeMove.DO: Step({_H.OPEN}, _H.DONE),
    ChangeMove.DECLINE: Step({_H.OPEN}, _H.DECLINED),
    ChangeMove.WITHDRAW: Step({_H.OPEN}, _H.WITHDRAWN),
    ChangeMove.OVERTAKE: Step({_H.OPEN}, _H.OVERTAKEN),
}
