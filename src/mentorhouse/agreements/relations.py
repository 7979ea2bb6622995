"""What a viewer is to an agreement and its parts: what they are to the partnership."""

from mentorhouse.access.links import LinkHolder
from mentorhouse.access.policy import Relation
from mentorhouse.access.relations import Viewer, relations_to
from mentorhouse.agreements.models import (
    Agreement,
    Clause,
    ManagersPart,
    Preparation,
    PreparedPart,
    Version,
)
from mentorhouse.agreements.states import PreparationState
from mentorhouse.partnerships.queries.introducing import introduction
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


@relations_to.register
def _(row: Preparation, viewer: Viewer) -> frozenset[Relation]:
    """Of the partnership; before there is one, of the two who meet for the first time."""
    if row.partnership is not None:
        return partnership_relations(row.partnership, viewer)
    found = introduction(row.introduction) if row.introduction else None
    both = found is not None and viewer.is_authenticated and viewer.pk in found.people
    return frozenset({Relation.PARTNER} if both else ())


@relations_to.register
def _(row: PreparedPart, viewer: Viewer) -> frozenset[Relation]:
    """Theirs alone until all have finished; then of those who gave answers themselves (R6.02)."""
    if not viewer.is_authenticated:
        return frozenset()
    if row.person_id == viewer.pk:
        return frozenset({Relation.SELF})
    preparation = row.preparation
    if preparation.state != PreparationState.TOGETHER:
        return frozenset()
    gave = preparation.parts.filter(person=viewer.pk, done_at__isnull=False).exists()
    return relations_to(preparation, viewer) & {Relation.PARTNER} if gave else frozenset()
