"""The steps that a co-ordinator begins: upload, check, save. The worker carries them out.

Each hands its work over in the same transaction, so that it survives a restart. A small file is
then worked on at once, while its owner waits; the worker finds nothing left to do.
"""

import base64
import zlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from django.db import OperationalError, transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import say
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.rules import check_open
from mentorhouse.programmes.states import Work
from mentorhouse.recruitment.actions.checking import carry_out_check
from mentorhouse.recruitment.actions.ending import locked, move
from mentorhouse.recruitment.actions.reading import note_reading
from mentorhouse.recruitment.actions.saving import carry_out_save
from mentorhouse.recruitment.models import SMALL_BYTES, FilePiece, ImportBatch
from mentorhouse.recruitment.sheets import check_size, read_table
from mentorhouse.recruitment.states import ImportMove, ImportState
from mentorhouse.recruitment.tasks import check_import, read_upload, save_import
from mentorhouse.vault.sealing import seal_all

UPLOADED = audit.Act("import.uploaded", "uploaded a spreadsheet of people")
CHECK_ASKED = audit.Act("import.check_asked", "asked to check a spreadsheet")
CONSENT_DECLARED = audit.Act(
    "import.consent_declared",
    "declared that the people in a spreadsheet consented to their identity data being used",
)
SAVE_ASKED = audit.Act("import.save_asked", "asked to save the people of a spreadsheet")
PIECE = 1_000_000


@dataclass(frozen=True)
class Spreadsheet:
    """A file as somebody brought it."""

    role: str
    filename: str
    content: bytes


@dataclass(frozen=True)
class Declaration:
    """What a co-ordinator says about identity data in the file (R1.07)."""

    consent: bool = False
    keep_biographies: bool = False


def upload(programme: Programme, sheet: Spreadsheet, *, by: User, at: datetime) -> ImportBatch:
    """Keep a spreadsheet until it is imported. Raises `UnreadableFile` for a small one at once.

    A large one is read by the worker; what cannot be read fails there with the same words.
    """
    require(by, Capability.IMPORT_PEOPLE, programme)
    check_open(programme.state, Work.BRING_IN)
    check_size(len(sheet.content))
    small = len(sheet.content) <= SMALL_BYTES
    table = read_table(BytesIO(sheet.content), filename=sheet.filename) if small else None
    batch = ImportBatch(
        programme=programme,
        role=sheet.role,
        filename=sheet.filename[-255:],
        size=len(sheet.content),
        made_by=by,
        made_at=at,
    )
    pieces = _pieces(batch, sheet.content)
    with transaction.atomic():
        if table is not None:
            note_reading(batch, table)
        batch.save()
        FilePiece.objects.bulk_create(pieces)
        if table is None:
            read_upload.enqueue(str(batch.pk))
        detail = {"bytes": batch.size}
        audit.record(UPLOADED, by=by, on=batch, at=at, programme=programme.pk, detail=detail)
    return batch


def start_check(
    batch: ImportBatch, declaration: Declaration, *, by: User, at: datetime
) -> ImportBatch:
    """Hand the file to the worker for checking; a small one is checked at once."""
    with transaction.atomic():
        row = locked(batch)
        require(by, Capability.IMPORT_PEOPLE, row)
        move(row, ImportMove.CHECK, say("This import is being worked on already, or is over."))
        row.consent_declared_by = by if declaration.consent else None
        row.consent_declared_at = at if declaration.consent else None
        row.keep_biographies = declaration.consent and declaration.keep_biographies
        row.done = row.total = 0
        row.save()
        check_import.enqueue(str(row.pk))
        if declaration.consent:
            audit.record(CONSENT_DECLARED, by=by, on=row, at=at, programme=row.programme_id)
        audit.record(CHECK_ASKED, by=by, on=row, at=at, programme=row.programme_id)
    if row.small:
        with suppress(OperationalError):  # the worker will do it
            carry_out_check(row.pk, at=at)
    return row


def start_save(batch: ImportBatch, *, by: User, at: datetime) -> ImportBatch:
    """Hand the people to the worker for saving; a small file is saved at once. Twice is as once."""
    with transaction.atomic():
        row = locked(batch)
        require(by, Capability.IMPORT_PEOPLE, row)
        if row.state in {ImportState.SAVING, ImportState.SAVED}:
            return row  # pressed twice
        check_open(row.programme.state, Work.BRING_IN)
        if row.counts.get("errors"):
            raise NotNow(say("Correct the problems in the file first, then bring it again."))
        move(row, ImportMove.SAVE, say("This file has to be checked before it can be saved."))
        row.saved_by, row.done, row.total = by, 0, 0
        row.save(update_fields=["state", "saved_by", "done", "total"])
        save_import.enqueue(str(row.pk))
        audit.record(SAVE_ASKED, by=by, on=row, at=at, programme=row.programme_id)
    if row.small:
        with suppress(OperationalError):  # the worker will do it
            carry_out_save(row.pk, at=at)
    return row


def _pieces(batch: ImportBatch, content: bytes) -> list[FilePiece]:
    packed = zlib.compress(content, 3)
    rows = [
        (FilePiece(batch=batch, number=number), packed[place : place + PIECE])
        for number, place in enumerate(range(0, len(packed), PIECE))
    ]
    seal_all([(row, {"content": base64.b85encode(part).decode()}) for row, part in rows])
    return [row for row, _ in rows]
