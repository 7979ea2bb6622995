"""Two at once: one result, nobody twice, no error; and the race is real without the lock."""

import os
from threading import Barrier, BrokenBarrierError

import pytest

from mentorhouse.accounts.models import User
from mentorhouse.audit.models import AuditEntry
from mentorhouse.audit.queries import verify_chain
from mentorhouse.organisations.models import Organisation
from mentorhouse.people.models import Person
from mentorhouse.programmes.models import Participation
from mentorhouse.recruitment.actions import saving
from mentorhouse.recruitment.actions.ending import abandon
from mentorhouse.recruitment.actions.saving import carry_out_save
from mentorhouse.recruitment.actions.starting import start_save
from mentorhouse.recruitment.models import imports
from tests.factories import AT, coordinator_of, make_programme
from tests.recruitment.conftest import Importer
from tests.recruitment.files import csv_file, mentor
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
ROUNDS = 3


def ready_to_save(rows, monkeypatch) -> tuple[Importer, imports.ImportBatch]:
    programme = make_programme()
    importer = Importer(programme, coordinator_of(programme))
    batch = importer.check(csv_file(rows))
    with monkeypatch.context() as patched:
        patched.setattr(imports, "SMALL_BYTES", -1)
        start_save(batch, by=importer.by, at=AT)
    return importer, batch


@pytest.mark.requirement("R3.09")
def test_two_workers_save_the_same_file_once(monkeypatch):
    importer, batch = ready_to_save([mentor(n) for n in range(20)], monkeypatch)
    done = at_once(*[lambda: carry_out_save(batch.pk, at=AT)] * 2)
    assert done == [None, None]
    batch = importer.again(batch)
    assert (batch.state, batch.counts["added"], batch.counts["joined"]) == ("saved", 20, 20)
    assert (Person.objects.count(), Participation.objects.count()) == (20, 20)
    assert AuditEntry.objects.filter(act="import.saved").count() == 1
    assert verify_chain().whole


@pytest.mark.requirement("R3.09")
def test_two_co_ordinators_bring_overlapping_people_at_once(monkeypatch):
    for turn in range(ROUNDS):

        def named(n, turn=turn):
            return mentor(n, **{"email address": f"m{turn}.{n}@example.org"})

        imports = [
            ready_to_save([named(n) for n in some], monkeypatch)
            for some in (range(30), range(29, 9, -1))
        ]
        done = at_once(*(lambda b=batch: carry_out_save(b.pk, at=AT) for _, batch in imports))
        assert done == [None, None]
        assert [i.again(b).state for i, b in imports] == ["saved", "saved"]
        assert User.objects.filter(email__startswith=f"m{turn}.").count() == 30
        assert [i.programme.participations.count() for i, _ in imports] == [30, 20]
    assert Organisation.objects.count() == 5


def test_saving_and_giving_up_at_once_end_in_one_of_the_two(monkeypatch):
    for turn in range(ROUNDS):
        programme = make_programme()
        importer = Importer(programme, coordinator_of(programme))
        batch = importer.check(csv_file([mentor(turn)]))
        at_once(
            lambda i=importer, b=batch: start_save(b, by=i.by, at=AT),
            lambda i=importer, b=batch: abandon(b, by=i.by, at=AT),
        )
        state = importer.again(batch).state
        assert (state, programme.participations.count()) in {("saved", 1), ("abandoned", 0)}


@pytest.mark.skipif(
    os.environ.get("TEST_DATABASE") != "postgresql",
    reason="SQLite lets one transaction write at a time; the lock matters on PostgreSQL",
)
def test_without_the_lock_the_race_is_real(monkeypatch):
    _, batch = ready_to_save([mentor(n) for n in range(5)], monkeypatch)
    both_have_read = Barrier(2)

    def unlocked(batch):
        row = imports.ImportBatch.objects.select_related("programme").get(pk=batch.pk)
        try:
            both_have_read.wait(5)
        except BrokenBarrierError:
            pytest.fail("The two did not overlap.")
        return row

    monkeypatch.setattr(saving, "locked", unlocked)
    monkeypatch.setattr(saving, "forget", lambda *a, **k: None)
    at_once(*[lambda: carry_out_save(batch.pk, at=AT)] * 2)
    assert AuditEntry.objects.filter(act="import.saved").count() == 2
