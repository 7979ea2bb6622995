"""How each book of a programme is composed from its settings; pure, block by block."""

from collections.abc import Mapping

from mentorhouse.handbook.rules.books import (
    LONGEST_SECTION,
    PUBLIC_STATES,
    Book,
    Contact,
    Key,
    Known,
    KnownPolicy,
    Reading,
    Section,
    with_own_words,
)
from mentorhouse.handbook.rules.evidence import AREAS, Proof, at_least, evidence, share
from mentorhouse.handbook.rules.guides import guide
from mentorhouse.handbook.rules.manual import manual
from mentorhouse.handbook.rules.policy import policy
from mentorhouse.handbook.rules.public import public_page
from mentorhouse.languages.saying import mark, say

__all__ = [
    "AREAS",
    "LONGEST_SECTION",
    "PUBLIC_STATES",
    "TITLES",
    "Book",
    "Contact",
    "Key",
    "Known",
    "KnownPolicy",
    "Proof",
    "Reading",
    "Section",
    "at_least",
    "book",
    "share",
]

ONLY_COORDINATORS = mark("Co-ordinators of this programme. Nobody else.")
PARTICIPANTS = mark("Everyone who takes part in this programme, and its co-ordinators.")
TITLES: Mapping[Key, tuple[str, str, str]] = {
    Key.POLICY: (
        mark("Mentoring policy"),
        mark(
            "What mentoring is in this programme, who is chosen how, and what everyone may rely on."
        ),
        ONLY_COORDINATORS,
    ),
    Key.MANUAL: (
        mark("Procedure manual"),
        mark("Who does what when, with every form, reminder and message. For whoever takes over."),
        ONLY_COORDINATORS,
    ),
    Key.MENTOR_GUIDE: (
        mark("Guide for mentors"),
        mark("Dates, numbers, steps and help, for people who mentor."),
        PARTICIPANTS,
    ),
    Key.MENTEE_GUIDE: (
        mark("Guide for mentees"),
        mark("Dates, numbers, steps and help, for people who have a mentor."),
        PARTICIPANTS,
    ),
    Key.PUBLIC_PAGE: (
        mark("Public page and flyer"),
        mark("What the programme tells everybody: gains, time, dates, how to apply."),
        mark("Anyone while the programme recruits, matches and runs; else its co-ordinators only."),
    ),
    Key.EVIDENCE: (
        mark("Evidence pack"),
        mark(
            "What shows that the programme is run well, and what is missing. For a quality award."
        ),
        ONLY_COORDINATORS,
    ),
}


def book(key: Key, known: Known, proofs: Mapping[str, tuple[Proof, ...]] | None = None) -> Book:
    """Compose one book of a programme, with its own words where it has some."""
    title, about, readers = (say(words) for words in TITLES[key])
    made: tuple[Section, ...]
    match key:
        case Key.POLICY:
            made = policy(known)
        case Key.MANUAL:
            made = manual(known)
        case Key.MENTOR_GUIDE:
            made = guide(known, "mentor")
        case Key.MENTEE_GUIDE:
            made = guide(known, "mentee")
        case Key.PUBLIC_PAGE:
            made = public_page(known)
        case Key.EVIDENCE:
            made = evidence(known, dict(proofs or {}))
    own = known.design.documents.get(key.value, {})
    return Book(key, title, about, readers, with_own_words(made, own))
