"""Record that somebody completed what the programme asks for (R4.05, R4.12)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.accounts.models import User
from mentorhouse.programmes.models import Completion, Programme

COMPLETED = audit.Act("participation.completed", "completed training or induction")


def complete(  # what the record holds
    programme: Programme,
    person_id: UUID,
    what: Completion.What,
    *,
    source: Completion.Source,
    by: User | None,
    at: datetime,
    done_at: datetime | None = None,
) -> bool:
    """Record a completion once, in a deed that has asked who may; answer whether it is new.

    `done_at` says when it was completed, where that was not now.
    """
    with transaction.atomic():
        row, fresh = Completion.objects.get_or_create(
            programme=programme,
            person_id=person_id,
            what=what.value,
            defaults={"source": source.value, "at": done_at or at, "by": by},
        )
        if fresh:
            audit.record(
                COMPLETED,
                by=by,
                task="" if by else "record a completion",
                on=row,
                at=at,
                programme=programme.pk,
                detail={"what": what.value, "source": source.value},
            )
    return fresh
