"""The end of an import: abandoned, failed, and in every case forgotten, file and key."""

from datetime import datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.access.states import after
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.recruitment.models import FilePiece, ImportBatch, ProblemPage
from mentorhouse.recruitment.queries import left_lying
from mentorhouse.recruitment.states import AT_WORK, IMPORT, ImportMove, ImportState
from mentorhouse.vault.actions import destroy_key

ABANDONED = audit.Act("import.abandoned", "abandoned an import; its file was deleted")
FAILED = audit.Act("import.failed", "could not go on with an import; its file was deleted")
TASK = "import"
BROKEN = mark(
    "Something went wrong on our side, and nobody was saved. Bring the file again. If it happens "
    "again, tell whoever runs this installation."
)
LEFT_LYING = mark("It was not finished within a day, so nobody was saved. Bring the file again.")


def locked(batch: ImportBatch) -> ImportBatch:
    """Lock the row of an import, with its programme to look at."""
    rows = ImportBatch.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "programme"
    )
    return rows.get(pk=batch.pk)


def move(row: ImportBatch, step: ImportMove, refusal: str = "") -> None:
    """Bring a locked import into the state after a move; the caller saves it."""
    row.state = after(IMPORT, ImportState(row.state), step, refusal=refusal).value


def abandon(batch: ImportBatch, *, by: User, at: datetime) -> None:
    """Give an import up before anybody is saved. Twice is as once."""
    with transaction.atomic():
        row = locked(batch)
        require(by, Capability.IMPORT_PEOPLE, row)
        if row.state != ImportState.ABANDONED:
            move(row, ImportMove.ABANDON, say("This import is being saved or is over already."))
            row.finished_at = at
            row.save(update_fields=["state", "finished_at"])
            audit.record(ABANDONED, by=by, on=row, at=at, programme=row.programme_id)
    forget(batch, at=at)


def fail(batch: ImportBatch, words: str, *, at: datetime) -> None:
    """Put an end to an import that cannot go on; the words are for the people who brought it."""
    with transaction.atomic():
        row = locked(batch)
        if row.state in AT_WORK:
            move(row, ImportMove.FAIL)
            row.failure, row.finished_at = words[:500], at
            row.save(update_fields=["state", "failure", "finished_at"])
            audit.record(FAILED, by=None, task=TASK, on=row, at=at, programme=row.programme_id)
    forget(batch, at=at)


def forget(batch: ImportBatch, *, at: datetime) -> None:
    """Delete the file of an import that is over, what was found in it, and its key (R1.07)."""
    with transaction.atomic():
        row = locked(batch)
        if not row.over or row.forgotten_at is not None:
            return
        FilePiece.objects.filter(batch=row).delete()
        ProblemPage.objects.filter(batch=row).delete()
        row.picture, row.forgotten_at = None, at
        row.save(update_fields=["picture", "forgotten_at"])
        destroy_key(row.sealed_for(), by=None, task=TASK, at=at, programme=row.programme_id)


def tidy(*, at: datetime) -> int:
    """End what nobody has gone on with for a day, and forget what is over; say how many."""
    rows = list(left_lying(at=at))
    for batch in rows:
        if batch.at_work:
            fail(batch, LEFT_LYING, at=at)
        elif not batch.over:
            _abandon_alone(batch, at=at)
        forget(batch, at=at)
    return len(rows)


def _abandon_alone(batch: ImportBatch, *, at: datetime) -> None:
    with transaction.atomic():
        row = locked(batch)
        if row.over or row.at_work:
            return
        move(row, ImportMove.ABANDON)
        row.failure, row.finished_at = LEFT_LYING, at
        row.save(update_fields=["state", "failure", "finished_at"])
        audit.record(ABANDONED, by=None, task=TASK, on=row, at=at, programme=row.programme_id)
