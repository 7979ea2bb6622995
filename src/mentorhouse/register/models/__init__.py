"""The entry of a mentor on a programme’s register, what belongs to it, and what is derived."""

from mentorhouse.register.models.entries import (
    Code,
    CodeAcceptance,
    Development,
    Entry,
    Readiness,
)
from mentorhouse.register.models.search import Posting, SearchIndex, SearchRow
from mentorhouse.register.models.shelf import Shelf

__all__ = [
    "Code",
    "CodeAcceptance",
    "Development",
    "Entry",
    "Posting",
    "Readiness",
    "SearchIndex",
    "SearchRow",
    "Shelf",
]
