"""The letters of this room."""

from mentorhouse.meetings.emails.meetings import (
    IN_CALENDARS,
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
    "IN_CALENDARS",
    "agreed",
    "cancelled",
    "entry_of",
    "kept",
    "log_to_confirm",
    "moved",
    "page_of",
    "proposed",
    "to_log",
]
