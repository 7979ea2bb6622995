"""Imports on their way, and applications with what belongs to them."""

from mentorhouse.recruitment.models.applications import Application
from mentorhouse.recruitment.models.deciding import (
    Appraisal,
    DecisionReason,
    OfApplication,
    SentDecision,
)
from mentorhouse.recruitment.models.endorsements import Endorsement
from mentorhouse.recruitment.models.equality import Baseline, EqualityAnswer
from mentorhouse.recruitment.models.imports import (
    SMALL_BYTES,
    ColumnChoice,
    FilePiece,
    ImportBatch,
    ProblemPage,
)
from mentorhouse.recruitment.models.sharing import SharedAnswers
from mentorhouse.recruitment.models.sponsors import Identification, SponsorLink

__all__ = [
    "SMALL_BYTES",
    "Application",
    "Appraisal",
    "Baseline",
    "ColumnChoice",
    "DecisionReason",
    "Endorsement",
    "EqualityAnswer",
    "FilePiece",
    "Identification",
    "ImportBatch",
    "OfApplication",
    "ProblemPage",
    "SentDecision",
    "SharedAnswers",
    "SponsorLink",
]
