"""The letters of this room."""

from mentorhouse.meetings.emails import actions, asking, contacts, polls, series, sessions
from mentorhouse.meetings.emails.meetings import (
    agreed,
    cancelled,
    entry_of,
    kept,
    log_to_confirm,
    moved,
    page_of,
    proposed,
)

__all__ = [
    "actions",
    "agreed",
    "asking",
    "cancelled",
    "contacts",
    "entry_of",
    "kept",
    "log_to_confirm",
    "moved",
    "page_of",
    "polls",
    "proposed",
    "series",
    "sessions",
]
