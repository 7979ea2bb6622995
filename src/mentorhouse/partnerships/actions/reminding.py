"""Reminding two of their match, once, and a week before it ends for want of an answer (R5.20)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.languages.saying import mark
from mentorhouse.notifications.clock import one_by_one
from mentorhouse.partnerships.actions.answering import BEGINS_IN, locked
from mentorhouse.partnerships.actions.beginning import tell
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.rules import REMINDED_BEFORE, TIME_TO_ANSWER, Shape, open_until
from mentorhouse.partnerships.states import Answer, PartnershipState
from mentorhouse.programmes.relations import day_of

MATCH_REMINDED = audit.Act("partnership.reminded", mark("reminded people of their match"))


def remind_of_matches(*, at: datetime) -> int:
    """Write to who has not answered, and fix the day on which the match ends; return how many."""
    due = Partnership.objects.filter(
        shape=Shape.ONE_TO_ONE.value, state=PartnershipState.OFFERED, answer_by=None,
        offered_at__lte=at - (TIME_TO_ANSWER - REMINDED_BEFORE), programme__state__in=BEGINS_IN,
    )  # fmt: skip
    rows = due.order_by("pk").values_list("pk", flat=True)
    return one_by_one(lambda pk: _remind(pk, at=at), rows)


def _remind(partnership_id: UUID, *, at: datetime) -> bool:
    with transaction.atomic():
        row, members = locked(partnership_id)
        if row.state != PartnershipState.OFFERED or row.answer_by is not None:
            return False
        row.answer_by = open_until(day_of(row.offered_at), None, today=day_of(at))
        row.save(update_fields=["answer_by"])
        tell("partnership.reminded", [m for m in members if m.answer == Answer.WAITING], at=at)
        audit.record(
            MATCH_REMINDED, by=None, task="remind of matches", on=row, at=at,
            programme=row.programme_id,
        )  # fmt: skip
    return True
