"""Every read of this room: the budget and its figures, claims, the nine points."""

from mentorhouse.finance.queries.budget import BudgetFacts, budget_facts
from mentorhouse.finance.queries.claims import claims_to_decide, ways_to_claims

__all__ = ["BudgetFacts", "budget_facts", "claims_to_decide", "ways_to_claims"]
