"""What a letter is, and who writes which: rooms register writers in their `emails.py`.

    @letter("partnership.offered")
    def offered(to: User, about: dict[str, str]) -> Letter | None: ...

A writer runs when the letter is sent, so what it says lies nowhere before. It returns None when
the cause is gone; then nothing is sent.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Link:
    """The one thing to press in a letter."""

    text: str
    url: str


@dataclass(frozen=True)
class Attachment:
    """A file that travels with a letter.

    A calendar file names its method in the content type (`text/calendar; method=REQUEST`);
    mail programs need it there to offer, move or cancel the event.
    """

    filename: str
    content: bytes
    content_type: str


@dataclass(frozen=True)
class Letter:
    """What one person is told: plain paragraphs and at most one link."""

    subject: str
    paragraphs: tuple[str, ...]
    link: Link | None = None
    attachments: tuple[Attachment, ...] = ()
    greeting: str = ""  # empty: the usual one
    to: str = ""  # the address of a reader without an account (`post_outside`)


# Writers take the user model of the installation, which this room does not know by name.
Writer = Callable[[Any, dict[str, str]], Letter | None]

_WRITERS: dict[str, Writer] = {}


class UnknownLetter(LookupError):
    """No room writes letters of this kind."""


def letter(kind: str) -> Callable[[Writer], Writer]:
    """Register the writer of one kind of letter. The kind is `noun.verb`."""

    def register(writer: Writer) -> Writer:
        if kind in _WRITERS and _WRITERS[kind].__module__ != writer.__module__:
            msg = f"Two rooms write {kind!r}."
            raise ValueError(msg)
        _WRITERS[kind] = writer
        return writer

    return register


def writer_of(kind: str) -> Writer:
    """Return the writer of a kind."""
    try:
        return _WRITERS[kind]
    except KeyError:
        raise UnknownLetter(kind) from None


def kinds() -> Mapping[str, Writer]:
    """Every kind of letter that the house writes."""
    return dict(_WRITERS)
