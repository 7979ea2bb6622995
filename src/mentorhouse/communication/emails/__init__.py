"""Letters of this room."""

from mentorhouse.communication.emails import space, updates

__all__ = ["space", "updates"]
