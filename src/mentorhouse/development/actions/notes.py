"""Keeping private notes, and forgetting them with the rest of what a pair wrote (R6.13)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.accounts.models import User
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.development.models import Note, Notebook
from mentorhouse.languages.saying import mark
from mentorhouse.notifications.clock import one_by_one
from mentorhouse.partnerships.actions.members import locked_running
from mentorhouse.partnerships.models import Partnership
from mentorhouse.vault.actions import destroy_key
from mentorhouse.vault.sealing import seal

WRITTEN = audit.Act("own_note.written", mark("wrote a private note"))
DELETED = audit.Act("own_note.deleted", mark("deleted a private note"))
TASK = "forget content"


def book_of(row: Partnership, *, by: User, at: datetime) -> Notebook:
    """Return somebody's private book in a partnership that is locked, begun where it is new."""
    book, _ = Notebook.objects.get_or_create(
        partnership=row, person_id=by.pk, defaults={"begun_at": at}
    )
    return book


def write_note(partnership: Partnership, words: str, *, once: UUID, by: User, at: datetime) -> Note:
    """Write a private note; sending the same form twice writes it once."""
    with transaction.atomic():
        row = locked_running(partnership.pk, Capability.KEEP_OWN_NOTES, by)
        book = book_of(row, by=by, at=at)
        sent = Note.objects.filter(notebook=book, once=once).first()
        if sent is not None:
            return sent
        note = Note(notebook=book, once=once, written_at=at, changed_at=at)
        seal(note, words=words)
        note.save(force_insert=True)
        _record(WRITTEN, note, row, by=by, at=at)
    return note


def change_note(note: Note, words: str, *, based_on: int, by: User, at: datetime) -> Note:
    """Change a note. Raises `ChangedMeanwhile` when it was changed in another window."""
    with transaction.atomic():
        row = locked_running(note.notebook.partnership_id, Capability.KEEP_OWN_NOTES, by)
        found = _locked(note, by)
        if found.revision != based_on:
            raise ChangedMeanwhile
        seal(found, words=words)
        found.revision, found.changed_at = found.revision + 1, at
        found.save()
        _record(WRITTEN, found, row, by=by, at=at)
    return found


def delete_note(note: Note, *, by: User, at: datetime) -> None:
    """Delete a note, also after the end."""
    with transaction.atomic():
        found = _locked(note, by)
        about = audit.Subject("development.note", str(found.pk))
        programme = found.notebook.partnership.programme_id
        found.delete()
        audit.record(DELETED, by=by, on=about, at=at, programme=programme)


def forget_notebooks(*, at: datetime) -> int:
    """Destroy the keys of private books where the words of the pair are gone; return how many."""
    gone = Notebook.objects.filter(partnership__content_gone_at__isnull=False)
    due = list(gone.order_by("pk").values_list("pk", flat=True))
    return one_by_one(lambda pk: _forget(pk, at=at), due)


def _forget(book_id: UUID, *, at: datetime) -> bool:
    with transaction.atomic():
        rows = Notebook.objects.select_for_update(no_key=True, of=("self",))
        book = rows.select_related("partnership").filter(pk=book_id).first()
        if book is None:
            return False
        owner, programme = book.sealed_for(), book.partnership.programme_id
        book.delete()
        destroy_key(owner, by=None, at=at, programme=programme, task=TASK)
    return True


def _locked(note: Note, by: User) -> Note:
    rows = Note.objects.select_for_update(no_key=True, of=("self",))
    row = rows.select_related("notebook__partnership").filter(pk=note.pk).first()
    if row is None:
        raise NotVisible
    require(by, Capability.READ_OWN_NOTES, row)
    return row


def _record(act: audit.Act, note: Note, row: Partnership, *, by: User, at: datetime) -> None:
    audit.record(act, by=by, on=note, at=at, programme=row.programme_id)
