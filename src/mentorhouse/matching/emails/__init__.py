"""The letters of this room, one file for each theme."""

from mentorhouse.matching.emails import inviting, proposing, shortlists

__all__ = ["inviting", "proposing", "shortlists"]
