"""What this room keeps: meetings, the times offered, logs; and what several do together."""

from mentorhouse.meetings.models.meetings import (
    OFFERED,
    ON,
    Meeting,
    MeetingLog,
    TimeOption,
)
from mentorhouse.meetings.models.polls import Enough, Poll, PollAnswer, PollTime

__all__ = [
    "OFFERED",
    "ON",
    "Enough",
    "Meeting",
    "MeetingLog",
    "Poll",
    "PollAnswer",
    "PollTime",
    "TimeOption",
]
