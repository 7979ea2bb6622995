"""Record that somebody completed what the programme asks for (R4.05, R4.12)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark
from mentorhouse.programmes.models import Completion, Programme

COMPLETED = audit.Act("participation.completed", mark("completed training or induction"))
TAKEN_BACK = audit.Act("participation.completion_taken_back", mark("struck a recorded completion"))


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


def take_back(completion: Completion, *, by: User, at: datetime) -> bool:
    """Strike a completion that was recorded by mistake, in a deed that has asked who may.

    Answers whether it was there still. What the person did themselves here stays theirs.
    """
    with transaction.atomic():
        rows = Completion.objects.filter(pk=completion.pk)
        gone, _ = rows.exclude(source=Completion.Source.MODULES.value).delete()
        if gone:
            audit.record(
                TAKEN_BACK,
                by=by,
                on=audit.Subject(completion._meta.label_lower, str(completion.pk)),
                at=at,
                programme=completion.programme_id,
                detail={"what": completion.what},
            )
    return bool(gone)
