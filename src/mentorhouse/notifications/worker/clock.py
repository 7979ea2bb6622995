"""The clock: puts each due occurrence into the queue once, however many clocks tick."""

from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from mentorhouse.notifications.clock import Rule, rules
from mentorhouse.notifications.models import DueRun
from mentorhouse.notifications.rules import latest_due
from mentorhouse.notifications.tasks import run_due


class Clock:
    """One clock. It remembers what it has seen, so that a tick costs nothing most of the time."""

    def __init__(self) -> None:
        self._seen: dict[str, datetime] = {}

    def tick(self, at: datetime) -> list[str]:
        """Queue what is due, and name it."""
        return [rule.name for rule in rules().values() if self._queue(rule, at)]

    def _queue(self, rule: Rule, at: datetime) -> bool:
        due = latest_due(rule.when, at=at, zone=settings.TIME_ZONE)
        if self._seen.get(rule.name) == due:
            return False
        added = queue_once(rule.name, due)
        self._seen[rule.name] = due
        return added


def queue_once(name: str, due: datetime) -> bool:
    """Queue one occurrence, unless some clock has done so: the row and the task commit together."""
    if DueRun.objects.filter(name=name, due_at__gte=due).exists():
        return False
    try:
        with transaction.atomic():
            DueRun.objects.create(name=name, due_at=due)
            run_due.enqueue(name, due.isoformat())
    except IntegrityError:
        return False
    return True
