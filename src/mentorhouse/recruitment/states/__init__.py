"""The lives of this room, as tables: an import, and an application."""

from mentorhouse.recruitment.states.applications import (
    APPLICATION,
    DECIDABLE,
    OPEN,
    ApplicationMove,
    ApplicationState,
    Decision,
)
from mentorhouse.recruitment.states.imports import AT_WORK, IMPORT, OVER, ImportMove, ImportState

__all__ = [
    "APPLICATION",
    "AT_WORK",
    "DECIDABLE",
    "IMPORT",
    "OPEN",
    "OVER",
    "ApplicationMove",
    "ApplicationState",
    "Decision",
    "ImportMove",
    "ImportState",
]
