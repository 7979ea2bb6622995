"""What was written for a first talk is kept for a month after its end; then its key is gone."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from mentorhouse.matching.actions.inviting import keeping
from mentorhouse.matching.models import Invitation, OfferedTime
from mentorhouse.matching.queries.inviting.ending import over_long_ago, times_long_past
from mentorhouse.notifications.clock import one_by_one
from mentorhouse.vault.actions import destroy_key


def forget(*, at: datetime) -> int:
    """Destroy the text of talks that are over, and delete times long past; return how many.

    Where the two became partners, it is kept as long as their partnership lasts.
    """
    OfferedTime.objects.filter(pk__in=times_long_past(at=at)).delete()
    return one_by_one(lambda pk: _forget(pk, at=at), over_long_ago(at=at))


def _forget(pk: UUID, *, at: datetime) -> bool:
    with transaction.atomic():
        talk = Invitation.objects.get(pk=pk)
        keeping.lock_parts(talk.mentor_id, talk.mentee_id)
        row = Invitation.objects.select_for_update(no_key=True).get(pk=pk)
        if row.message is None:
            return False
        row.message = row.joining = None
        row.save(update_fields=["message", "joining"])
        destroy_key(
            row.sealed_for(), by=None, task="forget talks", at=at, programme=row.programme_id
        )
    return True
