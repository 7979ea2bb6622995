"""Judgements on goals, plans and what is taken out of them; pure."""
