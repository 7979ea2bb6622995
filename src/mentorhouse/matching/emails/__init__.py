"""The letters of this room, one file for each theme."""

from mentorhouse.matching.emails import inviting, shortlists

__all__ = ["inviting", "shortlists"]
