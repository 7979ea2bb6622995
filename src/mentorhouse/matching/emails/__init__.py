"""The letters of this room, one file for each theme."""

from mentorhouse.matching.emails import shortlists

__all__ = ["shortlists"]
