"""What the books hold: sources of funding, budget lines, entries, claims, and the nine points."""

from mentorhouse.finance.models.budget import Entry, FinancialPoint, Line, Source
from mentorhouse.finance.models.claims import Claim

__all__ = ["Claim", "Entry", "FinancialPoint", "Line", "Source"]
