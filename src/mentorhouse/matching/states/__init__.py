"""The lives of this room, as tables: match runs."""

from mentorhouse.matching.states.runs import RUN, UNDER_WAY, WITH_PAIRS, RunMove, RunState

__all__ = ["RUN", "UNDER_WAY", "WITH_PAIRS", "RunMove", "RunState"]
