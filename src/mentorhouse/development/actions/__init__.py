"""Every write of goals, plans, visits and private notes."""
