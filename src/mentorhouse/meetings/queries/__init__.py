"""Every read of meetings."""

from mentorhouse.meetings.queries.meetings import (
    KEPT,
    LOG_BOXES,
    MeetingFacts,
    kept_partnership,
    last_meeting,
    letter_cause,
    log_of,
    meeting_facts_of,
    meeting_for,
    meetings_of,
    read_log,
    read_logs,
    running_partnership,
    waits_for_confirmation,
    where,
)

__all__ = [
    "KEPT",
    "LOG_BOXES",
    "MeetingFacts",
    "kept_partnership",
    "last_meeting",
    "letter_cause",
    "log_of",
    "meeting_facts_of",
    "meeting_for",
    "meetings_of",
    "read_log",
    "read_logs",
    "running_partnership",
    "waits_for_confirmation",
    "where",
]
