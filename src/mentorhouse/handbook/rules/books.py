"""A book: one document of a programme, made of sections that can be written anew."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from mentorhouse.documents import Block, Document, Heading, Paragraph, from_markdown
from mentorhouse.programmes.design import Design
from mentorhouse.programmes.states import ProgrammeState

LONGEST_SECTION = 8000
# While these hold, anyone may read the public page (R2.15).
PUBLIC_STATES = frozenset(
    {ProgrammeState.RECRUITING, ProgrammeState.MATCHING, ProgrammeState.RUNNING}
)


class Key(StrEnum):
    """The books of a programme; the value is in its address and in its design."""

    POLICY = "policy"
    MANUAL = "manual"
    MENTOR_GUIDE = "mentor_guide"
    MENTEE_GUIDE = "mentee_guide"
    PUBLIC_PAGE = "public_page"
    EVIDENCE = "evidence"


@dataclass(frozen=True)
class Contact:
    """Somebody to turn to."""

    name: str
    email: str
    where: str = ""


@dataclass(frozen=True)
class KnownPolicy:
    """A policy of the programme: its title, and who approved the version in force when."""

    title: str
    in_force: bool
    approved_on: date | None = None
    approved_by: str = ""
    review_on: date | None = None


@dataclass(frozen=True)
class Reading:
    """A guidance text: where it is, and what it says if it is short enough to stand in a guide."""

    title: str
    summary: str
    address: str
    text: str = ""


@dataclass(frozen=True)
class Known:
    """What the books are made from."""

    design: Design
    today: date
    coordinators: tuple[Contact, ...] = ()
    policies: tuple[KnownPolicy, ...] = ()
    readings: tuple[Reading, ...] = ()
    # The whole address of the public page, for paper; the page itself does not name it.
    public_address: str = ""


@dataclass(frozen=True)
class Section:
    """One section as the settings make it, and the programme's own words.

    Own words take the place of the made text; where `joins` is set they follow it, because the
    made part has to stay complete.
    """

    key: str
    title: str
    made: tuple[Block, ...] = ()
    joins: bool = False
    own: str = ""
    hint: str = ""  # where the made text comes from, for who may change it

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What is read."""
        own = from_markdown(self.own, below=1)
        return (*self.made, *own) if self.joins or not own else own

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read."""
        return not self.blocks


@dataclass(frozen=True)
class Book:
    """One document of a programme."""

    key: Key
    title: str
    about: str
    readers: str
    sections: tuple[Section, ...] = field(default=())

    @property
    def missing(self) -> tuple[Section, ...]:
        """The sections that nobody has written and no setting fills."""
        return tuple(section for section in self.sections if section.is_empty)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Everything that is read, section by section."""
        return tuple(
            block
            for section in self.sections
            if not section.is_empty
            for block in (Heading(section.title), *section.blocks)
        )

    def section(self, key: str) -> Section | None:
        """Return one section, if the book has it."""
        return next((section for section in self.sections if section.key == key), None)

    def document(self, *, programme: str, organisation: str, site: str, today: date) -> Document:
        """Return the book as a document to draw; a flyer is headed by the programme’s name."""
        is_flyer = self.key is Key.PUBLIC_PAGE
        return Document(
            title=programme if is_flyer else self.title,
            subtitle="" if is_flyer else programme,
            blocks=self.blocks,
            made_on=today,
            organisation=organisation,
            site=site,
        )


def with_own_words(sections: Iterable[Section], own: Mapping[str, str]) -> tuple[Section, ...]:
    """Return sections with what the programme wrote itself."""
    return tuple(replace(section, own=own.get(section.key, "").strip()) for section in sections)


def said(text: str) -> tuple[Block, ...]:
    """Return a text of the settings as blocks; nothing where it is empty."""
    return from_markdown(text, below=1)


def sentence(*parts: str) -> tuple[Block, ...]:
    """Return one paragraph of the sentences that are there; nothing where none is."""
    words = " ".join(part for part in parts if part)
    return (Paragraph(words),) if words else ()
