"""Finance: sources of funding, budget, claims for expenses."""
