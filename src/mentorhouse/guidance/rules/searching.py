"""Search over the words of some dozens of short guides, kind to plurals and to slips of the pen."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from difflib import get_close_matches
from typing import Final

from mentorhouse.guidance.rules.guides import Guide

TITLE, SUMMARY, HEADING, TEXT = 12, 5, 4, 1
MOST_IN_TEXT: Final = 4
ALIKE: Final = 0.8
BEGINNING: Final = 3  # so many letters of a word are enough to mean it
MOST_ASKED: Final = 12
# Words that say nothing about what somebody looks for.
EMPTY: Final = frozenset(
    "a about an and are as at be by can do does for from had has have how i if in is it may me my "
    "of on or our should so that the their them there they this to us was we what when where "
    "which who why will with you your "
    "ac ag ar beth ble bydd chi dros eich ei er eu fel gan gyda heb hon hwn hyn iw mae neu nid "
    "o oes ond os pan pwy pryd rhwng sut sy sydd wrth y yn yr".split()
)
Words = Mapping[str, int]


def found(guides: Sequence[Guide], asked: str) -> tuple[Guide, ...]:
    """Return the guides that hold what was asked for, the best first."""
    wanted = _wanted(asked)
    if not wanted:
        return tuple(guides)
    books = [_weights(guide) for guide in guides]
    known = {word for book in books for word in book}
    spelt = {word: _stem(word) for guide in guides for word in _words(_all(guide))}
    meant = [_meant(word, known, spelt) for word in wanted]
    ranked = []
    for guide, book in zip(guides, books, strict=True):
        points = [max((book.get(word, 0) for word in words), default=0) for words in meant]
        if any(points):
            # A guide that holds all the words stands before one that holds one of them often.
            ranked.append((-sum(1 for point in points if point), -sum(points), guide.title, guide))
    return tuple(row[-1] for row in sorted(ranked, key=lambda row: row[:-1]))


def _wanted(asked: str) -> list[str]:
    words = _words(asked)
    telling = [word for word in words if word not in EMPTY] or words
    return list(dict.fromkeys(telling))[:MOST_ASKED]


def _meant(word: str, known: AbstractSet[str], spelt: Mapping[str, str]) -> set[str]:
    """Return the stems that may be meant: of this word, of those that begin so, of those alike.

    What nobody wrote may be a slip: then a short stem proves nothing (“meting” is no “met”).
    """
    stem = _stem(word)
    if word in spelt or (stem in known and len(stem) > BEGINNING):
        return {stem}
    if len(word) >= BEGINNING and (begun := {spelt[one] for one in spelt if one.startswith(word)}):
        return begun
    return {spelt[one] for one in get_close_matches(word, spelt, n=3, cutoff=ALIKE)}


def _all(guide: Guide) -> str:
    return f"{guide.title} {guide.summary} {guide.text}"


def _weights(guide: Guide) -> Words:
    """Weigh each word of a guide by where it stands."""
    weights: Counter[str] = Counter()
    headings = [line for line in guide.text.splitlines() if line.startswith("#")]
    for text, weight in (
        (guide.title, TITLE),
        (guide.summary, SUMMARY),
        (" ".join(headings), HEADING),
    ):
        for word in {_stem(word) for word in _words(text)}:
            weights[word] += weight
    for word, count in Counter(_stem(word) for word in _words(guide.text)).items():
        weights[word] += TEXT * min(count, MOST_IN_TEXT)
    return weights


def _words(text: str) -> list[str]:
    bare = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(letter for letter in bare if not unicodedata.combining(letter))
    # Welsh ties short words to the one before: “mentora’n” is “mentora”.
    untied = re.sub(r"[’'](?:ch|[imnruw])\b", "", letters)
    return re.findall(r"[a-z0-9]+", re.sub(r"[’'\-‑]", "", untied))


def _stem(word: str) -> str:
    """Fold plurals and the commonest endings; the same word always gives the same stem."""
    for ending, instead, least in (
        ("ies", "y", 5),
        ("sses", "ss", 6),
        ("xes", "x", 5),
        ("ches", "ch", 6),
        ("shes", "sh", 6),
        ("ings", "", 7),
        ("ing", "", 6),
        ("es", "", 6),
        ("e", "", 5),
    ):
        if word.endswith(ending) and len(word) >= least:
            return word[: -len(ending)] + instead
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > BEGINNING:
        return word[:-1]
    return word
