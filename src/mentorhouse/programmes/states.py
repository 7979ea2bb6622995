"""The life of a programme and of someone's taking part, as tables (R2.17, R3.10)."""

from collections.abc import Mapping
from enum import StrEnum

from mentorhouse.access.states import Step


class ProgrammeState(StrEnum):
    """Where a programme stands."""

    DRAFT = "draft"
    RECRUITING = "recruiting"
    MATCHING = "matching"
    RUNNING = "running"


class ProgrammeMove(StrEnum):
    """What a co-ordinator does with a programme."""

    OPEN_RECRUITMENT = "open recruitment"
    START_MATCHING = "start matching"
    PUBLISH_MATCHES = "publish matches"


class ParticipationState(StrEnum):
    """Where a person stands in a programme."""

    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class ParticipationMove(StrEnum):
    """What a person answers to the invitation to take part; the answer may be changed."""

    ACCEPT = "accept"
    DECLINE = "decline"


_P, _M = ProgrammeState, ProgrammeMove
PROGRAMME: Mapping[ProgrammeMove, Step[ProgrammeState]] = {
    _M.OPEN_RECRUITMENT: Step({_P.DRAFT}, _P.RECRUITING),
    _M.START_MATCHING: Step({_P.RECRUITING, _P.MATCHING, _P.RUNNING}, _P.MATCHING),
    # From running too: a draft may be published while the next run is under way.
    _M.PUBLISH_MATCHES: Step({_P.MATCHING, _P.RUNNING}, _P.RUNNING),
}

_A, _N = ParticipationState, ParticipationMove
PARTICIPATION: Mapping[ParticipationMove, Step[ParticipationState]] = {
    _N.ACCEPT: Step({_A.INVITED, _A.DECLINED}, _A.ACCEPTED),
    _N.DECLINE: Step({_A.INVITED, _A.ACCEPTED}, _A.DECLINED),
}
