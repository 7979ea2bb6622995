"""Due work of this room, and the task through which every clock rule runs."""

from datetime import datetime, timedelta

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
