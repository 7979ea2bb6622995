"""Supervisors, sessions, and what mentors say of their own practice."""

from mentorhouse.supervision.models.practice import PracticeFeedback, SelfAssessment
from mentorhouse.supervision.models.sessions import (
    Attendance,
    Charge,
    Session,
    SessionAction,
    Supervisor,
)

__all__ = [
    "Attendance",
    "Charge",
    "PracticeFeedback",
    "SelfAssessment",
    "Session",
    "SessionAction",
    "Supervisor",
]
