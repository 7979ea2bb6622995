"""Judgements about supervision and practice, on plain values."""

from mentorhouse.supervision.rules.practice import (
    BEHAVIOURS,
    SCALE,
    averages,
    full_batch,
    over_time,
)
from mentorhouse.supervision.rules.sessions import (
    STANDINGS,
    Due,
    due,
    may_release,
    tells_coordinator,
    too_far,
)

__all__ = [
    "BEHAVIOURS",
    "SCALE",
    "STANDINGS",
    "Due",
    "averages",
    "due",
    "full_batch",
    "may_release",
    "over_time",
    "tells_coordinator",
    "too_far",
]
