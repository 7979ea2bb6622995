"""The action plan and its versions, and visits to other services."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.development.models import Plan, PlanVersion, Visit
from mentorhouse.partnerships.models import Partnership
from mentorhouse.vault.sealing import open_row, open_rows, without_destroyed


def plan_of(viewer: Viewer, partnership: Partnership) -> Plan | None:
    """Return the plan of a partnership, if it has begun one."""
    require(viewer, Capability.READ_PLAN, partnership)
    row = Plan.objects.filter(partnership=partnership).first()
    if row is not None:
        row.partnership = partnership
    return row


def version_of(plan: Plan, number: int | None = None) -> PlanVersion:
    """Return one version of a plan; the newest where none is named. Raises `NotVisible`."""
    wanted = plan.newest if number is None else number
    row = plan.versions.select_related("written_by").filter(number=wanted).first()
    if row is None:
        raise NotVisible
    row.plan = plan
    return row


def versions_of(plan: Plan) -> QuerySet[PlanVersion]:
    """Return all versions, the newest first; nothing is opened."""
    return plan.versions.select_related("written_by").order_by("-number")


def read_version(viewer: Viewer, row: PlanVersion, *, at: datetime) -> dict[str, str]:
    """Open the words of one version; none where they were deleted."""
    if not without_destroyed([row]):
        return {}
    return open_row(viewer, row, at=at, purpose="read an action plan")


def next_review(plan: Plan | None, *, today: date) -> date | None:
    """Return the next day on which the plan is looked at again."""
    if plan is None:
        return None
    days = version_of(plan).review_dates
    return next((day for day in days if day >= today), None)


def visits_place(partnership: Partnership) -> Partnership:
    """Return the partnership where its programme has visits (R8.16). Raises `NotVisible`."""
    if not partnership.programme.design.meetings.visit:
        raise NotVisible
    return partnership


def visits_of(viewer: Viewer, partnership: Partnership) -> QuerySet[Visit]:
    """Return the visits of a pair; nothing is opened."""
    require(viewer, Capability.READ_PLAN, partnership)
    rows = Visit.objects.filter(partnership=partnership).select_related("written_by")
    return rows.order_by("-planned_on", "pk")


def visit_for(viewer: Viewer, partnership: Partnership, visit_id: UUID) -> Visit:
    """Return one visit. Raises `NotVisible`."""
    row = visits_of(viewer, partnership).filter(pk=visit_id).first()
    if row is None:
        raise NotVisible
    row.partnership = partnership
    return row


def read_visits(
    viewer: Viewer, partnership: Partnership, rows: list[Visit], *, at: datetime
) -> list[tuple[Visit, dict[str, str]]]:
    """Open some visits; one access entry for all."""
    for row in rows:
        row.partnership = partnership
    living = without_destroyed(rows)
    texts = open_rows(viewer, living, at=at, purpose="read visits")
    return list(zip(living, texts, strict=True))
