"""Words of a search: taken apart, and found again when a letter slipped (R5.02). Plain values."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mentorhouse.people.rules import Vocabulary, fold

SHORTEST, LONGEST = 2, 40
MOST_ASKED = 8  # words of one search; the rest narrows nothing
MOST_LIKE = 12  # words that one slip or beginning stands for
A_SLIP, TWO_SLIPS = 4, 8  # letters that a word needs to be forgiven one, and two
BEGINNING, ENDING = 5, 5  # a word finds longer ones that begin with it: coach, coaching
PHRASE = 4
_WORD = re.compile(r"[^\W_]+")
# Words that say nothing of a mentor.
EMPTY = frozenset(
    "a about an and are as at be by for from have i in is it my of on or our that the their they "
    "this to was we what who will with you your".split()
)


def words_in(*texts: str) -> set[str]:
    """Return the words of some texts as they are compared, without those that say nothing."""
    found = {word for text in texts for word in _WORD.findall(fold(text))}
    return {word for word in found if SHORTEST <= len(word) <= LONGEST} - EMPTY


@dataclass(frozen=True)
class Asked:
    """One thing that somebody looks for: words as typed, or a term of the vocabulary."""

    typed: str
    term: str = ""  # its name
    same: tuple[str, ...] = ()  # all words for it, folded; the typed one where there is no term


def asked_in(text: str, vocabulary: Vocabulary) -> tuple[Asked, ...]:
    """Take a search apart: the longest terms first, then single words."""
    typed = [part.strip(",.;:!?()\"'") for part in fold(text).split()]
    typed = [part for part in typed if part]
    found: list[Asked] = []
    while typed and len(found) < MOST_ASKED:
        taken, term = _term_at_start(typed, vocabulary)
        if term is None:
            found += [Asked(word, same=(word,)) for word in _WORD.findall(typed[0]) if _says(word)]
        else:
            found.append(term)
        typed = typed[taken:]
    return tuple(found[:MOST_ASKED])


def _says(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and word not in EMPTY


def _term_at_start(typed: list[str], vocabulary: Vocabulary) -> tuple[int, Asked | None]:
    for many in range(min(PHRASE, len(typed)), 0, -1):
        words = " ".join(typed[:many])
        if vocabulary.term(words) is not None:
            return many, as_term(words, vocabulary)
    return 1, None


def as_term(word: str, vocabulary: Vocabulary) -> Asked:
    """Return what a word stands for: a term with all its words, or itself."""
    term = vocabulary.term(word)
    if term is None:
        return Asked(word, same=(fold(word),))
    return Asked(word, term.name, tuple(fold(one) for one in (term.name, *term.synonyms)))


@dataclass(frozen=True)
class Known:
    """The words that mentors of one programme use, with how many use each."""

    counts: Mapping[str, int]
    _by_length: Mapping[int, list[tuple[int, str]]] = field(init=False, repr=False, compare=False)
    _by_start: Mapping[str, list[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_length, by_start = defaultdict(list), defaultdict(list)
        for word in self.counts:
            by_length[len(word)].append((_letters(word), word))
            by_start[word[:BEGINNING]].append(word)
        object.__setattr__(self, "_by_length", by_length)
        object.__setattr__(self, "_by_start", by_start)

    def beginning(self, word: str) -> list[str]:
        """Return the words that begin with this one and are little longer, the commonest first."""
        if len(word) < BEGINNING:
            return []
        found = (one for one in self._by_start.get(word[:BEGINNING], ()) if one.startswith(word))
        return self._commonest(one for one in found if 0 < len(one) - len(word) <= ENDING)

    def like(self, word: str) -> list[str]:
        """Return the words that are a slip away, or two where the word is long; the nearest."""
        reach = (len(word) >= A_SLIP) + (len(word) >= TWO_SLIPS)
        letters = _letters(word)
        near: dict[int, list[str]] = defaultdict(list)
        for length in range(len(word) - reach, len(word) + reach + 1):
            for theirs, one in self._by_length.get(length, ()):
                # A slip changes at most two of the letters that occur.
                if (letters ^ theirs).bit_count() <= 2 * reach:
                    near[distance(word, one, reach)].append(one)
        nearest = min((far for far in near if far <= reach), default=None)
        return [] if nearest is None else self._commonest(near[nearest])

    def _commonest(self, words: Iterable[str]) -> list[str]:
        return sorted(words, key=lambda one: (-self.counts[one], one))[:MOST_LIKE]


def distance(one: str, other: str, most: int) -> int:
    """Count the slips between two words: a letter more, less, wrong, or two the wrong way round.

    Stops as soon as there are more than `most`, and then says one more than that.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for y, letter in enumerate(one, 1):
        before, last, row = row, before, [y]
        for x, theirs in enumerate(other, 1):
            cost = min(before[x] + 1, row[x - 1] + 1, before[x - 1] + (letter != theirs))
            crossed = x > 1 and y > 1 and letter == other[x - 2] and one[y - 2] == theirs
            row.append(min(cost, last[x - 2] + 1) if crossed else cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def _letters(word: str) -> int:
    row = 0
    for letter in word:
        row |= 1 << ((ord(letter) - 97) % 31)
    return row
