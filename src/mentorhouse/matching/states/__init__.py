"""The lives of this room, as tables: match runs, shortlists and first talks."""

from mentorhouse.matching.states.inviting import OPEN, TALK, TalkMove, TalkState
from mentorhouse.matching.states.runs import (
    LEAVING,
    RUN,
    STANDING,
    UNDER_WAY,
    WITH_PAIRS,
    RunMove,
    RunState,
)
from mentorhouse.matching.states.shortlists import LIVING, SHORTLIST, ShortlistMove, ShortlistState

__all__ = [
    "LEAVING",
    "LIVING",
    "OPEN",
    "RUN",
    "SHORTLIST",
    "STANDING",
    "TALK",
    "UNDER_WAY",
    "WITH_PAIRS",
    "RunMove",
    "RunState",
    "ShortlistMove",
    "ShortlistState",
    "TalkMove",
    "TalkState",
]
