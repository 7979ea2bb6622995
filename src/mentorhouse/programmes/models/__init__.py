"""Programmes, who runs them, who takes part, and how their designs came about."""

from mentorhouse.programmes.models.completions import Completion
from mentorhouse.programmes.models.designs import DesignVersion, Lesson
from mentorhouse.programmes.models.pauses import PlacePause
from mentorhouse.programmes.models.programme import (
    Coordinator,
    Coordinators,
    LaunchOverride,
    Participation,
    PartnerBody,
    Programme,
)

__all__ = [
    "Completion",
    "Coordinator",
    "Coordinators",
    "DesignVersion",
    "LaunchOverride",
    "Lesson",
    "Participation",
    "PartnerBody",
    "PlacePause",
    "Programme",
]
