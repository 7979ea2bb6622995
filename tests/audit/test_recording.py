"""Entries stand in one line, however many write at once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, connections, transaction

from mentorhouse.audit import NotForTheTrail, Subject, recording
from mentorhouse.audit.chain import GENESIS, hash_of
from mentorhouse.audit.models import AuditEntry, ChainHead
from mentorhouse.audit.queries import verify_chain
from tests.audit.conftest import AT, Somebody


@pytest.mark.django_db
@pytest.mark.requirement("R15.05")
def test_an_entry_says_who_did_what_to_what_when(write):
    who, programme = Somebody(), uuid4()
    write(by=who, programme=programme, detail={"count": 3})
    entry = AuditEntry.objects.get()
    assert (entry.sequence, entry.previous_hash) == (1, GENESIS)
    assert (entry.act, entry.actor, entry.task, entry.at) == ("tests.tested", str(who.pk), "", AT)
    assert (entry.subject_kind, entry.subject_id) == ("tests.thing", "1")
    assert (entry.programme, entry.detail) == (str(programme), {"count": 3})
    assert entry.hash == hash_of(entry.link())
    assert ChainHead.objects.get().hash == entry.hash


@pytest.mark.django_db
def test_each_entry_follows_the_one_before(write):
    for _ in range(3):
        write()
    first, second, third = AuditEntry.objects.all()
    assert (second.previous_hash, third.previous_hash) == (first.hash, second.hash)
    assert [e.sequence for e in (first, second, third)] == [1, 2, 3]


@pytest.mark.django_db
def test_a_row_is_named_by_its_kind_and_identifier(write):
    head = ChainHead(pk=1)
    write(on=head)
    entry = AuditEntry.objects.get()
    assert (entry.subject_kind, entry.subject_id) == ("audit.chainhead", "1")


@pytest.mark.django_db
def test_the_machine_is_named_by_its_task(write):
    write(by=None, task="send reminders")
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.task) == ("", "send_reminders")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changes",
    [
        {"by": None},
        {"task": "reminders"},
        {"by": Somebody(pk=None)},
        {"at": datetime(2026, 11, 2)},  # a time without a zone is the point
        {"detail": {"name": "Anna Example"}},
        {"by": None, "task": "Anna Example"},
    ],
)
def test_half_an_entry_is_refused_and_leaves_nothing(write, changes):
    with pytest.raises((ValueError, NotForTheTrail)):
        write(**changes)
    assert not AuditEntry.objects.exists()


@pytest.mark.django_db
def test_an_entry_goes_with_its_deed(write):
    with pytest.raises(RuntimeError), transaction.atomic():
        write()
        raise RuntimeError
    write()
    assert [e.sequence for e in AuditEntry.objects.all()] == [1]
    assert verify_chain().whole


def at_once(deed, threads: int) -> list:
    """Run a deed in many threads that start together; return what each gave or raised."""
    start = threading.Barrier(threads)

    def run(number):
        start.wait()
        try:
            return deed(number)
        except IntegrityError as clash:
            return clash
        finally:
            connections.close_all()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(run, range(threads)))


@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_make_one_chain_without_gaps(write):
    def twice(number: int) -> None:
        write(on=Subject("tests.thing", str(number)))
        with transaction.atomic():  # inside a deed too
            write(on=Subject("tests.thing", str(number)))

    assert at_once(twice, 50) == [None] * 50
    assert list(AuditEntry.objects.values_list("sequence", flat=True)) == list(range(1, 101))
    report = verify_chain()
    assert (report.whole, report.entries) == (True, 100)


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_two_would_write_the_same_place(write, monkeypatch):
    """The control: both read the same head, and only the database's constraint stops the fork."""
    if connection.vendor == "sqlite":
        pytest.skip("on SQLite the transaction itself is the lock and cannot be taken out")
    write()
    both_have_read = threading.Barrier(2)

    def unlocked():
        head = ChainHead.objects.get()
        both_have_read.wait(timeout=10)
        return head

    monkeypatch.setattr(recording, "_locked_head", unlocked)
    results = at_once(lambda _: write(), 2)
    assert sorted(type(result).__name__ for result in results) == ["IntegrityError", "NoneType"]


@pytest.mark.django_db
def test_a_stale_head_cannot_fork_the_chain(write, monkeypatch):
    write()
    stale = ChainHead.objects.get()
    write()
    monkeypatch.setattr(recording, "_locked_head", lambda: stale)
    with pytest.raises(IntegrityError), transaction.atomic():
        write()
    assert verify_chain().whole


@pytest.mark.django_db
def test_recording_costs_the_same_however_long_the_chain(write, django_assert_num_queries):
    write()
    for _ in range(2):
        with django_assert_num_queries(5):  # savepoint, head, entry, head, release
            write()
