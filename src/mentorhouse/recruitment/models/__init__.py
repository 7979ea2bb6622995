"""Imports on their way, and applications with what belongs to them."""

from mentorhouse.recruitment.models.applications import Application
from mentorhouse.recruitment.models.imports import (
    SMALL_BYTES,
    ColumnChoice,
    FilePiece,
    ImportBatch,
    ProblemPage,
)

__all__ = [
    "SMALL_BYTES",
    "Application",
    "ColumnChoice",
    "FilePiece",
    "ImportBatch",
    "ProblemPage",
]
