"""What the pages of all books share: sections drawn, and the book as a file."""

from datetime import date

from django.conf import settings
from django.http import HttpResponse
from markupsafe import Markup

from mentorhouse.access.relations import NotVisible
from mentorhouse.documents import Heading, as_html
from mentorhouse.documents.downloads import KINDS, response
from mentorhouse.handbook.rules import Book, Key, Section
from mentorhouse.programmes.models import Programme


def drawn(book: Book) -> list[tuple[Section, Markup]]:
    """Draw the sections that have something to read."""
    return [
        (section, as_html((Heading(section.title), *section.blocks)))
        for section in book.sections
        if not section.is_empty
    ]


def key_of(slug: str) -> Key:
    """Return which book an address names."""
    try:
        return Key(slug)
    except ValueError as unknown:
        raise NotVisible from unknown


def as_file(book: Book, programme: Programme, kind: str, *, today: date) -> HttpResponse:
    """Hand a book out as Word or PDF."""
    if kind not in KINDS:
        raise NotVisible
    document = book.document(
        programme=programme.name,
        organisation=settings.ORGANISATION_NAME,
        site=settings.BASE_URL,
        today=today,
    )
    return response(document, kind)
