"""Every write of this room, one function a deed."""

from mentorhouse.concerns.actions.handling import close, hold, note_step, take_up, tell, write
from mentorhouse.concerns.actions.routing import name_contact
from mentorhouse.concerns.actions.speaking import (
    begin,
    is_complete,
    send_draft,
    speak_up,
    throw_away,
    write_step,
)

__all__ = [
    "begin",
    "close",
    "hold",
    "is_complete",
    "name_contact",
    "note_step",
    "send_draft",
    "speak_up",
    "take_up",
    "tell",
    "throw_away",
    "write",
    "write_step",
]
