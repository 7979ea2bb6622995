"""Nominators, nominations, activities; opportunities, who is interested, placements."""

from mentorhouse.talent.models.nominations import Activity, Nomination, Nominator
from mentorhouse.talent.models.opportunities import Interest, Opportunity, Placement

__all__ = ["Activity", "Interest", "Nomination", "Nominator", "Opportunity", "Placement"]
