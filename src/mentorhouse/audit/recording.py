"""Append an entry. The head row is locked until the deed commits, so entries stand in one line.

Record last in a deed: everyone else who records waits for the commit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from django.db import models, transaction

from mentorhouse.audit.acts import Act, Subject
from mentorhouse.audit.chain import Link, hash_of
from mentorhouse.audit.rules import code_of, detail_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from mentorhouse.audit.models import ChainHead


class Actor(Protocol):
    """Whoever does something: an account."""

    @property
    def pk(self) -> object:
        """Return the identifier of the account."""


def record(
    act: Act,
    *,
    by: Actor | None,
    on: models.Model | Subject,
    at: datetime,
    programme: UUID | str | None = None,
    detail: Mapping[str, object] | None = None,
    task: str = "",
) -> None:
    """Write who did what to what, when; `by=None` with the name of the `task` for the machine."""
    # Imported late: rooms name their acts, and so import this room, while Django is loading.
    from mentorhouse.audit.models import AuditEntry

    if at.tzinfo is None:
        raise ValueError("The time of an entry needs a time zone.")
    subject = on if isinstance(on, Subject) else Subject(on._meta.label_lower, str(on.pk))
    kept = detail_of(detail)
    actor, task_code = _who(by, task)
    with transaction.atomic():
        head = _locked_head()
        link = Link(
            sequence=head.sequence + 1,
            previous_hash=head.hash,
            at=at,
            act=act.code,
            actor=actor,
            task=task_code,
            subject_kind=subject.kind,
            subject_id=subject.id,
            programme=str(programme or ""),
            detail=kept,
        )
        head.sequence, head.hash = link.sequence, hash_of(link)
        AuditEntry.objects.create(hash=head.hash, **vars(link))
        head.save(update_fields=["sequence", "hash"])


def _who(by: Actor | None, task: str) -> tuple[str, str]:
    if (by is None) != bool(task):
        raise ValueError("An entry names either who did it (by) or the task that did.")
    if by is None:
        return "", code_of(task)
    if by.pk is None:
        raise ValueError("Someone who has no account cannot be named in the trail.")
    return str(by.pk), ""


def _locked_head() -> ChainHead:
    """Lock the end of the chain (on SQLite the transaction itself is the lock)."""
    from mentorhouse.audit.models import ChainHead

    locked = ChainHead.objects.select_for_update()
    head = locked.first()
    if head is None:
        # The first entry ever. Two at once: one inserts, the other waits for it and reads on.
        ChainHead.objects.bulk_create([ChainHead()], ignore_conflicts=True)
        head = locked.get()
    return head
