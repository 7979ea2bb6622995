"""Every read of a team's plan, and of who mentors when two mentor each other."""

from datetime import datetime
from uuid import UUID

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.partnerships.models import Partnership, RoleSwap, TeamPlan
from mentorhouse.partnerships.queries.partnerships import partnership_for, running_for
from mentorhouse.partnerships.rules import Shape
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.vault.sealing import open_row

KEPT = (PartnershipState.ACTIVE.value, PartnershipState.ENDED.value)


def team_for(viewer: Viewer, partnership_id: UUID) -> Partnership:
    """Return a team whose plan may be read: it runs, or has ended. Raises `NotVisible`."""
    row = partnership_for(viewer, partnership_id, Capability.KEEP_TEAM_PLAN)
    if row.shape != Shape.TEAM or row.state not in KEPT or row.content_gone_at:
        raise NotVisible
    return row


def plans_of(viewer: Viewer, partnership: Partnership) -> list[TeamPlan]:
    """Return every version of a team's plan, the last first; nothing is opened."""
    require(viewer, Capability.KEEP_TEAM_PLAN, partnership)
    rows = list(TeamPlan.objects.filter(partnership=partnership).select_related("written_by"))
    for row in rows:
        row.partnership = partnership
    return rows


def plan_for(viewer: Viewer, partnership: Partnership, revision: int) -> TeamPlan:
    """Return one version. Raises `NotVisible`."""
    found = [row for row in plans_of(viewer, partnership) if row.revision == revision]
    if not found:
        raise NotVisible
    return found[0]


def read_plan(viewer: Viewer, plan: TeamPlan, *, at: datetime) -> dict[str, str]:
    """Open one version."""
    return open_row(viewer, plan, at=at, purpose="read the plan of the team")


def two_for(viewer: Viewer, partnership_id: UUID) -> Partnership:
    """Return a running partnership of two who mentor each other. Raises `NotVisible`."""
    row = running_for(viewer, partnership_id, Capability.SWAP_ROLES)
    if row.shape != Shape.RECIPROCAL:
        raise NotVisible
    return row


def swap_of(partnership: Partnership) -> RoleSwap | None:
    """Return when two swap roles, in a partnership that the viewer was let into."""
    if partnership.shape != Shape.RECIPROCAL:
        return None
    return RoleSwap.objects.filter(partnership=partnership).first()
