"""The clock: each occurrence once, however many clocks; what was missed collapses to one."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from mentorhouse.notifications import clock, tasks
from mentorhouse.notifications.clock import one_by_one
from mentorhouse.notifications.models import DueRun, WorkerBeat
from mentorhouse.notifications.worker.clock import Clock, queue_once
from mentorhouse.notifications.worker.queue import Queue

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def runs(monkeypatch):
    """The only rule: every hour, and what it was called with."""
    called = []
    monkeypatch.setattr(clock, "_RULES", {})
    clock.clockwork("test.hourly", "0 * * * *")(called.append)
    return called


def test_an_occurrence_is_queued_once(runs):
    one, other = Clock(), Clock()
    assert one.tick(AT) == ["test.hourly"]
    assert one.tick(AT) == []
    assert other.tick(AT) == []
    assert one.tick(AT + timedelta(minutes=29)) == []
    assert other.tick(AT + timedelta(minutes=30)) == ["test.hourly"]
    assert list(DueRun.objects.order_by("due_at").values_list("due_at", flat=True)) == [
        AT.replace(hour=9, minute=0), AT.replace(hour=10, minute=0),
    ]  # fmt: skip


def test_the_work_is_done_by_the_queue(runs):
    Clock().tick(AT)
    assert runs == []
    assert Queue("a").run_all() == 1
    assert len(runs) == 1


def test_what_an_outage_missed_collapses_to_one(runs):
    Clock().tick(AT)
    Queue("a").run_all()
    assert Clock().tick(AT + timedelta(days=3)) == ["test.hourly"]
    assert Queue("a").run_all() == 1
    assert len(runs) == 2


def test_what_waited_behind_a_newer_occurrence_is_left_out(runs):
    Clock().tick(AT)
    Clock().tick(AT + timedelta(hours=1))
    assert Queue("a").run_all() == 2
    assert len(runs) == 1


def test_a_clock_that_is_behind_does_not_run_the_past_again(runs):
    Clock().tick(AT + timedelta(hours=1))
    assert Clock().tick(AT) == []


def test_work_that_nobody_offers_any_more_is_let_be(runs):
    Clock().tick(AT)
    clock._RULES.clear()
    assert Queue("a").run_all() == 1
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_a_wrong_rule_is_refused_at_start_up(runs):
    with pytest.raises(Exception, match="Bad minute"):
        clock.clockwork("test.wrong", "60 * * * *")


def test_two_rooms_cannot_want_the_same_name(runs):
    with pytest.raises(ValueError, match="Two rooms"):
        clock.clockwork("test.hourly", "0 * * * *")(tasks.tidy)


@pytest.mark.django_db(transaction=True)
def test_many_clocks_queue_it_once():
    begin, added = threading.Barrier(5), []

    def tick() -> None:
        begin.wait()
        try:
            added.append(queue_once("notifications.tidy", AT))
        finally:
            connection.close()

    threads = [threading.Thread(target=tick) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(added) == [False] * 4 + [True]
    assert DBTaskResult.objects.count() == 1


def test_tidying_forgets_what_is_old():
    old, new = AT - timedelta(days=31), AT - timedelta(days=29)
    for finished in (old, new):
        row = tasks.run_due.enqueue("nothing", AT.isoformat()).db_result
        row.status, row.finished_at = "SUCCESSFUL", finished
        row.save()
    WorkerBeat.objects.create(worker="old", beaten_at=old)
    WorkerBeat.objects.create(worker="new", beaten_at=new)
    tasks.tidy(AT)
    assert DBTaskResult.objects.count() == 1
    assert list(WorkerBeat.objects.values_list("worker", flat=True)) == ["new"]


def test_the_database_knows_how_large_its_tables_are():
    for number in range(30):
        WorkerBeat.objects.create(worker=f"w{number}", beaten_at=AT)
    tasks.count_the_tables(AT)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT stat FROM sqlite_stat1 WHERE tbl = %s", [WorkerBeat._meta.db_table]
            )
            stats = [stat for (stat,) in cursor.fetchall()]
        assert stats
        assert all(stat.startswith("30 ") for stat in stats)


def test_what_goes_wrong_holds_up_no_other_and_is_told():
    done = []

    def deed(row):
        if row == 0:
            raise ZeroDivisionError
        done.append(row)
        return True

    with pytest.raises(ExceptionGroup) as told:
        one_by_one(deed, [1, 0, 2])
    assert done == [1, 2]
    assert [type(failure) for failure in told.value.exceptions] == [ZeroDivisionError]
    assert one_by_one(deed, [3, 4]) == 1 + 1
