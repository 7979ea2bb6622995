"""The lives of this room, as tables: match runs and shortlists."""

from mentorhouse.matching.states.runs import (
    RUN,
    STANDING,
    UNDER_WAY,
    WITH_PAIRS,
    RunMove,
    RunState,
)
from mentorhouse.matching.states.shortlists import SHORTLIST, ShortlistMove, ShortlistState

__all__ = [
    "RUN",
    "SHORTLIST",
    "STANDING",
    "UNDER_WAY",
    "WITH_PAIRS",
    "RunMove",
    "RunState",
    "ShortlistMove",
    "ShortlistState",
]
