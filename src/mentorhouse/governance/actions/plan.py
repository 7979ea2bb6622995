"""The deed of the plan that is not the same for every entry: taking over the first set (R2.04)."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.accounts.models import User
from mentorhouse.governance.actions.lock import kept
from mentorhouse.governance.models import Milestone
from mentorhouse.governance.rules.plan import USUAL_MONTHS, first_set
from mentorhouse.languages.saying import mark
from mentorhouse.programmes.models import Programme

FIRST_SET = audit.Act("governance.first_plan", mark("took over milestones that were offered"))


def take_first_set(
    programme: Programme, keys: Collection[str], start: date, *, by: User, at: datetime
) -> int:
    """Add those of the offered milestones that were chosen; each is taken once, however often.

    They are the duty of the one who takes them, until the plan says otherwise.
    """
    with transaction.atomic():
        row = kept(programme, by=by)
        there = set(Milestone.objects.filter(programme=row).values_list("seed", flat=True))
        offered = first_set(start, length_months=row.design.timing.length_months or USUAL_MONTHS)
        made = Milestone.objects.bulk_create(
            Milestone(
                programme=row, seed=one.key, stage=one.stage, title=one.title,
                start=one.start, due=one.due, owner=by,
            )
            for one in offered
            if one.key in keys and one.key not in there
        )  # fmt: skip
        if made:
            detail = {"count": len(made)}
            audit.record(FIRST_SET, by=by, on=row, at=at, programme=row.pk, detail=detail)
    return len(made)
