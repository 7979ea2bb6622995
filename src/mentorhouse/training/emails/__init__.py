"""Letters of the training room: reminders of a course, and what becomes of events."""

from mentorhouse.training.emails import events, reminders

__all__ = ["events", "reminders"]
