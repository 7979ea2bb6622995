"""What a viewer is to the rows of this room."""

from mentorhouse.matching.relations import inviting, proposing, shortlists

__all__ = ["inviting", "proposing", "shortlists"]
