"""What a viewer is to a programme and to someone's taking part in it.

Access by date is a fact about now: it ends at the midnight after its last day where this
installation is at home, whether a worker runs or not. So this drawer asks the clock.
"""

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from mentorhouse.access.policy import Relation
from mentorhouse.access.relations import Viewer, relations_to
from mentorhouse.programmes.models import Coordinator, Coordinators, Participation, Programme
from mentorhouse.programmes.states import ProgrammeState


def day_of(at: datetime) -> date:
    """Return which day it is where this installation is at home, wherever the viewer is."""
    return timezone.localdate(at, timezone=timezone.get_default_timezone())


def today() -> date:
    """Return which day it is now where this installation is at home."""
    return day_of(timezone.now())


def in_force() -> Coordinators:
    """Return the co-ordinators whose access has not ended."""
    return Coordinator.objects.on(today())


def coordinates(viewer: Viewer, programme_id: UUID) -> bool:
    """Whether the viewer runs the whole programme; a local co-ordinator does not."""
    return viewer.is_authenticated and (
        in_force().central().filter(programme_id=programme_id, user_id=viewer.pk).exists()
    )


def own_organisation(viewer: Viewer, programme_id: UUID) -> UUID | None:
    """Return the organisation whose people the viewer sees to as a local co-ordinator, if any."""
    if not viewer.is_authenticated:
        return None
    return (
        in_force()
        .filter(programme_id=programme_id, user_id=viewer.pk, organisation__isnull=False)
        .values_list("organisation_id", flat=True)
        .first()
    )


@relations_to.register
def _(row: Programme, viewer: Viewer) -> frozenset[Relation]:
    if not viewer.is_authenticated:
        return frozenset()
    relations = set()
    role = _role(viewer, row.pk)
    if role is not None:
        relations.add(Relation.LOCAL_COORDINATOR if role.organisation_id else Relation.COORDINATOR)
    # Nobody but co-ordinators hears of a draft. Who declined may read on and change their mind.
    told = row.state != ProgrammeState.DRAFT
    if told and row.participations.filter(person_id=viewer.pk).exists():
        relations.add(Relation.SELF)
    return frozenset(relations)


@relations_to.register
def _(row: Participation, viewer: Viewer) -> frozenset[Relation]:
    if not viewer.is_authenticated:
        return frozenset()
    relations = set()
    if viewer.pk == row.person_id:
        relations.add(Relation.SELF)
    role = _role(viewer, row.programme_id)
    if role is not None and role.organisation_id is None:
        relations.add(Relation.COORDINATOR)
    elif role is not None and role.organisation_id == row.person.organisation_id:
        relations.add(Relation.LOCAL_COORDINATOR)
    return frozenset(relations)


def _role(viewer: Viewer, programme_id: UUID) -> Coordinator | None:
    return in_force().filter(programme_id=programme_id, user_id=viewer.pk).first()
