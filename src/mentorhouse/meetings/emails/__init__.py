"""The letters of this room."""

from mentorhouse.meetings.emails import actions, polls, sessions
from mentorhouse.meetings.emails.meetings import (
    agreed,
    cancelled,
    entry_of,
    kept,
    log_to_confirm,
    moved,
    page_of,
    proposed,
    to_log,
)

__all__ = [
    "actions",
    "agreed",
    "cancelled",
    "entry_of",
    "kept",
    "log_to_confirm",
    "moved",
    "page_of",
    "polls",
    "proposed",
    "sessions",
    "to_log",
]
