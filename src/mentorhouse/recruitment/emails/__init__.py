"""Letters of this room, one module for each theme; they register on import."""

from mentorhouse.recruitment.emails import applying, deciding, endorsing, sponsoring

__all__ = ["applying", "deciding", "endorsing", "sponsoring"]
