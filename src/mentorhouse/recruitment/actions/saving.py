"""Make people of a checked spreadsheet: all of them or nobody, and the same twice as once.

One transaction under the lock of the import and of the programme. Whatever takes long without
writing (reading, checking) is done before it begins.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.db import OperationalError, transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.actions import find_or_open
from mentorhouse.accounts.models import User
from mentorhouse.organisations.actions import find_or_add
from mentorhouse.people import actions as people
from mentorhouse.people.models import IdentityAnswer, Person
from mentorhouse.people.rules import Profile, ToldOf, listed
from mentorhouse.programmes import actions as programmes
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.rules import Place
from mentorhouse.recruitment import queries
from mentorhouse.recruitment.actions.checking import LOST_RIGHT, checked_rows, note_check
from mentorhouse.recruitment.actions.ending import BROKEN, fail, forget, locked, move
from mentorhouse.recruitment.actions.telling import Told, shows
from mentorhouse.recruitment.models import ImportBatch
from mentorhouse.recruitment.rules import CheckedRows, SheetPerson
from mentorhouse.recruitment.sheets import UnreadableFile
from mentorhouse.recruitment.states import ImportMove, ImportState

SAVED = audit.Act("import.saved", "brought the people of a spreadsheet into the programme")
AT_ONCE = 1000
Kind = IdentityAnswer.Kind


def carry_out_save(batch_id: UUID, *, at: datetime, told: Told | None = None) -> None:
    """Save everybody or nobody. Safe to repeat, and for two workers at once."""
    batch = queries.waiting(batch_id, ImportState.SAVING)
    if batch is None or batch.saved_by is None:
        return
    by = batch.saved_by
    try:
        checked = checked_rows(batch, by=by, at=at, told=told or shows(batch))
        if checked.errors:
            note_check(batch, checked, ImportMove.FIND_PROBLEMS, at=at)
            return
        _save(batch, checked, by=by, at=at)
    except (UnreadableFile, NotVisible, NotNow) as refusal:
        fail(batch, str(refusal) or LOST_RIGHT, at=at)
        return
    except OperationalError:
        raise  # the database was busy or took the other side of a quarrel: the worker tries again
    except Exception:
        if queries.waiting(batch_id, ImportState.SAVING) is None:
            return  # another worker was first, and has deleted the file
        fail(batch, BROKEN, at=at)
        raise
    forget(batch, at=at)


def _save(batch: ImportBatch, checked: CheckedRows, *, by: User, at: datetime) -> None:
    with transaction.atomic():
        row = locked(batch)
        if row.state != ImportState.SAVING:
            return  # another worker was first
        programme = Programme.objects.select_for_update(no_key=True).get(pk=row.programme_id)
        require(by, Capability.IMPORT_PEOPLE, programme)
        declared_by = row.consent_declared_by
        tally = _write(programme, row.role, checked.people, declared_by=declared_by, at=at)
        move(row, ImportMove.FINISH_SAVE)
        row.counts = row.counts | dict(tally)
        row.finished_at = at
        row.save(update_fields=["state", "counts", "finished_at"])
        if declared_by is not None:
            people.note_declared(tally["identities"], by=declared_by, at=at)
        detail: dict[str, object] = {name: tally[name] for name in ("people", "added", "joined")}
        audit.record(SAVED, by=by, on=row, at=at, programme=row.programme_id, detail=detail)


def _write(
    programme: Programme,
    role: str,
    found: Sequence[SheetPerson],
    *,
    declared_by: User | None,
    at: datetime,
) -> Counter[str]:
    """Write everybody in the order of addresses, so that two imports at once cannot block."""
    ordered = sorted(found, key=lambda person: person.email)
    for some in _chunks(ordered):
        find_or_open(person.email for person in some)
    find_or_add(sorted({person.organisation for person in ordered}))
    tally = Counter(people=len(ordered), added=0, changed=0, kept=0, joined=0, identities=0)
    for some in _chunks(ordered):
        brought = people.bring_in_some(_profile(person) for person in some)
        said = {brought.people[p.email]: _told(p) for p in some}
        people.tell_some({who: told for who, told in said.items() if told != ToldOf()}, at=at)
        places = [Place(brought.people[p.email].pk, role, p.capacity) for p in some]
        joined = programmes.bring_in_some(programme, places, at=at)
        tally.update(
            added=brought.added, changed=brought.filled, kept=brought.kept, joined=len(joined)
        )
        if declared_by is not None:
            answers = _answers(some, brought)
            told = people.declare_some(answers, by=declared_by, at=at)
            tally.update(identities=len(told), identities_stay=len(answers) - len(told))
    return tally


def _chunks(found: Sequence[SheetPerson]) -> Iterator[Sequence[SheetPerson]]:
    for start in range(0, len(found), AT_ONCE):
        yield found[start : start + AT_ONCE]


def _profile(person: SheetPerson) -> Profile:
    return Profile(
        email=person.email,
        given_name=person.first_name,
        family_name=person.last_name,
        job_title=person.job_title,
        grade=person.grade,
        profession=person.profession,
        organisation=person.organisation,
        team=person.team,
        location=person.location,
        work_role=person.work_role,
        languages=person.languages,
        biography=person.biography,
    )


def _told(person: SheetPerson) -> ToldOf:
    return ToldOf(
        listed(person.skills),
        listed(person.interests),
        listed(person.developing),
        person.experience,
        person.meeting_places,
        person.availability,
    )


def _answers(
    some: Sequence[SheetPerson], brought: people.BroughtIn
) -> dict[Person, dict[Kind, str]]:
    return {
        brought.people[person.email]: {Kind(field): said for field, said in person.identity.items()}
        for person in some
        if person.identity
    }
