"""What is signed: one digest over the whole text of a version."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST_CLAUSE = 10_000
# Opening words stand above the clauses and are signed like them. No clause has this key.
PREAMBLE = "_preamble"


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
