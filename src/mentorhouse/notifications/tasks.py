"""Due work of this room, and the task through which every clock rule runs."""

from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from mentorhouse.notifications.clock import clockwork, rules
from mentorhouse.notifications.models import DueRun, WorkerBeat

KEPT = timedelta(days=30)


@task()
def run_due(name: str, due: str) -> None:
    """Run one occurrence of a clock rule, unless a newer one has come meanwhile."""
    newer = DueRun.objects.filter(name=name, due_at__gt=datetime.fromisoformat(due))
    rule = rules().get(name)
    if rule and not newer.exists():
        rule.work(timezone.now())


@clockwork("notifications.tidy", "17 3 * * *")
def tidy(at: datetime) -> None:
    """Forget finished work and old occurrences; each rule keeps its newest."""
    DBTaskResult.objects.finished().filter(finished_at__lt=at - KEPT).delete()
    DueRun.objects.filter(due_at__lt=at - 13 * KEPT).delete()
    WorkerBeat.objects.filter(beaten_at__lt=at - KEPT).delete()


@clockwork("notifications.statistics", "*/20 * * * *")
def count_the_tables(_at: datetime) -> None:
    """Let SQLite learn how large its tables are, so that it reads large ones the short way.

    It looks at a thousand rows of each index, so this takes milliseconds at any size. PostgreSQL
    does the same by itself.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit=1000")
            cursor.execute("ANALYZE")
