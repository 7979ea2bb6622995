"""Work of imports that takes long, done by the worker, and what the clock does."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django_tasks import task

from mentorhouse.notifications import clockwork
from mentorhouse.recruitment.actions.checking import carry_out_check
from mentorhouse.recruitment.actions.ending import tidy
from mentorhouse.recruitment.actions.following import follow_up
from mentorhouse.recruitment.actions.reading import read_file
from mentorhouse.recruitment.actions.saving import carry_out_save


@task()
def read_upload(batch_id: str) -> None:
    """Look into an uploaded file; safe to repeat."""
    read_file(UUID(batch_id), at=timezone.now())


@task()
def check_import(batch_id: str) -> None:
    """Check a file; safe to repeat."""
    carry_out_check(UUID(batch_id), at=timezone.now())


@task()
def save_import(batch_id: str) -> None:
    """Save the people of a file; safe to repeat."""
    carry_out_save(UUID(batch_id), at=timezone.now())


@clockwork("recruitment.tidy", "*/15 * * * *")
def forget_old_imports(at: datetime) -> None:
    """End and forget imports that were left lying."""
    tidy(at=at)


@clockwork("recruitment.support", "*/10 * * * *")
def follow_up_support(at: datetime) -> None:
    """Remind managers, say where no answer came, and tell them that mentoring starts."""
    follow_up(at=at)
