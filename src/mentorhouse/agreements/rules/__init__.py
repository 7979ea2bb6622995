"""Judgements on agreements: what is signed, prepared, chosen as a rule, and looked at again."""

from mentorhouse.agreements.rules.papers import (
    BETWEEN_LETTERS,
    LINK_WORKS,
    LONGEST_CLAUSE,
    LONGEST_SUPPORT,
    LONGEST_TALKS,
    MOST_LETTERS,
    PREAMBLE,
    REMIND_AFTER,
    SAME_FORM,
    ClauseText,
    PartSaid,
    digest_of,
    reminder_is_due,
)

__all__ = [
    "BETWEEN_LETTERS",
    "LINK_WORKS",
    "LONGEST_CLAUSE",
    "LONGEST_SUPPORT",
    "LONGEST_TALKS",
    "MOST_LETTERS",
    "PREAMBLE",
    "REMIND_AFTER",
    "SAME_FORM",
    "ClauseText",
    "PartSaid",
    "digest_of",
    "reminder_is_due",
]
