"""Look at the headings of an uploaded file, or refuse it in words."""

import json
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.relations import NotVisible
from mentorhouse.languages.saying import mark, say
from mentorhouse.recruitment import queries
from mentorhouse.recruitment.actions.ending import BROKEN, fail, locked, move
from mentorhouse.recruitment.models import ImportBatch
from mentorhouse.recruitment.rules import Field, looks_like_identity
from mentorhouse.recruitment.rules.fields import field_of
from mentorhouse.recruitment.rules.people import shown
from mentorhouse.recruitment.sheets import Table, UnreadableFile
from mentorhouse.recruitment.states import ImportMove, ImportState
from mentorhouse.vault.sealing import seal

READ = audit.Act("import.read", "read the headings of a spreadsheet")
SAMPLES = 3
SAMPLE_LENGTH = 60
NOT_SHOWN = mark("not shown, because this looks like data about identity")
OWN_WORDS = mark("not shown, because people write it in their own words")


def read_file(batch_id: UUID, *, at: datetime) -> None:
    """Look at the headings of an uploaded file. Safe to repeat, and for two workers at once."""
    batch = queries.waiting(batch_id, ImportState.UPLOADED)
    if batch is None:
        return
    try:
        table = queries.table_of(batch.made_by, batch, at=at)
    except UnreadableFile as refusal:
        fail(batch, str(refusal), at=at)
        return
    except NotVisible:
        fail(batch, BROKEN, at=at)
        return
    with transaction.atomic():
        row = locked(batch)
        if row.state != ImportState.UPLOADED:
            return  # another worker was first
        note_reading(row, table)
        row.save()
        audit.record(READ, by=None, task="import", on=row, at=at, programme=row.programme_id)


def note_reading(batch: ImportBatch, table: Table) -> None:
    """Keep what was seen; the caller saves the row."""
    move(batch, ImportMove.READ)
    columns = queries.columns_for(batch.programme, batch.role, table.headers)
    batch.columns = {str(place): field or "" for place, field in columns.items()}
    picture = {
        "headings": table.headers,
        "samples": [_samples(table, place) for place in range(len(table.headers))],
        "notes": table.notes,
        "rows": len(table.rows),
    }
    seal(batch, picture=json.dumps(picture))


def _samples(table: Table, place: int) -> list[str]:
    if looks_like_identity(table.headers[place]):
        return [say(NOT_SHOWN)]
    if field_of(table.headers[place], "mentor") is Field.BIOGRAPHY:
        return [say(OWN_WORDS)]
    found: list[str] = []
    for row in table.rows[:200]:
        text = shown(row.cells[place])
        text = text if len(text) <= SAMPLE_LENGTH else f"{text[:SAMPLE_LENGTH]}…"
        if text and text not in found:
            found.append(text)
        if len(found) == SAMPLES:
            break
    return found
