"""Check every row of a spreadsheet before anything is saved (R3.09)."""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from uuid import UUID

from django.db import OperationalError, transaction

from mentorhouse import audit
from mentorhouse.access.relations import NotVisible
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark
from mentorhouse.programmes.models import Participation
from mentorhouse.recruitment import queries
from mentorhouse.recruitment.actions.ending import BROKEN, fail, locked, move
from mentorhouse.recruitment.actions.telling import Told, Watched, shows
from mentorhouse.recruitment.models import ImportBatch, ProblemPage
from mentorhouse.recruitment.queries import ON_A_PAGE
from mentorhouse.recruitment.rules import CheckedRows, Problem, check_rows
from mentorhouse.recruitment.rules.people import Weight
from mentorhouse.recruitment.rules.programme import ladder_of, with_missing
from mentorhouse.recruitment.sheets import UnreadableFile
from mentorhouse.recruitment.states import ImportMove, ImportState
from mentorhouse.vault.sealing import seal, seal_all

CHECKED = audit.Act("import.checked", "checked a spreadsheet")
ROLES = Participation.Role
OTHER = {ROLES.MENTOR.value: ROLES.MENTEE.value, ROLES.MENTEE.value: ROLES.MENTOR.value}
PAGES_AT_ONCE = 200

LOST_RIGHT = mark(
    "Whoever asked for it is no co-ordinator of the programme any more, so nobody was saved."
)


def carry_out_check(batch_id: UUID, *, at: datetime, told: Told | None = None) -> None:
    """Check the file. Safe to repeat, and for two workers at once."""
    batch = queries.waiting(batch_id, ImportState.CHECKING)
    if batch is None:
        return
    try:
        checked = checked_rows(batch, by=batch.made_by, at=at, told=told or shows(batch))
    except (UnreadableFile, NotVisible) as refusal:
        fail(batch, str(refusal) or LOST_RIGHT, at=at)
        return
    except OperationalError:
        raise  # the database was busy: the worker tries again
    except Exception:
        if queries.waiting(batch_id, ImportState.CHECKING) is None:
            return  # another worker was first, and has deleted the file
        fail(batch, BROKEN, at=at)
        raise
    note_check(batch, checked, ImportMove.FINISH_CHECK, at=at)


def checked_rows(batch: ImportBatch, *, by: User, at: datetime, told: Told) -> CheckedRows:
    """Read and check the file, with what only the database knows."""
    table = queries.table_of(by, batch, at=at)
    design = batch.programme.design
    checked = check_rows(
        replace(table, rows=Watched(table.rows, told)),
        batch.chosen,
        role=batch.role,
        ladder=ladder_of(design),
        largest_capacity=design.mentors.largest_capacity,
        identity_declared=batch.consent_declared_at is not None,
        keep_biographies=batch.keep_biographies,
    )
    if not any(person.both_roles for person in checked.people):
        return checked
    there = queries.addresses_in(batch.programme, OTHER[batch.role])
    return with_missing(checked, table, batch.chosen, other=OTHER[batch.role], there=there)


def note_check(batch: ImportBatch, checked: CheckedRows, step: ImportMove, *, at: datetime) -> None:
    """Write down what the check found, unless somebody has gone on with the import meanwhile."""
    listed = sorted(checked.problems, key=lambda p: (p.weight is Weight.NOTE, p.row))
    here = queries.addresses_in(batch.programme, batch.role)
    picture = queries.picture_of(batch.made_by, batch, at=at)
    errors = sum(problem.weight is Weight.ERROR for problem in listed)
    with transaction.atomic():
        row = locked(batch)
        if row.state != batch.state:
            return
        move(row, step)
        ProblemPage.objects.filter(batch=row).delete()
        _keep_problems(row, listed)
        seal(row, picture=json.dumps(asdict(replace(picture, notes=list(checked.notes)))))
        row.counts = {
            "people": len(checked.people),
            "here": sum(person.email in here for person in checked.people),
            "errors": checked.errors,
            "errors_listed": errors,
            "notes": len(listed) - errors,
            "biographies_left_out": checked.biographies_left_out,
            "identity_columns_left_out": checked.identity_columns_left_out,
        }
        row.save()
        detail = {"people": len(checked.people), "errors": checked.errors}
        programme = row.programme_id
        audit.record(
            CHECKED, by=None, task="import", on=row, at=at, programme=programme, detail=detail
        )


def _keep_problems(row: ImportBatch, listed: Sequence[Problem]) -> None:
    pages = [listed[place : place + ON_A_PAGE] for place in range(0, len(listed), ON_A_PAGE)]
    for start in range(0, len(pages), PAGES_AT_ONCE):
        made = [
            (
                ProblemPage(batch=row, number=start + number),
                {"problems": json.dumps([asdict(problem) for problem in page])},
            )
            for number, page in enumerate(pages[start : start + PAGES_AT_ONCE])
        ]
        seal_all(made)
        ProblemPage.objects.bulk_create([page for page, _ in made])
