"""Every read of this room: nominations, opportunities, figures for the board."""

from mentorhouse.talent.queries.nominations import TalentWay, talent_ways

__all__ = ["TalentWay", "talent_ways"]
