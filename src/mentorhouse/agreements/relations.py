"""What a viewer is to an agreement and its parts: what they are to the partnership."""

from mentorhouse.access.links import LinkHolder
from mentorhouse.access.policy import Relation
from mentorhouse.access.relations import Viewer, relations_to
from mentorhouse.agreements.models import Agreement, Clause, ManagersPart, Version
from mentorhouse.partnerships.relations import partnership_relations


@relations_to.register
def _(row: Agreement, viewer: Viewer) -> frozenset[Relation]:
    return partnership_relations(row.partnership, viewer)


@relations_to.register
def _(row: Version, viewer: Viewer) -> frozenset[Relation]:
    return partnership_relations(row.agreement.partnership, viewer)


@relations_to.register
def _(row: Clause, viewer: Viewer) -> frozenset[Relation]:
    return partnership_relations(row.version.agreement.partnership, viewer)


@relations_to.register
def _(row: ManagersPart, viewer: Viewer) -> frozenset[Relation]:
    if isinstance(viewer, LinkHolder):
        return frozenset({Relation.LINK_HOLDER} if viewer.row_id == row.pk else ())
    return partnership_relations(row.partnership, viewer)
