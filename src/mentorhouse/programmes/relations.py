"""What a viewer is to a programme and to someone's taking part in it."""

from uuid import UUID

from mentorhouse.access.policy import Relation
from mentorhouse.access.relations import Viewer, relations_to
from mentorhouse.programmes.models import Coordinator, Participation, Programme


def coordinates(viewer: Viewer, programme_id: UUID) -> bool:
    """Whether the viewer is a co-ordinator of the programme."""
    return (
        viewer.is_authenticated
        and Coordinator.objects.filter(programme_id=programme_id, user_id=viewer.pk).exists()
    )


@relations_to.register
def _(row: Programme, viewer: Viewer) -> frozenset[Relation]:
    relations = set()
    if coordinates(viewer, row.pk):
        relations.add(Relation.COORDINATOR)
    if viewer.is_authenticated and row.participations.filter(person_id=viewer.pk).exists():
        relations.add(Relation.SELF)
    return frozenset(relations)


@relations_to.register
def _(row: Participation, viewer: Viewer) -> frozenset[Relation]:
    relations = set()
    if viewer.pk == row.person_id:
        relations.add(Relation.SELF)
    if coordinates(viewer, row.programme_id):
        relations.add(Relation.COORDINATOR)
    return frozenset(relations)
