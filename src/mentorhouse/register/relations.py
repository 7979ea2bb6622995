"""What a viewer is to an entry, and to what a mentor keeps with it."""

from mentorhouse.access.policy import Relation
from mentorhouse.access.relations import Viewer, relations_to
from mentorhouse.register.models import Development, Entry, Readiness


@relations_to.register
def _(row: Entry, viewer: Viewer) -> frozenset[Relation]:
    return relations_to(row.participation, viewer)


@relations_to.register
def _(row: Readiness, viewer: Viewer) -> frozenset[Relation]:
    return relations_to(row.participation, viewer)


@relations_to.register
def _(row: Development, viewer: Viewer) -> frozenset[Relation]:
    return frozenset({Relation.SELF}) if viewer.pk == row.person_id else frozenset()
