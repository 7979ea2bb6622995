"""Judgements on guides: what a programme’s library holds, and which texts fit a person and a step.

A programme’s own texts and its changes to shipped ones live in its design, so they travel with the
file and the design’s history is theirs.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from mentorhouse.languages.saying import mark, say, tongue
from mentorhouse.programmes.design.public import Guidance, ProgrammeText

ROLES: Final[Mapping[str, str]] = {
    "mentor": mark("Mentors"),
    "mentee": mark("Mentees"),
    "coordinator": mark("Co-ordinators"),
    "manager": mark("Line managers"),
}
KINDS: Final[Mapping[str, str]] = {
    "text": mark("Something to read"),
    "tip": mark("A short tip"),
    "questions": mark("Questions to think about"),
    "checklist": mark("A checklist"),
}
STEPS: Final[Mapping[str, str]] = {
    "deciding": mark("Deciding to take part"),
    "applying": mark("Applying or being chosen"),
    "training": mark("Training"),
    "finding": mark("Finding a partner"),
    "first_contact": mark("Getting in touch"),
    "chemistry": mark("First calls"),
    "first_meeting": mark("The first meeting"),
    "agreement": mark("The agreement"),
    "preparing": mark("Preparing for a meeting"),
    "meeting": mark("During a meeting"),
    "logging": mark("After a meeting"),
    "goals": mark("Goals"),
    "action_plan": mark("The action plan"),
    "learning": mark("Learning"),
    "review": mark("Looking at how it goes"),
    "difficulty": mark("When it is difficult"),
    "ending": mark("The ending"),
    "designing": mark("Designing a programme"),
    "launching": mark("Launching a programme"),
    "running": mark("Running a programme"),
    "evaluating": mark("Evaluating"),
}
PHASES: Final[Mapping[str, str]] = {
    "rapport": mark("Building rapport"),
    "direction": mark("Setting direction"),
    "progress": mark("Making progress"),
    "winding_up": mark("Winding up"),
    "moving_on": mark("Moving on"),
}
SHOWN_AT_ONCE = 3
LONGEST_SUMMARY = 160


class Origin(StrEnum):
    """Where a guide comes from."""

    SHIPPED = "shipped"
    CHANGED = "changed"
    OWN = "own"


@dataclass(frozen=True)
class Guide:
    """One guide of a library, whoever wrote it."""

    key: str
    title: str
    kind: str
    roles: tuple[str, ...]
    steps: tuple[str, ...]
    phases: tuple[str, ...]
    summary: str
    text: str
    review_by: date | None
    origin: Origin = Origin.SHIPPED
    left_out: bool = False
    version: int = 0
    language: str = ""  # of a text that ships; a programme writes in the language of its pages

    @property
    def language_apart(self) -> str:
        """The language of the text where it is not the page’s, as HTML names it."""
        return "" if self.language in {"", tongue()} else self.language.partition("-")[0]

    @property
    def for_words(self) -> str:
        """Whom it is for, in words."""
        words = [say(ROLES[role]).lower() for role in ROLES if role in self.roles]
        if len(words) < 2:  # noqa: PLR2004  # one, or nobody
            return "".join(words)
        return say("{first} and {last}", first=", ".join(words[:-1]), last=words[-1])

    @property
    def kind_words(self) -> str:
        """How it is meant to be used, in words."""
        return say(KINDS.get(self.kind, self.kind))

    def is_due(self, today: date) -> bool:
        """Whether its day of review has come."""
        return self.review_by is not None and self.review_by <= today


def merged(shipped: Iterable[Guide], theirs: Guidance) -> tuple[Guide, ...]:
    """Make a programme’s whole library; what it left out is in it, and says so."""
    changed = {page.key: page for page in theirs.pages}
    known = list(shipped)
    guides = [
        _of(changed[guide.key], Origin.CHANGED) if guide.key in changed else guide
        for guide in known
    ]
    keys = {guide.key for guide in known}
    guides += [_of(page, Origin.OWN) for page in theirs.pages if page.key not in keys]
    gone = set(theirs.left_out)
    marked = [replace(guide, left_out=guide.key in gone) for guide in guides]
    return tuple(sorted(marked, key=lambda guide: (guide.title.casefold(), guide.key)))


def _of(page: ProgrammeText, origin: Origin) -> Guide:
    return Guide(
        key=page.key,
        title=page.title,
        kind=page.kind,
        roles=tuple(page.roles),
        steps=tuple(page.steps),
        phases=tuple(page.phases),
        summary=first_sentence(page.text),
        text=page.text,
        review_by=page.review_by,
        origin=origin,
    )


def first_sentence(text: str) -> str:
    """Return the first sentence of the first paragraph, without its marks."""
    lines = [line for line in text.splitlines() if line.strip()]
    plain = next((line for line in lines if not line.startswith(("#", "- ", "* ", ">", "|"))), "")
    plain = re.sub(
        r"[*_`]|\]\([^)]*\)|\[", "", plain or (lines[0].lstrip("#-*> ") if lines else "")
    )
    sentence = re.split(r"(?<=[.!?])\s", plain.strip(), maxsplit=1)[0]
    if len(sentence) <= LONGEST_SUMMARY:
        return sentence
    return sentence[:LONGEST_SUMMARY].rsplit(" ", 1)[0] + " …"


def readable(guides: Iterable[Guide], *, helps: bool) -> tuple[Guide, ...]:
    """Return what a reader may see; what is for co-ordinators alone, only who helps to run it."""
    return tuple(
        guide
        for guide in guides
        if not guide.left_out and (helps or set(guide.roles) != {"coordinator"})
    )


def chosen(
    guides: Iterable[Guide], *, role: str = "", step: str = "", phase: str = ""
) -> tuple[Guide, ...]:
    """Return the guides for a role, a step and a phase; an empty one leaves all.

    Those that are about the step first of all come first.
    """
    found = [
        guide
        for guide in guides
        if (not role or role in guide.roles)
        and (not step or step in guide.steps)
        and (not phase or phase in guide.phases)
    ]
    return tuple(sorted(found, key=lambda guide: guide.steps.index(step)) if step else found)


def fitting(
    guides: Sequence[Guide], *, role: str, step: str, phase: str = "", most: int = SHOWN_AT_ONCE
) -> tuple[Guide, ...]:
    """Choose the few texts that fit best: those about this step first of all, then the phase.

    Somebody without a role here, such as a co-ordinator on a pair’s page, is shown none.
    """
    found = [g for g in guides if role in g.roles and step in g.steps and not g.left_out]

    def distance(guide: Guide) -> tuple[bool, int, int, str]:
        elsewhere = bool(phase and guide.phases and phase not in guide.phases)
        # Whom a text names first it speaks to first, and likewise for its steps.
        return (elsewhere, guide.steps.index(step), guide.roles.index(role), guide.title)

    return tuple(sorted(found, key=distance)[:most])


def due(guides: Iterable[Guide], today: date) -> tuple[Guide, ...]:
    """Return the guides whose day of review has come, the oldest first."""
    late = [guide for guide in guides if not guide.left_out and guide.is_due(today)]
    return tuple(sorted(late, key=lambda guide: (guide.review_by or today, guide.title)))
