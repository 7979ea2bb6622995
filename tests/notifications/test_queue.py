"""The queue: tasks run, are tried again, and survive the death of their worker."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from mentorhouse.notifications.models import WorkerBeat
from mentorhouse.notifications.worker.queue import (
    PAUSES,
    SILENCE,
    Queue,
    beat,
    free_abandoned,
    retire,
)
from tests.notifications.work import knows_itself, quick, wrong

pytestmark = pytest.mark.django_db


def only_row() -> DBTaskResult:
    return DBTaskResult.objects.get()


def test_a_task_runs_once_and_keeps_its_answer():
    quick.enqueue(3)
    assert Queue("a").run_all() == 1
    assert (only_row().status, only_row().return_value) == ("SUCCESSFUL", 4)
    assert Queue("a").run_all() == 0


def test_a_task_may_know_its_context():
    knows_itself.enqueue()
    Queue("a").run_all()
    assert only_row().return_value == 1


def test_a_failed_task_is_tried_again_and_then_has_failed():
    wrong.enqueue("what people wrote")
    for attempt in range(1, len(PAUSES) + 2):
        assert only_row().status == "READY"
        DBTaskResult.objects.update(run_after=timezone.now())
        assert Queue("a").run_next()
        assert len(only_row().worker_ids) == attempt
    assert only_row().status == "FAILED"
    assert only_row().exception_class_path == "builtins.ValueError"


def test_what_failed_is_kept_without_its_words():
    wrong.enqueue("what people wrote")
    Queue("a").run_next()
    assert "what people wrote" not in only_row().traceback
    assert "work.py" in only_row().traceback
    assert only_row().run_after > timezone.now()


def test_a_failed_task_does_not_stop_the_others():
    wrong.enqueue("x")
    quick.enqueue(1)
    assert Queue("a").run_all() == 2


def claimed_by(worker: str) -> DBTaskResult:
    quick.enqueue(1)
    row = only_row()
    row.claim(worker)
    return row


def test_the_task_of_a_silent_worker_is_freed():
    at = timezone.now()
    row = claimed_by("dead")
    beat("dead", at=at)
    assert free_abandoned(at=at + SILENCE - timedelta(seconds=1)) == 0
    assert free_abandoned(at=at + SILENCE) == 1
    row.refresh_from_db()
    assert row.status == "READY"
    assert Queue("alive").run_all() == 1


def test_the_task_of_a_worker_that_beats_is_left_alone():
    at = timezone.now()
    claimed_by("alive")
    for seconds in (0, 20, 40):
        beat("alive", at=at + timedelta(seconds=seconds))
    assert free_abandoned(at=at + timedelta(seconds=60)) == 0


def test_a_worker_that_leaves_gives_up_what_it_holds():
    claimed_by("leaving")
    beat("leaving", at=timezone.now())
    retire("leaving")
    assert WorkerBeat.objects.count() == 0
    assert free_abandoned(at=timezone.now()) == 1


def test_a_task_that_kills_its_workers_has_failed_in_the_end():
    row = claimed_by("one")
    for worker in ("two", "three", "four"):
        free_abandoned(at=timezone.now())
        row.refresh_from_db()
        assert row.status == "READY"
        row.claim(worker)
    free_abandoned(at=timezone.now())
    row.refresh_from_db()
    assert row.status == "FAILED"
