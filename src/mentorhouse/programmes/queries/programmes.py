"""Reads of programmes: one for a viewer, and a viewer's own."""

from uuid import UUID

from django.db.models import QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.programmes.models import Coordinator, LaunchOverride, Programme
from mentorhouse.programmes.relations import in_force
from mentorhouse.programmes.states import ProgrammeState


def programme_for(
    viewer: Viewer, programme_id: UUID, capability: Capability = Capability.RUN_PROGRAMME
) -> Programme:
    """Return a programme to someone who holds the capability for it."""
    programme = Programme.objects.filter(pk=programme_id).first()
    if programme is None:
        raise NotVisible
    require(viewer, capability, programme)
    return programme


def programmes_of(viewer: Viewer) -> QuerySet[Programme]:
    """Return the programmes that the viewer runs; not those where they are local only."""
    return Programme.objects.filter(
        pk__in=in_force().central().filter(user_id=viewer.pk).values("programme")
    )


def role_in_archived(viewer: Viewer, programme_id: UUID) -> Coordinator | None:
    """Return what the viewer is in a programme that is archived, if they help to run it."""
    rows = in_force().filter(user_id=viewer.pk, programme_id=programme_id)
    return rows.filter(programme__state=ProgrammeState.ARCHIVED.value).first()


def local_roles_of(viewer: Viewer) -> QuerySet[Coordinator]:
    """Return where the viewer is a local co-ordinator, with programme and organisation."""
    return (
        in_force()
        .filter(user_id=viewer.pk, organisation__isnull=False)
        .select_related("programme", "organisation")
        .order_by("programme__name", "pk")
    )


def coordinated(programme_id: str, user_id: UUID) -> Programme | None:
    """Return the programme that a letter to who runs it is about; None when it is gone."""
    rows = in_force().central().filter(programme_id=UUID(programme_id), user=user_id)
    row = rows.select_related("programme").first()
    return row.programme if row else None


def named(programme_id: str, user_id: UUID) -> Coordinator | None:
    """Return what a letter to a new co-ordinator, central or local, is about; None when gone."""
    rows = in_force().filter(programme_id=UUID(programme_id), user=user_id)
    return rows.select_related("programme", "organisation").first()


def launch_overrides(viewer: Viewer, programme: Programme) -> QuerySet[LaunchOverride]:
    """Return when recruitment was opened although points were open, the newest first (R2.06)."""
    require(viewer, Capability.RUN_PROGRAMME, programme)
    return programme.launch_overrides.select_related("by__person")
