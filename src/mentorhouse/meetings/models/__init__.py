"""What this room keeps: meetings, the times offered, logs; and what several do together."""

from mentorhouse.meetings.models.meetings import (
    OFFERED,
    ON,
    Meeting,
    MeetingLog,
    TimeOption,
)

__all__ = [
    "OFFERED",
    "ON",
    "Meeting",
    "MeetingLog",
    "TimeOption",
]
