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


class PartnershipMove(StrEnum):
    """What happens to a partnership.

    The last acceptance begins it. It lapses when the mentor's last place went to somebody else.
    """

    BEGIN = "begin"
    DECLINE = "decline"
    LAPSE = "lapse"


_S, _M = PartnershipState, PartnershipMove
PARTNERSHIP: Mapping[PartnershipMove, Step[PartnershipState]] = {
    _M.BEGIN: Step({_S.OFFERED}, _S.ACTIVE),
    _M.DECLINE: Step({_S.OFFERED}, _S.DECLINED),
    _M.LAPSE: Step({_S.OFFERED}, _S.LAPSED),
}


class Answer(StrEnum):
    """What one member said to the match."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
