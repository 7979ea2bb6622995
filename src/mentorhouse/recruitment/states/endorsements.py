"""The life of a question to a manager or sponsor, as one table (R3.04)."""

from collections.abc import Mapping
from enum import StrEnum

from mentorhouse.access.states import Step


class Asks(StrEnum):
    """What somebody who is asked is to the applicant."""

    LINE_MANAGER = "line_manager"
    SPONSOR = "sponsor"


class EndorsementState(StrEnum):
    """Where a question stands."""

    ASKED = "asked"
    SUPPORTS = "supports"
    TALK_FIRST = "talk first"
    DECLINES = "declines"
    SUPERSEDED = "superseded"  # somebody else was asked, or the same person anew


class EndorsementMove(StrEnum):
    """What happens to a question."""

    SUPPORT = "support"
    TALK = "ask to talk first"
    DECLINE = "decline"
    ASK_ANEW = "ask anew"


_S, _M = EndorsementState, EndorsementMove
ENDORSEMENT: Mapping[EndorsementMove, Step[EndorsementState]] = {
    _M.SUPPORT: Step({_S.ASKED}, _S.SUPPORTS),
    _M.TALK: Step({_S.ASKED}, _S.TALK_FIRST),
    _M.DECLINE: Step({_S.ASKED}, _S.DECLINES),
    _M.ASK_ANEW: Step({_S.ASKED, _S.TALK_FIRST, _S.DECLINES}, _S.SUPERSEDED),
}
