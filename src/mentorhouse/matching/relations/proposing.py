"""What a viewer is to a pair that a mentor proposed."""

from mentorhouse.access.policy import Relation
from mentorhouse.access.relations import Viewer, relations_to
from mentorhouse.matching.models import Proposal
from mentorhouse.programmes.relations import coordinates


@relations_to.register
def _(row: Proposal, viewer: Viewer) -> frozenset[Relation]:
    """Let the mentee see it once asked, and a co-ordinator decide who is not of the two."""
    if not viewer.is_authenticated or row.mentee is None or viewer.pk == row.mentor.person_id:
        return frozenset()
    if viewer.pk == row.mentee.person_id:
        return frozenset({Relation.MENTEE}) if row.asked_at is not None else frozenset()
    return (
        frozenset({Relation.COORDINATOR}) if coordinates(viewer, row.programme_id) else frozenset()
    )
