"""How long what people wrote is kept after an end; then its key is destroyed (R10.08, R15.03)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from mentorhouse.notifications.clock import one_by_one
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.rules.keeping import is_over
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.relations import day_of
from mentorhouse.programmes.states import ProgrammeState
from mentorhouse.vault.actions import destroy_key
from mentorhouse.vault.keys import KeyOwner

FINISHED = frozenset({ProgrammeState.CLOSED.value, ProgrammeState.ARCHIVED.value})


def forget_content(*, at: datetime) -> int:
    """Destroy the keys of partnerships whose time is over; return how many.

    The text is gone then, here and in every backup; who was together and when stays.
    """
    ended = list(
        Partnership.objects.filter(
            state=PartnershipState.ENDED.value, content_gone_at=None
        ).order_by("pk")
    )  # fmt: skip
    programmes = Programme.objects.in_bulk({row.programme_id for row in ended})
    due = [row.pk for row in ended if _is_over(row, programmes[row.programme_id], at=at)]
    return one_by_one(lambda pk: _forget(pk, at=at), due)


def _is_over(row: Partnership, programme: Programme, *, at: datetime) -> bool:
    if row.ended_at is None:
        return False
    return is_over(
        programme.design.records,
        ended_on=day_of(row.ended_at),
        today=day_of(at),
        evaluated=programme.state in FINISHED,
    )


def _forget(partnership_id: UUID, *, at: datetime) -> bool:
    with transaction.atomic():
        rows = Partnership.objects.select_for_update(no_key=True, of=("self",))
        row = rows.select_related("programme").get(pk=partnership_id)
        if row.content_gone_at or not _is_over(row, row.programme, at=at):
            return False
        row.content_gone_at = at
        row.save(update_fields=["content_gone_at"])
        owner = KeyOwner("partnership", row.pk)
        destroy_key(owner, by=None, at=at, programme=row.programme_id, task="forget content")
    return True
