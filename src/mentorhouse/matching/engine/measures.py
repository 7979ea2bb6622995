"""How well a pair meets one criterion: a number from 0 to 10,000, and words that explain it.

A measure is what a programme asks for; bound to the people of a run it is a kernel that works
on any two index arrays that broadcast: a block of all pairs or a list of single ones. What is
not known on either side earns nothing, and the words say so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np

from mentorhouse.languages.saying import say
from mentorhouse.matching.engine import voices
from mentorhouse.matching.engine.people import (
    MISSING,
    Bits,
    Ints,
    People,
    Ranks,
    Terms,
    Texts,
    fold,
    rank_numbers,
    term_bits,
    text_codes,
)
from mentorhouse.matching.engine.voices import Told

FULL = 10_000


class BoundMeasure(Protocol):
    """A measure and the people it measures."""

    @property
    def kinds(self) -> Sequence[Ints]:
        """Return a number for each mentee and mentor: equal ones are alike to the measure."""

    def value(self, mentee: Ints, mentor: Ints) -> Ints:
        """Return 0 to 10,000 for each pair."""

    def words(self, mentee: int, mentor: int) -> Told:
        """Return why a pair has its value, for others and for the two themselves."""


class Measure(Protocol):
    """What a programme would like of a pair."""

    @property
    def title(self) -> str:
        """Return the name of the part in a score."""

    def bind(self, mentees: People, mentors: People) -> BoundMeasure:
        """Return the kernel for these people."""


@dataclass(frozen=True)
class Same:
    """Full where both say the same."""

    field: str
    label: str

    @property
    def title(self) -> str:
        """Return the name of the part in a score."""
        return say("Same {label}", label=say(self.label))

    def bind(self, mentees: People, mentors: People) -> "BoundSame":
        """Return the kernel for these people."""
        columns = mentees.text(self.field), mentors.text(self.field)
        return BoundSame(self, columns, text_codes(*columns))


@dataclass(frozen=True)
class BoundSame:
    """Equality of two columns of codes."""

    asked: Same
    texts: tuple[Texts, Texts]
    codes: list[Ints]

    @property
    def kinds(self) -> Sequence[Ints]:
        """Return the codes of both sides."""
        return self.codes

    def value(self, mentee: Ints, mentor: Ints) -> Ints:
        """Return full or nothing."""
        ours, theirs = self.codes[0][mentee], self.codes[1][mentor]
        return np.where((ours == theirs) & (ours != MISSING), FULL, 0)

    def words(self, mentee: int, mentor: int) -> Told:
        """Return what the two said."""
        ours, theirs = self.texts[0][mentee], self.texts[1][mentor]
        label = self.asked.label
        if not ours or not theirs:
            return voices.unknown(label, mentee=not ours, mentor=not theirs)
        if self.codes[0][mentee] == self.codes[1][mentor]:
            return voices.same(label, theirs)
        return voices.different(label, ours, theirs)


@dataclass(frozen=True)
class GapCloseTo:
    """Full where the mentor stands the best number of steps above, falling evenly to nothing."""

    field: str
    label: str
    best: int
    zero_at: int
    steps: Sequence[str] = ()

    @property
    def title(self) -> str:
        """Return the name of the part in a score."""
        return say("Difference in {label}", label=say(self.label))

    def bind(self, mentees: People, mentors: People) -> "BoundGap":
        """Return the kernel for these people."""
        columns = mentees.rank(self.field), mentors.rank(self.field)
        return BoundGap(self, columns, [rank_numbers(column) for column in columns])


@dataclass(frozen=True)
class BoundGap:
    """The distance of a gap from the best one, through integers only."""

    asked: GapCloseTo
    ranks: tuple[Ranks, Ranks]
    numbers: list[Ints]

    @property
    def kinds(self) -> Sequence[Ints]:
        """Return the ranks of both sides."""
        return self.numbers

    def value(self, mentee: Ints, mentor: Ints) -> Ints:
        """Return the value of each gap."""
        ours, theirs = self.numbers[0][mentee], self.numbers[1][mentor]
        reach = max(1, abs(self.asked.zero_at - self.asked.best))
        short = np.minimum(np.abs(theirs - ours - self.asked.best), reach)
        known = (ours != MISSING) & (theirs != MISSING)
        return np.where(known, FULL * (reach - short) // reach, 0)

    def words(self, mentee: int, mentor: int) -> Told:
        """Return the gap and the best one."""
        ours, theirs = self.ranks[0][mentee], self.ranks[1][mentor]
        label, best = self.asked.label, self.asked.best
        if ours is None or theirs is None:
            return voices.unknown(label, mentee=ours is None, mentor=theirs is None)
        ladder = self.asked.steps
        where = (ladder[ours], ladder[theirs]) if ladder else None
        return voices.gap(label, theirs - ours, best, where)


@dataclass(frozen=True)
class Overlap:
    """The share of the mentee's terms that the mentor has too."""

    mentee_field: str
    mentor_field: str
    mentee_label: str
    mentor_label: str

    @property
    def title(self) -> str:
        """Return the name of the part in a score."""
        return say(
            "{wanted} met by {offered}",
            wanted=say(self.mentee_label).capitalize(),
            offered=say(self.mentor_label),
        )

    def bind(self, mentees: People, mentors: People) -> "BoundOverlap":
        """Return the kernel for these people."""
        columns = mentees.term(self.mentee_field), mentors.term(self.mentor_field)
        bits = term_bits(*columns)
        sizes = np.bitwise_count(bits[0]).sum(axis=0, dtype=np.int64)
        return BoundOverlap(self, columns, bits, sizes)


@dataclass(frozen=True)
class BoundOverlap:
    """Bits in common, word by word."""

    asked: Overlap
    terms: tuple[Terms, Terms]
    bits: list[Bits]
    sizes: Ints

    @cached_property
    def kinds(self) -> Sequence[Ints]:
        """Return a number for each set of terms."""
        return [np.unique(bits, axis=1, return_inverse=True)[1].reshape(-1) for bits in self.bits]

    @cached_property
    def shares(self) -> Ints:
        """Return the value of each number met of each size, size after size."""
        largest = np.arange(int(self.sizes.max(initial=0)) + 1)
        met = np.minimum(largest[None, :], largest[:, None])
        return (FULL * met // np.maximum(largest[:, None], 1)).reshape(-1)

    @cached_property
    def folded(self) -> dict[str, str]:
        """Return every term as compared."""
        distinct = set[str]().union(*(terms for side in self.terms for terms in side if terms))
        return {term: fold(term) for term in distinct}

    def value(self, mentee: Ints, mentor: Ints) -> Ints:
        """Return the share met, rounded down."""
        place = self.sizes[mentee] * (int(self.sizes.max(initial=0)) + 1)
        for ours, theirs in zip(*self.bits, strict=True):
            place = place + np.bitwise_count(ours[mentee] & theirs[mentor])
        return self.shares[place]

    def words(self, mentee: int, mentor: int) -> Told:
        """Return how many are met, and which."""
        asked = self.asked
        ours, theirs = self.terms[0][mentee], self.terms[1][mentor]
        if not ours:
            return voices.unknown(asked.mentee_label, mentee=True, mentor=False)
        if not theirs:
            return voices.unknown(asked.mentor_label, mentee=False, mentor=True)
        has = {self.folded[term] for term in theirs}
        met = sorted(term for term in ours if self.folded[term] in has)
        return voices.met(asked.mentee_label, met, len(ours))


@dataclass(frozen=True)
class Turned:
    """The same from the other side: the share of the mentor's terms that the mentee has too."""

    asked: Overlap

    @property
    def title(self) -> str:
        """Return the name of the part in a score."""
        return self.asked.title

    def bind(self, mentees: People, mentors: People) -> "BoundTurned":
        """Return the kernel for these people."""
        return BoundTurned(self.asked.bind(mentors, mentees))


@dataclass(frozen=True)
class BoundTurned:
    """An overlap with its two sides changed over."""

    inner: BoundOverlap

    @property
    def kinds(self) -> Sequence[Ints]:
        """Return a number for each set of terms."""
        theirs, ours = self.inner.kinds
        return [ours, theirs]

    def value(self, mentee: Ints, mentor: Ints) -> Ints:
        """Return the share met, rounded down."""
        return self.inner.value(mentor, mentee)

    def words(self, mentee: int, mentor: int) -> Told:
        """Return how many are met, and which; the inner mentee is the mentor here."""
        return self.inner.words(mentor, mentee).turned()
