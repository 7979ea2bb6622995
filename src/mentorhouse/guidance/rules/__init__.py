"""Judgements on guides: a programme’s library, what fits where, search, and what changed when."""

from mentorhouse.guidance.rules.guides import (
    KINDS,
    PHASES,
    ROLES,
    SHOWN_AT_ONCE,
    STEPS,
    Guide,
    Origin,
    chosen,
    due,
    first_sentence,
    fitting,
    merged,
    readable,
)
from mentorhouse.guidance.rules.history import Edition, Saved, editions
from mentorhouse.guidance.rules.keeping import (
    Deed,
    page_of,
    rearranged,
    standing_of,
    with_page,
)
from mentorhouse.guidance.rules.searching import found

__all__ = [
    "KINDS",
    "PHASES",
    "ROLES",
    "SHOWN_AT_ONCE",
    "STEPS",
    "Deed",
    "Edition",
    "Guide",
    "Origin",
    "Saved",
    "chosen",
    "due",
    "editions",
    "first_sentence",
    "fitting",
    "found",
    "merged",
    "page_of",
    "readable",
    "rearranged",
    "standing_of",
    "with_page",
]
