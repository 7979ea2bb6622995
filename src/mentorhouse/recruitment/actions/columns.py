"""Say what the columns of a spreadsheet hold, and remember it for the next one like it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.recruitment.actions.ending import locked, move
from mentorhouse.recruitment.models import ColumnChoice, ImportBatch
from mentorhouse.recruitment.rules import Field
from mentorhouse.recruitment.rules.fields import fingerprint
from mentorhouse.recruitment.states import ImportMove

COLUMNS_CHOSEN = audit.Act("import.columns_chosen", "said what the columns of a spreadsheet hold")
TOO_LATE = mark(
    "The columns cannot be changed any more: this import is being worked on or is over."
)


def choose_columns(
    batch: ImportBatch,
    columns: Mapping[int, Field | None],
    *,
    headings: Sequence[str],
    by: User,
    at: datetime,
) -> ImportBatch:
    """Keep what each column holds; nothing is checked or saved yet."""
    kept = {str(place): field.value if field else "" for place, field in columns.items()}
    with transaction.atomic():
        row = locked(batch)
        require(by, Capability.IMPORT_PEOPLE, row)
        move(row, ImportMove.CHOOSE_COLUMNS, say(TOO_LATE))
        row.columns = kept
        row.save(update_fields=["state", "columns"])
        ColumnChoice.objects.update_or_create(
            programme=row.programme,
            role=row.role,
            headings_hash=fingerprint(headings),
            defaults={"columns": kept},
        )
        audit.record(COLUMNS_CHOSEN, by=by, on=row, at=at, programme=row.programme_id)
    return row
