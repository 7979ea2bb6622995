"""What a document is made of: plain values that never change, and no markup anywhere."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeAlias

from mentorhouse.languages.offered import tag
from mentorhouse.languages.saying import tongue

DEEPEST = 6
# Marks that turn the direction of what follows them: a text could hide its neighbours with them.
TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
UNWRITABLE = frozenset({"Cc", "Cs", "Cn"})  # control characters, half characters, no characters


@dataclass(frozen=True)
class Run:
    """Some words in one manner of writing."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


Words: TypeAlias = str | tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 stands right below the document’s title."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """One paragraph."""

    words: Words


@dataclass(frozen=True)
class Item:
    """One item of a list, and what stands inside it below its words."""

    words: Words
    inside: "tuple[Block, ...]" = ()


@dataclass(frozen=True)
class Bullets:
    """A list whose order says nothing."""

    items: tuple[Words | Item, ...]


@dataclass(frozen=True)
class Numbered:
    """A list whose order matters."""

    items: tuple[Words | Item, ...]


@dataclass(frozen=True)
class Facts:
    """What is known, term by term."""

    rows: tuple[tuple[str, Words], ...]


@dataclass(frozen=True)
class Table:
    """A table with a caption and one row of headings; the first cell names its row."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    room_to_write: bool = False


@dataclass(frozen=True)
class Note:
    """Something set apart, because it must not be missed."""

    words: Words


Block: TypeAlias = Heading | Paragraph | Bullets | Numbered | Facts | Table | Note


def language_in_force() -> str:
    """Give the language of whoever the document is made for."""
    return tag(tongue())


@dataclass(frozen=True)
class Document:
    """A whole document. `site` is the address that links to our own pages begin with in files."""

    title: str
    subtitle: str = ""
    language: str = field(default_factory=language_in_force)
    blocks: tuple[Block, ...] = ()
    made_on: date | None = None
    organisation: str = ""
    site: str = ""


def runs(words: Words) -> tuple[Run, ...]:
    """Return words as runs, whichever way they were given; what cannot be written is left out."""
    given = (Run(words),) if isinstance(words, str) else words
    return tuple(replace(run, text=writable(run.text), href=safe_href(run.href)) for run in given)


def plain(words: Words) -> str:
    """Return words without their manner."""
    return "".join(run.text for run in runs(words))


def label(term: str) -> str:
    """Return the term of a fact as it stands before what is known: “Length:”, “Who decides?”."""
    written = writable(term).strip()
    return written if written.endswith(("?", ":")) else f"{written}:"


def item(given: Words | Item) -> Item:
    """Return an item of a list, whichever way it was given."""
    return given if isinstance(given, Item) else Item(given)


def writable(text: str) -> str:
    """Leave out what no file can hold or nobody can see: controls, halves, turns of direction."""
    return "".join(
        letter
        for letter in text.replace("\r\n", "\n").replace("\r", "\n")
        if letter in "\n\t" or not (letter in TURNS or unicodedata.category(letter) in UNWRITABLE)
    )


def safe_href(href: str) -> str:
    """Return an address that may be followed: https, mailto, or a page of ours; else nothing."""
    if re.search(r"[\s\\<>\"`{|}^]", href) or not href.isprintable():
        return ""
    ours = href.startswith("/") and not href.startswith("//")
    return href if ours or href.lower().startswith(("https://", "mailto:")) else ""


def without_gaps(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks whose headings go down one level at a time, as readers by ear need it.

    A heading without a word heads nothing and is left out.
    """
    above: list[int] = []
    mended: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            if not writable(block.text).strip():
                continue
            while above and above[-1] >= block.level:
                above.pop()
            above.append(block.level)
            mended.append(replace(block, level=min(len(above), DEEPEST)))
        else:
            mended.append(block)
    return tuple(mended)


def signatures(rows: Sequence[tuple[str, str, str]]) -> Table:
    """Make the place for signatures: who, as what, and when they signed (empty: to be signed)."""
    return Table(
        "Signatures",
        ("Name", "As", "Signature", "Date"),
        tuple((name, role, "Signed" if when else "", when) for name, role, when in rows),
        room_to_write=any(not when for _, _, when in rows),
    )
