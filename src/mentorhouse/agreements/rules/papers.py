"""What is signed: one digest over a version's whole text, and a line manager's part (R6.07)."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

LONGEST_CLAUSE = 10_000
# Opening words stand above the clauses and are signed like them. No clause has this key.
PREAMBLE = "_preamble"
# A line manager's link, their one reminder, and how often a letter may go to them.
LINK_WORKS = timedelta(days=21)
REMIND_AFTER = timedelta(days=7)
BETWEEN_LETTERS = timedelta(days=1)
MOST_LETTERS = 6
LONGEST_SUPPORT, LONGEST_TALKS = 2000, 500
# How long the same form may come twice and be answered with the same thanks.
SAME_FORM = timedelta(minutes=15)


@dataclass(frozen=True)
class ClauseText:
    """One clause in clear: its key and title from the programme, its text from the pair."""

    key: str
    title: str
    text: str


def digest_of(number: int, clauses: Sequence[ClauseText], *, salt: str) -> str:
    """Return what a signature holds on to: SHA-256 over number, titles and texts.

    The salt is sealed with the text. Without it, whoever holds the database could try out whether
    a pair left the programme's own words as they were.
    """
    content = [salt, number, [[clause.key, clause.title, clause.text] for clause in clauses]]
    canonical = json.dumps(content, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


@dataclass(frozen=True)
class PartSaid:
    """What a line manager agrees and signs at a three-way start; without minutes nothing."""

    minutes_a_month: int | None = None
    support: str = ""
    talks: str = ""
    signed_as: str = ""


def reminder_is_due(sent_at: datetime, reminded_at: datetime | None, *, at: datetime) -> bool:
    """Whether a line manager who has not answered is reminded now: once for each letter."""
    return reminded_at is None and at - sent_at >= REMIND_AFTER
