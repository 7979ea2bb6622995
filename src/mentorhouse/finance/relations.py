"""What a viewer is to the books, and to a claim: its claimant, or who runs the programme."""

from mentorhouse.access.policy import Relation
from mentorhouse.access.relations import Viewer, relations_to
from mentorhouse.finance.models import Claim, Entry, Line, Source


@relations_to.register
def _(row: Source, viewer: Viewer) -> frozenset[Relation]:
    return relations_to(row.programme, viewer) & {Relation.COORDINATOR}


@relations_to.register
def _(row: Line, viewer: Viewer) -> frozenset[Relation]:
    return relations_to(row.programme, viewer) & {Relation.COORDINATOR}


@relations_to.register
def _(row: Entry, viewer: Viewer) -> frozenset[Relation]:
    return relations_to(row.line.programme, viewer) & {Relation.COORDINATOR}


@relations_to.register
def _(row: Claim, viewer: Viewer) -> frozenset[Relation]:
    found = set(relations_to(row.participation.programme, viewer) & {Relation.COORDINATOR})
    if viewer.pk == row.person_id:
        found.add(Relation.SELF)
    return frozenset(found)
