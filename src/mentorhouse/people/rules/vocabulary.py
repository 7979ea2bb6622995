"""The vocabulary of skills: which term a word or a synonym is (R1.05). Plain values."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

MOST_WORDS = 30  # that one person may have of one kind
LONGEST_WORD = 100


def fold(text: str) -> str:
    """Return words as they are compared: case, accents and spacing make no difference."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(plain.casefold().split())


def too_long(word: str) -> bool:
    """Whether a word is longer than the vocabulary takes, as typed or as compared."""
    return len(word) > LONGEST_WORD or len(fold(word)) > 2 * LONGEST_WORD


def listed(text: str) -> tuple[str, ...]:
    """Take apart what stands in lines or between commas; each word once, as typed first."""
    parts = text.replace("\n", ",").replace(";", ",").split(",")
    return distinct(" ".join(part.split()) for part in parts)


def distinct(words: Iterable[str]) -> tuple[str, ...]:
    """Keep each word once, as it was written first, and no empty ones."""
    kept: dict[str, str] = {}
    for word in words:
        kept.setdefault(fold(word), word)
    return tuple(word for folded, word in kept.items() if folded)


@dataclass(frozen=True)
class Entry:
    """A term as people see it: its name, and its other words."""

    key: str
    name: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """All terms, and which of them each word is."""

    entries: tuple[Entry, ...]
    _by_word: Mapping[str, Entry] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found = {
            fold(word): entry for entry in self.entries for word in (*entry.synonyms, entry.name)
        }
        object.__setattr__(self, "_by_word", found)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all terms, in the order of the alphabet."""
        return tuple(sorted((entry.name for entry in self.entries), key=fold))

    def term(self, word: str) -> Entry | None:
        """Return the term that a word or a synonym is, if it is one."""
        return self._by_word.get(fold(word))

    def key(self, word: str) -> str:
        """Return what two words share that mean the same: the term's key, or the folded word."""
        found = self.term(word)
        return found.key if found else fold(word)

    def name(self, word: str) -> str:
        """Return how the vocabulary calls it, or the word itself."""
        found = self.term(word)
        return found.name if found else word

    def keys(self, words: Iterable[str]) -> frozenset[str]:
        """Return the keys of some words."""
        return frozenset(self.key(word) for word in words if fold(word))
