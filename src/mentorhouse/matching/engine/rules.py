"""What a programme asks of a match run: hard rules, visible criteria and private ones.

A hard rule is never broken, and what cannot be checked because a value is missing counts as
not kept. Rules are bound to people like measures, and answer with masks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from mentorhouse.languages.saying import say, say_many
from mentorhouse.matching.engine.measures import Measure
from mentorhouse.matching.engine.people import (
    MISSING,
    Bools,
    Ints,
    People,
    rank_numbers,
    text_codes,
)


class BoundRule(Protocol):
    """A rule and the people it judges."""

    @property
    def kinds(self) -> Sequence[Ints]:
        """Return a number for each mentee and mentor: equal ones are alike to the rule."""

    def allowed(self, mentee: Ints, mentor: Ints) -> Bools:
        """Return which pairs keep the rule."""


class HardRule(Protocol):
    """A rule that no pair may break."""

    @property
    def words(self) -> str:
        """Return the rule as a sentence for people."""

    @property
    def label(self) -> str:
        """Return what the rule looks at."""

    def bind(self, mentees: People, mentors: People) -> BoundRule:
        """Return the mask kernel for these people."""

    def known(self, people: People) -> Sequence[bool]:
        """Return for each person whether the rule can be checked at all."""


@dataclass(frozen=True)
class MustDiffer:
    """Mentor and mentee differ in a field (another organisation, another team)."""

    field: str
    label: str

    @property
    def words(self) -> str:
        """Return the rule as a sentence for people."""
        return say("Mentor and mentee must not have the same {label}", label=say(self.label))

    def bind(self, mentees: People, mentors: People) -> "BoundDiffer":
        """Return the mask kernel for these people."""
        codes = text_codes(mentees.text(self.field), mentors.text(self.field))
        return BoundDiffer(codes)

    def known(self, people: People) -> Sequence[bool]:
        """Return for each person whether the rule can be checked at all."""
        return [bool(text) for text in people.text(self.field)]


@dataclass(frozen=True)
class BoundDiffer:
    """Unequal codes, both known."""

    codes: list[Ints]

    @property
    def kinds(self) -> Sequence[Ints]:
        """Return the codes of both sides."""
        return self.codes

    def allowed(self, mentee: Ints, mentor: Ints) -> Bools:
        """Return which pairs keep the rule."""
        ours, theirs = self.codes[0][mentee], self.codes[1][mentor]
        known = (ours != MISSING) & (theirs != MISSING)
        return np.asarray((ours != theirs) & known)


@dataclass(frozen=True)
class GapAtLeast:
    """The mentor stands at least so many steps above the mentee."""

    field: str
    label: str
    least: int

    @property
    def words(self) -> str:
        """Return the rule as a sentence for people."""
        if self.least == 0:
            return say(
                "The mentor must not be at a lower {label} than the mentee", label=say(self.label)
            )
        return say_many(
            "The mentor must be at least {count} {label} above the mentee",
            "The mentor must be at least {count} {label}s above the mentee",
            self.least,
            label=say(self.label),
        )

    def bind(self, mentees: People, mentors: People) -> "BoundGapAtLeast":
        """Return the mask kernel for these people."""
        sides = mentees.rank(self.field), mentors.rank(self.field)
        return BoundGapAtLeast([rank_numbers(side) for side in sides], self.least)

    def known(self, people: People) -> Sequence[bool]:
        """Return for each person whether the rule can be checked at all."""
        return [rank is not None for rank in people.rank(self.field)]


@dataclass(frozen=True)
class BoundGapAtLeast:
    """A comparison of two columns of ranks, both known."""

    numbers: list[Ints]
    least: int

    @property
    def kinds(self) -> Sequence[Ints]:
        """Return the ranks of both sides."""
        return self.numbers

    def allowed(self, mentee: Ints, mentor: Ints) -> Bools:
        """Return which pairs keep the rule."""
        ours, theirs = self.numbers[0][mentee], self.numbers[1][mentor]
        known = (ours != MISSING) & (theirs != MISSING)
        return np.asarray((theirs - ours >= self.least) & known)


@dataclass(frozen=True)
class InCommon:
    """Both have something of a short list in common; who has said nothing has all of it."""

    field: str
    label: str
    sentence: str
    of: tuple[str, ...]

    @property
    def words(self) -> str:
        """Return the rule as a sentence for people."""
        return say(self.sentence)

    def bind(self, mentees: People, mentors: People) -> "BoundInCommon":
        """Return the mask kernel for these people."""
        return BoundInCommon([self._sets(side) for side in (mentees, mentors)])

    def known(self, people: People) -> Sequence[bool]:
        """Return for each person whether the rule can be checked: it always can."""
        return [True] * len(people)

    def _sets(self, people: People) -> Ints:
        """Return what each has as the bits of a number, all of them where nothing is known."""
        every = (1 << len(self.of)) - 1
        codes = {
            text: sum(1 << place for place, one in enumerate(self.of) if one in (text or ""))
            for text in {*people.text(self.field)}
        }
        return np.array([codes[text] or every for text in people.text(self.field)], dtype=np.int64)


@dataclass(frozen=True)
class BoundInCommon:
    """Sets as the bits of numbers."""

    sets: list[Ints]

    @property
    def kinds(self) -> Sequence[Ints]:
        """Return the sets of both sides."""
        return self.sets

    def allowed(self, mentee: Ints, mentor: Ints) -> Bools:
        """Return which pairs keep the rule."""
        return np.asarray((self.sets[0][mentee] & self.sets[1][mentor]) != 0)


@dataclass(frozen=True)
class Criterion:
    """A measure and how much it counts; only weights in relation to each other matter."""

    measure: Measure
    weight: int


@dataclass(frozen=True)
class Rules:
    """All that a programme asks. Private criteria order a run and are never shown (R5.15)."""

    hard: tuple[HardRule, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    private: tuple[Criterion, ...] = ()
