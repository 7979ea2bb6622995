"""Every read of goals, plans, visits and private notes."""

from mentorhouse.development.queries.goals import goals_under_review, have_goals

__all__ = ["goals_under_review", "have_goals"]
