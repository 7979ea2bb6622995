"""What a co-ordinator changes in a draft of several: a group is taken out before it is offered."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Min, Sum

from mentorhouse import audit
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.matching.actions.by_hand import locked_draft
from mentorhouse.matching.models import MatchRun, Unmatched

TAKEN_OUT = audit.Act("match_group.taken_out", mark("took a group out of a draft"))


def take_out(run: MatchRun, group_id: UUID, *, by: User, at: datetime) -> None:
    """Take a group out of a draft; its people are among those who are left. Twice is as once."""
    with transaction.atomic():
        row = locked_draft(run, by)
        group = row.groups.filter(pk=group_id).first()
        if group is None:
            return
        who = list(group.places.values_list("participation", flat=True))
        words = say("You took their group out of the draft.")
        Unmatched.objects.bulk_create(
            (Unmatched(run=row, participation_id=one, reasons=[words]) for one in who),
            ignore_conflicts=True,
        )
        group.delete()
        told = row.groups.aggregate(many=Count("pk"), total=Sum("score"), lowest=Min("score"))
        row.pair_count, row.total = told["many"], told["total"] or 0
        row.lowest, row.by_hand = told["lowest"] or 0, row.by_hand + 1
        row.save(update_fields=["pair_count", "total", "lowest", "by_hand"])
        detail = {"count": len(who)}
        audit.record(TAKEN_OUT, by=by, on=row, at=at, programme=row.programme_id, detail=detail)
