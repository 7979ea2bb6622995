"""Writing a team's plan, and choosing when two swap roles."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.languages.saying import mark, say
from mentorhouse.partnerships.actions.members import (
    locked_running,
    members_of,
    record,
    tell_others,
)
from mentorhouse.partnerships.models import Partnership, RoleSwap, TeamPlan
from mentorhouse.partnerships.rules import Shape
from mentorhouse.partnerships.rules.shapes import Swap
from mentorhouse.vault.sealing import seal

PLAN_WRITTEN = audit.Act("team_plan.written", mark("wrote a version of a team’s plan"))
SWAP_SET = audit.Act("role_swap.set", mark("chose when two who mentor each other swap roles"))


def write_plan(
    partnership: Partnership, texts: Mapping[str, str], *, based_on: int, by: User, at: datetime
) -> TeamPlan:
    """Write the next version of a team's plan; the earlier ones stay.

    Raises `ChangedMeanwhile` when somebody saved after version `based_on` was read.
    """
    with transaction.atomic():
        row = locked_running(partnership.pk, Capability.KEEP_TEAM_PLAN, by)
        if row.shape != Shape.TEAM:
            raise NotVisible
        last = TeamPlan.objects.filter(partnership=row).first()
        newest = last.revision if last else 0
        if newest != based_on:
            raise ChangedMeanwhile
        plan = TeamPlan(partnership=row, revision=newest + 1, written_by_id=by.pk, written_at=at)
        seal(plan, **{name: text or None for name, text in texts.items()})
        plan.save(force_insert=True)
        if plan.revision == 1:
            tell_others("team_plan.begun", row, by, str(plan.pk), at=at)
        record(PLAN_WRITTEN, row, by=by, at=at, revision=plan.revision)
    return plan


def set_swap(
    partnership: Partnership, how: Swap, first: UUID, *, by: User, at: datetime
) -> RoleSwap:
    """Choose when two who mentor each other swap roles, and who mentors first."""
    with transaction.atomic():
        row = locked_running(partnership.pk, Capability.SWAP_ROLES, by)
        if row.shape != Shape.RECIPROCAL:
            raise NotVisible
        if first not in {m.participation.person_id for m in members_of(row)}:
            raise NotNow(say("Choose one of the two of you."))
        swap, _ = RoleSwap.objects.update_or_create(
            partnership=row,
            defaults={"how": how.value, "first_id": first, "set_by_id": by.pk, "set_at": at},
        )
        tell_others("role_swap.set", row, by, f"{swap.pk}:{at.isoformat()}", at=at)
        record(SWAP_SET, row, by=by, at=at, how=how.value)
    return swap
