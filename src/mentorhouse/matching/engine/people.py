"""The people of a run, column by column, and the number columns that kernels work on.

Values may be missing anywhere. A key means one person on both sides: who stands in both lists
is never paired with themselves.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import chain
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from mentorhouse.languages.saying import say
from mentorhouse.matching.engine.faults import DuplicatePersonError, MatchError

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Bits = npt.NDArray[np.uint64]

Texts = Sequence[str | None]
Ranks = Sequence[int | None]
Terms = Sequence[frozenset[str] | None]

T = TypeVar("T")

MISSING = -1
WORD = 64


@dataclass(frozen=True)
class People:
    """One side of a run: keys, and for each field one value a person (None where not known)."""

    side: str
    keys: Sequence[str]
    texts: Mapping[str, Texts] = field(default_factory=dict)
    ranks: Mapping[str, Ranks] = field(default_factory=dict)
    terms: Mapping[str, Terms] = field(default_factory=dict)

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for key in self.keys:
            if key in seen:
                raise DuplicatePersonError(key, self.side)
            seen.add(key)
        for columns in (self.texts, self.ranks, self.terms):
            for name, values in columns.items():
                if len(values) != len(self.keys):
                    raise MatchError(
                        say(
                            "The column “{name}” of the {side} has {values} values for {people} "
                            "people.",
                            name=name,
                            side=say(self.side),
                            values=len(values),
                            people=len(self.keys),
                        )
                    )

    def __len__(self) -> int:
        return len(self.keys)

    def text(self, name: str) -> Texts:
        """Return a column of words; a field that nobody filled in is missing for all."""
        return self.texts.get(name, [None] * len(self))

    def rank(self, name: str) -> Ranks:
        """Return a column of places on a ladder, 0 the lowest."""
        return self.ranks.get(name, [None] * len(self))

    def term(self, name: str) -> Terms:
        """Return a column of sets of terms."""
        return self.terms.get(name, [None] * len(self))

    def take(self, order: Ints) -> "People":
        """Return the same people in another order."""
        return People(
            self.side,
            pick(self.keys, order),
            {name: pick(values, order) for name, values in self.texts.items()},
            {name: pick(values, order) for name, values in self.ranks.items()},
            {name: pick(values, order) for name, values in self.terms.items()},
        )


def pick(values: Sequence[T], order: Ints) -> list[T]:
    """Return the values in the order given."""
    return [values[place] for place in order.tolist()]


def fold(text: str) -> str:
    """Return text as compared: spaces and capitals make no difference."""
    return " ".join(text.split()).casefold()


def text_codes(*columns: Texts) -> list[Ints]:
    """Return numbers that are equal where texts are; blank counts as missing."""
    known: dict[str, int] = {"": MISSING}
    codes: dict[str | None, int] = {None: MISSING}
    for text in dict.fromkeys(chain(*columns)):
        codes[text] = known.setdefault(fold(text or ""), len(known) - 1)
    return [np.array([codes[text] for text in column], dtype=np.int64) for column in columns]


def rank_numbers(column: Ranks) -> Ints:
    """Return places on a ladder as numbers, -1 where not known."""
    return np.array([MISSING if rank is None else rank for rank in column], dtype=np.int64)


def term_bits(*columns: Terms) -> list[Bits]:
    """Return each set as bits in as many words as all the terms together need."""
    distinct = set[str]().union(*(terms for column in columns for terms in column if terms))
    folded = {term: fold(term) for term in distinct}
    place = {term: number for number, term in enumerate(sorted({*folded.values()} - {""}))}
    numbers = {term: place.get(plain, MISSING) for term, plain in folded.items()}
    words = max(1, -(-len(place) // WORD))
    return [_bits(column, numbers, words) for column in columns]


def _bits(column: Terms, numbers: Mapping[str, int], words: int) -> Bits:
    bits = np.zeros((words, len(column)), dtype=np.uint64)
    sets = [terms or () for terms in column]
    person = np.repeat(np.arange(len(column)), [len(terms) for terms in sets])
    number = np.fromiter(map(numbers.__getitem__, chain.from_iterable(sets)), dtype=np.int64)
    person, number = person[number != MISSING], number[number != MISSING]
    bit = np.left_shift(np.uint64(1), (number % WORD).astype(np.uint64))
    np.bitwise_or.at(bits, (number // WORD, person), bit)
    return bits


def run_order(keys: Sequence[str], seed: int) -> Ints:
    """Return an order of people that their keys and the seed alone decide."""
    salted = blake2b(key=str(seed).encode(), digest_size=16)
    marks = []
    for key in keys:
        mark = salted.copy()
        mark.update(key.encode())
        marks.append(mark.digest())
    return np.array(sorted(range(len(keys)), key=marks.__getitem__), dtype=np.int64)
