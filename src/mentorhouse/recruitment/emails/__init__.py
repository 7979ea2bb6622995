"""Letters of this room, one module for each theme; they register on import."""

from mentorhouse.recruitment.emails import applying, endorsing, sponsoring

__all__ = ["applying", "endorsing", "sponsoring"]
