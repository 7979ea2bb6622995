"""What people of a programme say to one another, and to who runs it."""

from mentorhouse.communication.models.space import Post, Report, Thread, Why
from mentorhouse.communication.models.updates import Update

__all__ = ["Post", "Report", "Thread", "Update", "Why"]
