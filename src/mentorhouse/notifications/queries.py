"""Every read of the outbox."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django_tasks_db.models import DBTaskResult

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import HOUSE, Viewer, may
from mentorhouse.notifications.models import OutboxLetter, WorkerBeat
from mentorhouse.notifications.states import State


def due(*, at: datetime) -> QuerySet[OutboxLetter]:
    """Letters to send now: waiting and due, or held by a worker whose lease has ended."""
    waiting = Q(state=State.WAITING, due_at__lte=at)
    abandoned = Q(state=State.SENDING, claimed_until__lte=at)
    return OutboxLetter.objects.filter(waiting | abandoned).select_related("to").order_by("due_at")


def anything_due(*, at: datetime) -> bool:
    """Whether there is something to send, asked without taking the write lock."""
    return due(at=at).order_by().exists()


def failed_letters(viewer: Viewer) -> QuerySet[OutboxLetter]:
    """Letters that were tried to the end, for whoever runs the installation; none for others."""
    if not may(viewer, Capability.RUN_INSTALLATION, HOUSE):
        return OutboxLetter.objects.none()
    return OutboxLetter.objects.filter(state=State.FAILED).order_by("-posted_at")


def figures() -> Mapping[tuple[str, str], int]:
    """How many letters, tasks and workers there are by state: counts only, for monitoring."""
    return {
        **{("letter", s): n for s, n in _counted(OutboxLetter.objects.all(), "state")},
        **{("task", s.lower()): n for s, n in _counted(DBTaskResult.objects.all(), "status")},
        ("worker", "known"): WorkerBeat.objects.count(),
    }


def _counted(rows: QuerySet[Any], field: str) -> list[tuple[str, int]]:
    return list(rows.order_by().values_list(field).annotate(Count("pk")))
