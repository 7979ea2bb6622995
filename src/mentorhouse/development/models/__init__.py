"""What this room keeps: notebooks, goals, plans and visits."""

from mentorhouse.development.models.exchanges import Exchange, ExchangePiece
from mentorhouse.development.models.goals import Goal, GoalChange
from mentorhouse.development.models.notes import Note, Notebook
from mentorhouse.development.models.plans import Plan, PlanVersion, Visit
from mentorhouse.development.models.sheets import Sheet

__all__ = [
    "Exchange",
    "ExchangePiece",
    "Goal",
    "GoalChange",
    "Note",
    "Notebook",
    "Plan",
    "PlanVersion",
    "Sheet",
    "Visit",
]
