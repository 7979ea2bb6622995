"""The life of a pair that a mentor proposes, as a table (R5.14)."""

from collections.abc import Mapping
from enum import StrEnum

from mentorhouse.access.states import Step


class ProposalState(StrEnum):
    """Where a proposed pair stands. The mentor is told of `AGREED` alone."""

    TO_DECIDE = "to_decide"  # waits for the co-ordinator
    ASKED = "asked"  # waits for the mentee
    NOBODY = "nobody"  # there is nobody to ask, or a rule is against it
    AGREED = "agreed"  # the partnership has begun
    DECLINED = "declined"  # by the mentee, or not let through
    EXPIRED = "expired"


class ProposalMove(StrEnum):
    """What happens to a proposed pair."""

    LET_THROUGH = "let_through"
    AGREE = "agree"
    DECLINE = "decline"
    EXPIRE = "expire"


_S, _M = ProposalState, ProposalMove
WAITING = frozenset({_S.TO_DECIDE, _S.ASKED})
OPEN = frozenset({_S.TO_DECIDE, _S.ASKED, _S.NOBODY})
PROPOSAL: Mapping[ProposalMove, Step[ProposalState]] = {
    _M.LET_THROUGH: Step({_S.TO_DECIDE}, _S.ASKED),
    _M.AGREE: Step({_S.ASKED}, _S.AGREED),
    _M.DECLINE: Step(WAITING, _S.DECLINED),
    _M.EXPIRE: Step(OPEN, _S.EXPIRED),
}
