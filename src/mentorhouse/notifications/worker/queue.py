"""Runs queued tasks one after another, tries failed ones again, and frees those of dead workers.

The queue itself (django-tasks-db) has no retry and forgets a task whose worker was killed. Tasks
are therefore run at least once; each must be safe to repeat.
"""

from datetime import datetime, timedelta
from traceback import extract_tb
from typing import Any

import structlog
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskContext, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from mentorhouse.notifications.models import WorkerBeat

Task = DBTaskResult[..., Any]

# How long to wait after the first, second … failure; after the last one the task has failed.
PAUSES = (timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=10))
# A worker gives a sign of life every few seconds; silent for this long, it is taken for dead.
SILENCE = timedelta(seconds=30)

log = structlog.get_logger("mentorhouse.queue")


class Queue:
    """The queue as one worker sees it."""

    def __init__(self, worker: str) -> None:
        self.worker = worker

    def run_next(self) -> bool:
        """Run the next task that is ready; say whether there was one."""
        claimed = self._claim()
        if claimed is None:
            return False
        log.info("task_begun", task=claimed.task_path, id=str(claimed.pk))
        try:
            claimed.set_successful(_call(claimed))
        except Exception as failure:  # noqa: BLE001  # whatever a task does, the worker goes on
            self._failed(claimed, failure)
        else:
            log.info("task_done", task=claimed.task_path, id=str(claimed.pk))
        return True

    def run_all(self) -> int:
        """Run tasks until none is ready, and say how many."""
        count = 0
        while self.run_next():
            count += 1
        return count

    def _claim(self) -> Task | None:
        if not DBTaskResult.objects.ready().exists():
            return None  # asked first without the write lock
        with transaction.atomic():
            row = DBTaskResult.objects.ready().get_locked()
            if row is not None:
                row.claim(self.worker)
            return row

    def _failed(self, row: Task, failure: Exception) -> None:
        attempts = len(row.worker_ids)
        row.exception_class_path = f"{type(failure).__module__}.{type(failure).__qualname__}"
        # Where it failed, never what it said: messages repeat what people wrote.
        row.traceback = "\n".join(f"{f.filename}:{f.lineno} {f.name}" for f in _frames(failure))
        if attempts <= len(PAUSES):
            row.status = TaskResultStatus.READY
            row.run_after = timezone.now() + PAUSES[attempts - 1]
        else:
            row.status = TaskResultStatus.FAILED
            row.finished_at = timezone.now()
        row.save()
        log.error(
            "task_failed",
            task=row.task_path,
            id=str(row.pk),
            attempts=attempts,
            error=row.exception_class_path,
            again=row.status == TaskResultStatus.READY,
        )


def _call(row: Task) -> Any:
    task, result = row.task, row.task_result
    context = (TaskContext(task_result=result),) if task.takes_context else ()
    return task.call(*context, *result.args, **result.kwargs)


def _frames(failure: Exception) -> list[Any]:
    return list(extract_tb(failure.__traceback__))


def beat(worker: str, *, at: datetime) -> None:
    """Leave a sign of life."""
    WorkerBeat.objects.update_or_create(worker=worker, defaults={"beaten_at": at})


def retire(worker: str) -> None:
    """Take the sign of life away: what the worker still holds is free at once."""
    WorkerBeat.objects.filter(worker=worker).delete()


def free_abandoned(*, at: datetime) -> int:
    """Put tasks of silent workers back into the queue; those that killed too many have failed."""
    running = DBTaskResult.objects.running()
    if not running.exists():
        return 0
    alive = set(
        WorkerBeat.objects.filter(beaten_at__gt=at - SILENCE).values_list("worker", flat=True),
    )
    freed = 0
    with transaction.atomic():
        for row in running.select_for_update(skip_locked=True):
            if not alive.intersection(row.worker_ids[-1:]):
                _free(row, at)
                freed += 1
    return freed


def _free(row: Task, at: datetime) -> None:
    if len(row.worker_ids) <= len(PAUSES):
        row.status = TaskResultStatus.READY
    else:
        row.status, row.finished_at = TaskResultStatus.FAILED, at
        row.exception_class_path = "mentorhouse.notifications.worker.WorkerDied"
    row.save()
    log.warning("task_freed", task=row.task_path, id=str(row.pk), attempts=len(row.worker_ids))
