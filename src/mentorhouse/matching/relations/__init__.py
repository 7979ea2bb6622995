"""What a viewer is to the rows of this room."""

from mentorhouse.matching.relations import inviting, shortlists

__all__ = ["inviting", "shortlists"]
