"""Every write of this room: the mentors’ space, and updates to the co-ordinators."""

from mentorhouse.communication.actions.space import (
    ChangedMeanwhile,
    NamesSomeone,
    NewThread,
    answer,
    begin,
    change,
    hide,
    leave,
    report,
)
from mentorhouse.communication.actions.updates import (
    note_read,
    send_update,
)

__all__ = [
    "ChangedMeanwhile",
    "NamesSomeone",
    "NewThread",
    "answer",
    "begin",
    "change",
    "hide",
    "leave",
    "note_read",
    "report",
    "send_update",
]
