"""Working through a sheet part by part, and sharing it or taking it back (R8.04–R8.09)."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.accounts.models import User
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.development.actions.notes import book_of
from mentorhouse.development.models import Sheet
from mentorhouse.development.queries.sheets import opened
from mentorhouse.development.rules.kinds import KINDS
from mentorhouse.development.rules.sheets import Kind
from mentorhouse.languages.saying import mark
from mentorhouse.partnerships.actions.members import locked_running
from mentorhouse.partnerships.models import Partnership
from mentorhouse.vault.sealing import seal

BEGUN = audit.Act("sheet.begun", mark("began to work something through"))
WRITTEN = audit.Act("sheet.written", mark("went on working something through"))
SHARED = audit.Act("sheet.shared", mark("shared what was worked through with the others"))
TAKEN_BACK = audit.Act("sheet.taken_back", mark("took back what was shared with the others"))


def begin_sheet(
    partnership: Partnership, kind: Kind, answers: Mapping[str, Any], *, once: UUID, by: User,
    at: datetime,
) -> Sheet:  # fmt: skip
    """Begin a sheet with the answers of its first part; sending the form twice begins it once."""
    with transaction.atomic():
        row = locked_running(partnership.pk, Capability.WRITE_SHEET, by)
        book = book_of(row, by=by, at=at)
        sent = Sheet.objects.filter(notebook=book, once=once).first()
        if sent is not None:
            return sent
        sheet = Sheet(notebook=book, once=once, kind=kind.key, begun_at=at, changed_at=at)
        seal(sheet, answers=json.dumps(dict(answers)))
        sheet.save(force_insert=True)
        _record(BEGUN, sheet, by=by, at=at)
    return sheet


def write_part(
    sheet: Sheet, answers: Mapping[str, Any], *, based_on: int, by: User, at: datetime
) -> Sheet:
    """Put the answers of one part among the others. Raises `ChangedMeanwhile`."""
    with transaction.atomic():
        row = _locked(sheet, by)
        if row.revision != based_on:
            raise ChangedMeanwhile
        before = opened(by, [row], at=at)[0].answers
        seal(row, answers=json.dumps({**before, **answers}))
        row.revision, row.changed_at = row.revision + 1, at
        row.save()
        _record(WRITTEN, row, by=by, at=at)
    return row


def share_sheet(sheet: Sheet, *, shared: bool, by: User, at: datetime) -> Sheet:
    """Let the others in the partnership read it, or take it back; taking back also after the end.

    Raises `NotVisible` for a kind that nobody else reads.
    """
    with transaction.atomic():
        row = _locked(sheet, by) if shared else _own(sheet, by)
        if shared and not KINDS[row.kind].shareable:
            raise NotVisible
        if row.shared != shared:
            row.shared = shared
            row.save(update_fields=["shared"])
            _record(SHARED if shared else TAKEN_BACK, row, by=by, at=at)
    return row


def _locked(sheet: Sheet, by: User) -> Sheet:
    locked_running(sheet.notebook.partnership_id, Capability.WRITE_SHEET, by)
    return _own(sheet, by)


def _own(sheet: Sheet, by: User) -> Sheet:
    rows = Sheet.objects.select_for_update(no_key=True, of=("self",))
    found = rows.select_related("notebook__partnership").filter(pk=sheet.pk, notebook__person=by.pk)
    row = found.first()
    if row is None:
        raise NotVisible
    return row


def _record(act: audit.Act, row: Sheet, *, by: User, at: datetime) -> None:
    programme = row.notebook.partnership.programme_id
    audit.record(act, by=by, on=row, at=at, programme=programme)
