"""Whatever is done to the trail behind the product's back, walking it shows where."""

import pytest
from django.db import connection

from mentorhouse.audit import queries
from mentorhouse.audit.chain import GENESIS, hash_of
from mentorhouse.audit.models import AuditEntry, ChainHead
from mentorhouse.audit.queries import verify_chain
from mentorhouse.audit.triggers import UNGUARD

pytestmark = pytest.mark.django_db


@pytest.fixture
def trail(write):
    """Seven entries, and a database whose guard an attacker has taken off."""
    for number in range(7):
        write(detail={"count": number})
    with connection.cursor() as cursor:
        for statement in UNGUARD[connection.vendor]:
            cursor.execute(statement)
    return AuditEntry.objects


def test_an_untouched_trail_is_whole(trail):
    report = verify_chain()
    assert (report.whole, report.entries) == (True, 7)
    assert report.head == trail.last().hash


def test_an_empty_trail_is_whole():
    report = verify_chain()
    assert (report.whole, report.entries, report.head) == (True, 0, GENESIS)


@pytest.mark.parametrize("chunk", [1, 3, 7, 8])
def test_the_size_of_a_chunk_changes_nothing(trail, chunk, monkeypatch):
    monkeypatch.setattr(queries, "CHUNK", chunk)
    assert verify_chain().entries == 7
    trail.filter(sequence=4).update(actor="someone-else")
    assert verify_chain().broken_at == 4


@pytest.mark.parametrize(
    "change",
    [
        {"actor": "someone-else"}, {"act": "tests.other"}, {"subject_id": "2"}, {"detail": {}},
        {"subject_kind": "x"}, {"programme": "x"}, {"at": "2026-11-02T09:30:01Z"},
        {"detail": {"count": 99}}, {"hash": "f" * 64}, {"previous_hash": "f" * 64},
    ],
)  # fmt: skip
@pytest.mark.requirement("R15.05")
def test_a_changed_entry_is_found(trail, change):
    assert trail.filter(sequence=4).update(**change) == 1
    report = verify_chain()
    assert (report.whole, report.broken_at, report.entries) == (False, 4, 3)


@pytest.mark.parametrize("sequence", [1, 4, 7])
def test_a_missing_entry_is_found(trail, sequence):
    trail.filter(sequence=sequence).delete()
    assert verify_chain().broken_at == sequence


def test_an_inserted_entry_is_found(trail):
    forged = trail.last()
    forged.sequence, forged.previous_hash, forged.actor = 8, forged.hash, "someone"
    forged.hash = hash_of(forged.link())
    forged.save(force_insert=True)
    report = verify_chain()
    assert (report.broken_at, report.entries) == (8, 7)


def test_entries_made_anew_after_a_change_break_against_the_head(trail):
    """Someone rewrites an entry and every hash after it, but not the head row."""
    previous = trail.get(sequence=3).hash
    for entry in trail.filter(sequence__gte=4):
        entry.actor, entry.previous_hash = "someone-else", previous
        previous = entry.hash = hash_of(entry.link())
        entry.save()
    assert not verify_chain().whole


def test_a_cut_end_shows_only_against_a_noted_head(trail):
    noted = trail.last().hash
    trail.filter(sequence__gt=5).delete()
    ChainHead.objects.update(sequence=5, hash=trail.last().hash)
    assert verify_chain().whole  # nothing inside the database can tell
    report = verify_chain(noted=noted)
    assert not report.whole
    assert "noted" in report.problem


def test_a_head_noted_earlier_stays_valid_while_the_trail_grows(trail, write):
    noted = [GENESIS, *trail.values_list("hash", flat=True)]
    write()
    assert all(verify_chain(noted=head).whole for head in noted)
    assert not verify_chain(noted="f" * 64).whole


def test_a_lost_head_is_found(trail):
    ChainHead.objects.all().delete()
    assert not verify_chain().whole
