"""Every read of the plan (R2.04)."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Case, Count, IntegerField, Q, QuerySet, When
from django.utils import timezone

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import Viewer, require
from mentorhouse.governance.models import Milestone
from mentorhouse.governance.rules.plan import Standing
from mentorhouse.programmes.models import Programme

LATER = ("due", "start", "title", "pk")
ORDERS: Mapping[str, tuple[str, ...]] = {
    "due": LATER,
    "start": ("start", *LATER),
    "title": ("title", *LATER),
    "stage": ("stage_order", *LATER),
    "owner": ("owner__person__family_name", "owner__email", "owner_name", *LATER),
}


def milestones_of(
    viewer: Viewer,
    programme: Programme,
    *,
    on: date,
    stage: str = "",
    standing: str = "",
    order: str = "due",
) -> QuerySet[Milestone]:
    """Return the plan in order; each filter narrows where it is given."""
    require(viewer, Capability.SEE_GOVERNANCE, programme)
    stages = [When(stage=stage, then=n) for n, stage in enumerate(Milestone.Stage.values)]
    rows = Milestone.objects.filter(programme=programme).select_related("owner__person")
    rows = rows.annotate(stage_order=Case(*stages, output_field=IntegerField()))
    rows = rows.order_by(*ORDERS.get(order.removeprefix("-"), LATER))
    if order.startswith("-"):
        rows = rows.reverse()
    if stage:
        rows = rows.filter(stage=stage)
    return rows.filter(_standing(standing, on)) if standing else rows


def _standing(standing: str, on: date) -> Q:
    return {
        Standing.DONE: Q(done_on__isnull=False),
        Standing.OVERDUE: Q(done_on=None, due__lt=on),
        Standing.UNDER_WAY: Q(done_on=None, due__gte=on, start__lte=on),
        Standing.TO_COME: Q(done_on=None, start__gt=on, due__gte=on),
    }[Standing(standing)]


def overdue(viewer: Viewer, programme: Programme, at: datetime) -> QuerySet[Milestone]:
    """Return the milestones that should be done by now, the longest overdue first."""
    day = timezone.localdate(at)
    return milestones_of(viewer, programme, on=day, standing=Standing.OVERDUE)


def counts(viewer: Viewer, programme: Programme, *, on: date) -> dict[str, int]:
    """Count the plan: all, done, overdue."""
    require(viewer, Capability.SEE_GOVERNANCE, programme)
    return Milestone.objects.filter(programme=programme).aggregate(
        all=Count("pk"),
        done=Count("pk", filter=_standing(Standing.DONE, on)),
        overdue=Count("pk", filter=_standing(Standing.OVERDUE, on)),
    )


def seeds_taken(viewer: Viewer, programme: Programme) -> frozenset[str]:
    """Return which of the first set are in the plan already."""
    require(viewer, Capability.RUN_GOVERNANCE, programme)
    rows = Milestone.objects.filter(programme=programme).exclude(seed="")
    return frozenset(rows.values_list("seed", flat=True))
