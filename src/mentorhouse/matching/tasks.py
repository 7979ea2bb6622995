"""Work of matching that takes long, done by the worker."""

from uuid import UUID

from django.utils import timezone
from django_tasks import task

from mentorhouse.matching.actions.carrying import carry_out


@task()
def match(run_id: str) -> None:
    """Make the draft of a run; safe to repeat."""
    carry_out(UUID(run_id), at=timezone.now())
