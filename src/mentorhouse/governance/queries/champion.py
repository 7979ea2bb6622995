"""Every read of the champion and of obstacles (R2.25)."""

from uuid import UUID

from django.db.models import QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.governance.models import Champion, Obstacle
from mentorhouse.programmes.models import Programme


def champion_of(viewer: Viewer, programme: Programme) -> Champion:
    """Return the champion; an unsaved one of version 0 before anybody is named."""
    require(viewer, Capability.SEE_OBSTACLES, programme)
    row = Champion.objects.filter(programme=programme).select_related("user").first()
    return row or Champion(programme=programme, version=0)


def obstacles_of(viewer: Viewer, programme: Programme, *, state: str = "") -> QuerySet[Obstacle]:
    """Return what stands in the way, the newest first."""
    require(viewer, Capability.SEE_OBSTACLES, programme)
    rows = Obstacle.objects.filter(programme=programme).select_related("owner__person")
    return rows.filter(state=state) if state else rows


def obstacle_for(viewer: Viewer, programme: Programme, obstacle_id: UUID) -> Obstacle:
    """Return one obstacle."""
    row = obstacles_of(viewer, programme).filter(pk=obstacle_id).first()
    if row is None:
        raise NotVisible
    return row


def championed(programme_id: str, user_id: UUID) -> Programme | None:
    """Return the programme that a letter to this champion is about; None when they are not it."""
    return Programme.objects.filter(
        pk=programme_id,
        pk__in=Champion.objects.filter(user_id=user_id).values("programme"),
    ).first()


def obstacle_owned(obstacle_id: str, user_id: UUID) -> Obstacle | None:
    """Return the obstacle that a letter to its owner is about; None when it is gone."""
    rows = Obstacle.objects.select_related("programme")
    return rows.filter(pk=obstacle_id, owner_id=user_id).first()
