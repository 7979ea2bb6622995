"""What a viewer is to a partnership: partner, mentor, mentee, or its programme's co-ordinator."""

from mentorhouse.access.policy import Relation
from mentorhouse.access.relations import Viewer, relations_to
from mentorhouse.partnerships.models import Partnership
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.relations import coordinates

ROLE_RELATIONS = {
    Participation.Role.MENTOR.value: Relation.MENTOR,
    Participation.Role.MENTEE.value: Relation.MENTEE,
}


@relations_to.register
def partnership_relations(row: Partnership, viewer: Viewer) -> frozenset[Relation]:
    """Return the relations of a viewer to a partnership; rooms above reuse it for its contents."""
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


def conditional_readers(row: Partnership) -> frozenset[Relation]:
    """Which conditional readers are in force here, for the words beside every box (R6.17)."""
    return (
        frozenset({Relation.READING_COORDINATOR}) if row.coordinator_reads_content else frozenset()
    )
