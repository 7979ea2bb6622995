"""What this room keeps: meetings, the times offered, logs; and what several do together."""

from mentorhouse.meetings.models.actions import Action
from mentorhouse.meetings.models.agendas import AgendaItem, Notes, Prepared
from mentorhouse.meetings.models.contacts import CheckIn, Contact, PairMessage
from mentorhouse.meetings.models.meetings import (
    OFFERED,
    ON,
    Meeting,
    MeetingLog,
    TimeOption,
)
from mentorhouse.meetings.models.polls import Enough, Poll, PollAnswer, PollTime
from mentorhouse.meetings.models.questions import MeetingQuestion
from mentorhouse.meetings.models.series import CalendarFeed, Series
from mentorhouse.meetings.models.sessions import (
    Session,
    SessionTime,
)
from mentorhouse.meetings.models.turns import (
    Turn,
)

__all__ = [
    "OFFERED",
    "ON",
    "Action",
    "AgendaItem",
    "CalendarFeed",
    "CheckIn",
    "Contact",
    "Enough",
    "Meeting",
    "MeetingLog",
    "MeetingQuestion",
    "Notes",
    "PairMessage",
    "Poll",
    "PollAnswer",
    "PollTime",
    "Prepared",
    "Series",
    "Session",
    "SessionTime",
    "TimeOption",
    "Turn",
]
