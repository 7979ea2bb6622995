"""Private notes: of their author, for their author (R6.13)."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.development.models import Note, Notebook
from mentorhouse.development.queries.goals import kept
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.vault.sealing import open_rows, without_destroyed


def own_place(viewer: Viewer, partnership_id: UUID) -> tuple[Partnership, Notebook | None]:
    """Return where somebody keeps private notes, and their book if they have begun one.

    Who has left a group still reads their own. Raises `NotVisible`.
    """
    book = (
        Notebook.objects.select_related("partnership__programme")
        .filter(partnership=partnership_id, person=viewer.pk)
        .first()
    )
    if book is None:
        return kept(viewer, partnership_id, Capability.KEEP_OWN_NOTES), None
    require(viewer, Capability.KEEP_OWN_NOTES, book)
    if book.partnership.content_gone_at:
        raise NotVisible
    return book.partnership, book


def may_write_in(viewer: Viewer, partnership: Partnership) -> bool:
    """Whether somebody may still write: it runs, and they are in it."""
    mine = partnership.members.filter(participation__person=viewer.pk)
    return partnership.state == PartnershipState.ACTIVE.value and mine.exists()


def notes_in(book: Notebook | None) -> QuerySet[Note]:
    """Return the notes in a book, the last changed first; nothing is opened."""
    return Note.objects.filter(notebook=book).order_by("-changed_at", "pk")


def note_for(book: Notebook | None, note_id: UUID) -> Note:
    """Return one note of a book. Raises `NotVisible`."""
    row = notes_in(book).filter(pk=note_id).first()
    if row is None or book is None:
        raise NotVisible
    row.notebook = book
    return row


def read_notes(
    viewer: Viewer, book: Notebook | None, rows: list[Note], *, at: datetime
) -> list[tuple[Note, str]]:
    """Open some notes of one's own book."""
    if book is None:
        return []
    for row in rows:
        row.notebook = book
    living = without_destroyed(rows)
    texts = open_rows(viewer, living, at=at, purpose="read own notes")
    return [(row, words["words"]) for row, words in zip(living, texts, strict=True)]
