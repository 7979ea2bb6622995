"""What a viewer is to a partnership: partner, mentor, mentee, or its programme's co-ordinator."""

from mentorhouse.access.policy import Relation
from mentorhouse.access.relations import (
    EmergencyReader,
    Viewer,
    adds_relations_to,
    relations_to,
)
from mentorhouse.partnerships.models import (
    AdjustmentsShare,
    Change,
    Correction,
    Farewell,
    OwnFarewell,
    Partnership,
    Review,
    ReviewPart,
    TeamPlan,
)
from mentorhouse.partnerships.states import PartnershipState, ReviewState
from mentorhouse.people.models import Adjustments, Biography
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.relations import coordinates

ROLE_RELATIONS = {
    Participation.Role.MENTOR.value: Relation.MENTOR,
    Participation.Role.MENTEE.value: Relation.MENTEE,
}


@relations_to.register
def partnership_relations(row: Partnership, viewer: Viewer) -> frozenset[Relation]:
    """Return the relations of a viewer to a partnership; rooms above reuse it for its contents."""
    if isinstance(viewer, EmergencyReader):
        opened = viewer.partnership_id == row.pk
        return frozenset({Relation.EMERGENCY_READER}) if opened else frozenset()
    if not viewer.is_authenticated:
        return frozenset()
    relations = set()
    for member in row.members.all():  # prefetched by the queries
        if member.participation.person_id == viewer.pk:
            relations |= {Relation.PARTNER, ROLE_RELATIONS[member.role]}
    if not relations and coordinates(viewer, row.programme_id):
        relations.add(Relation.COORDINATOR)
        if row.coordinator_reads_content:
            relations.add(Relation.READING_COORDINATOR)
    return frozenset(relations)


@relations_to.register
def _(row: Review, viewer: Viewer) -> frozenset[Relation]:
    return partnership_relations(row.partnership, viewer)


@relations_to.register
def _(row: Correction, viewer: Viewer) -> frozenset[Relation]:
    return partnership_relations(row.partnership, viewer)


@relations_to.register
def _(row: Change, viewer: Viewer) -> frozenset[Relation]:
    """Those in the partnership, and each whom the change asks to join."""
    found = partnership_relations(row.partnership, viewer)
    if viewer.is_authenticated and not isinstance(viewer, EmergencyReader):
        asked = row.newcomers.filter(participation__person=viewer.pk)
        return found | {Relation.SELF} if asked.exists() else found
    return found


@relations_to.register
def _(row: TeamPlan, viewer: Viewer) -> frozenset[Relation]:
    return partnership_relations(row.partnership, viewer)


SHOWN = (ReviewState.TOGETHER.value, ReviewState.SETTLED.value)


@relations_to.register
def _(row: ReviewPart, viewer: Viewer) -> frozenset[Relation]:
    """Theirs alone until all are done; then of everybody in the partnership (R10.02)."""
    if viewer.is_authenticated and row.participation.person_id == viewer.pk:
        return frozenset({Relation.SELF})
    shown = row.review.state in SHOWN
    return partnership_relations(row.review.partnership, viewer) if shown else frozenset()


@relations_to.register
def _(row: Farewell, viewer: Viewer) -> frozenset[Relation]:
    """Theirs alone until all have said goodbye, or the partnership has ended without (R10.04)."""
    if viewer.is_authenticated and row.participation.person_id == viewer.pk:
        return frozenset({Relation.SELF})
    told = row.said_goodbye_at and row.partnership.state == PartnershipState.ENDED
    return partnership_relations(row.partnership, viewer) if told else frozenset()


@relations_to.register
def _(row: OwnFarewell, viewer: Viewer) -> frozenset[Relation]:
    own = viewer.is_authenticated and row.participation.person_id == viewer.pk
    return frozenset({Relation.SELF}) if own else frozenset()


@adds_relations_to(Biography)
def _partner_reads(row: Biography, viewer: Viewer) -> frozenset[Relation]:
    """Those whom a match leads to a mentor read what the mentor has published."""
    if not row.published or not viewer.is_authenticated:
        return frozenset()
    living = (PartnershipState.OFFERED.value, PartnershipState.ACTIVE.value)
    together = Partnership.objects.filter(
        state__in=living, members__participation__person=row.person_id
    ).filter(members__participation__person=viewer.pk)
    return frozenset({Relation.PARTNER}) if together.exists() else frozenset()


@adds_relations_to(Adjustments)
def _chosen(row: Adjustments, viewer: Viewer) -> frozenset[Relation]:
    """A partner with whom the owner shares it, for as long as the two are partners."""
    if not viewer.is_authenticated or viewer.pk == row.person_id:
        return frozenset()
    shared = AdjustmentsShare.objects.filter(
        adjustments=row,
        partnership__state=PartnershipState.ACTIVE.value,
        partnership__members__participation__person=viewer.pk,
    )
    return frozenset({Relation.CHOSEN_PARTNER}) if shared.exists() else frozenset()


def conditional_readers(row: Partnership) -> frozenset[Relation]:
    """Which conditional readers are in force here, for the words beside every box (R6.17)."""
    return (
        frozenset({Relation.READING_COORDINATOR}) if row.coordinator_reads_content else frozenset()
    )
