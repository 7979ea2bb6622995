"""The lives of this room, as tables: imports, applications, questions to managers."""

from mentorhouse.recruitment.states.applications import (
    APPLICATION,
    DECIDABLE,
    OPEN,
    ApplicationMove,
    ApplicationState,
    Decision,
)
from mentorhouse.recruitment.states.endorsements import (
    ENDORSEMENT,
    Asks,
    EndorsementMove,
    EndorsementState,
)
from mentorhouse.recruitment.states.imports import AT_WORK, IMPORT, OVER, ImportMove, ImportState

__all__ = [
    "APPLICATION",
    "AT_WORK",
    "DECIDABLE",
    "ENDORSEMENT",
    "IMPORT",
    "OPEN",
    "OVER",
    "ApplicationMove",
    "ApplicationState",
    "Asks",
    "Decision",
    "EndorsementMove",
    "EndorsementState",
    "ImportMove",
    "ImportState",
]
