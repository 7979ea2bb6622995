"""What a viewer is to a nomination, an opportunity and a placement, and to their programme."""

from uuid import UUID

from mentorhouse.access.policy import Relation
from mentorhouse.access.relations import Viewer, adds_relations_to, relations_to
from mentorhouse.programmes.models import Programme
from mentorhouse.talent.models import Activity, Nomination, Nominator, Opportunity, Placement
from mentorhouse.talent.states import NominationState


def nominates_for(viewer: Viewer, programme_id: UUID) -> UUID | None:
    """Return the organisation that the viewer nominates for in a programme, if any."""
    if not viewer.is_authenticated:
        return None
    rows = Nominator.objects.filter(programme=programme_id, user=viewer.pk)
    return rows.values_list("organisation_id", flat=True).first()


@adds_relations_to(Programme)
def _(row: Programme, viewer: Viewer) -> frozenset[Relation]:
    if not viewer.is_authenticated:
        return frozenset()
    found = set()
    if nominates_for(viewer, row.pk):
        found.add(Relation.NOMINATOR)
    mine = Nomination.objects.filter(programme=row, nominee=viewer.pk)
    states = set(mine.order_by().values_list("state", flat=True))
    if states - {NominationState.WITHDRAWN.value}:
        found.add(Relation.NOMINEE)
    if states & {NominationState.WISH_STATED.value, NominationState.TAKEN_UP.value}:
        found.add(Relation.WILLING_NOMINEE)
    return frozenset(found)


@relations_to.register
def _(row: Nomination, viewer: Viewer) -> frozenset[Relation]:
    found = _of_organisation(row.programme, row.organisation_id, viewer)
    return found | {Relation.SELF} if viewer.pk == row.nominee_id else found


@relations_to.register
def _(row: Activity, viewer: Viewer) -> frozenset[Relation]:
    return relations_to(row.nomination, viewer)


@relations_to.register
def _(row: Opportunity, viewer: Viewer) -> frozenset[Relation]:
    return _of_organisation(row.programme, row.organisation_id, viewer)


@relations_to.register
def _(row: Placement, viewer: Viewer) -> frozenset[Relation]:
    return relations_to(row.opportunity, viewer)


def _of_organisation(
    programme: Programme, organisation_id: UUID, viewer: Viewer
) -> frozenset[Relation]:
    found = set(relations_to(programme, viewer) & {Relation.COORDINATOR})
    if nominates_for(viewer, programme.pk) == organisation_id:
        found.add(Relation.NOMINATOR)
    return frozenset(found)
