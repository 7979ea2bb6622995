"""Work of imports that takes long, done by the worker, and what the clock does."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.utils import timezone, translation
from django_tasks import task

from mentorhouse.languages.offered import chosen
from mentorhouse.notifications import clockwork
from mentorhouse.recruitment.actions.checking import carry_out_check
from mentorhouse.recruitment.actions.ending import tidy
from mentorhouse.recruitment.actions.following import follow_up
from mentorhouse.recruitment.actions.reading import read_file
from mentorhouse.recruitment.actions.saving import carry_out_save
from mentorhouse.recruitment.queries.imports import language_of


@task()
def read_upload(batch_id: str) -> None:
    """Look into an uploaded file; safe to repeat."""
    with _as_read_by_its_owner(batch_id):
        read_file(UUID(batch_id), at=timezone.now())


@task()
def check_import(batch_id: str) -> None:
    """Check a file; safe to repeat."""
    with _as_read_by_its_owner(batch_id):
        carry_out_check(UUID(batch_id), at=timezone.now())


@task()
def save_import(batch_id: str) -> None:
    """Save the people of a file; safe to repeat."""
    carry_out_save(UUID(batch_id), at=timezone.now())


@contextmanager
def _as_read_by_its_owner(batch_id: str) -> Iterator[None]:
    """Say what is found in the language of whoever brought the file."""
    with translation.override(chosen(language_of(UUID(batch_id)))):
        yield


@clockwork("recruitment.tidy", "*/15 * * * *")
def forget_old_imports(at: datetime) -> None:
    """End and forget imports that were left lying."""
    tidy(at=at)


@clockwork("recruitment.support", "*/10 * * * *")
def follow_up_support(at: datetime) -> None:
    """Remind managers, say where no answer came, and tell them that mentoring starts."""
    follow_up(at=at)
