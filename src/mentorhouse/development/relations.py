"""What a viewer is to what is worked on: what they are to the partnership, or its one author."""

from mentorhouse.access.policy import Relation
from mentorhouse.access.relations import COUNTER, Viewer, relations_to
from mentorhouse.development.models import (
    Exchange,
    ExchangePiece,
    Goal,
    GoalChange,
    Note,
    Notebook,
    Plan,
    PlanVersion,
    Sheet,
    Visit,
)
from mentorhouse.development.rules.capabilities import CAPABILITIES
from mentorhouse.partnerships.relations import partnership_relations


@relations_to.register
def notebook_relations(row: Notebook, viewer: Viewer) -> frozenset[Relation]:
    """Return that somebody is its author; to everybody else it is nothing."""
    own = viewer.is_authenticated and row.person_id == viewer.pk
    return frozenset({Relation.SELF}) if own else frozenset()


@relations_to.register
def _(row: Note, viewer: Viewer) -> frozenset[Relation]:
    return notebook_relations(row.notebook, viewer)


@relations_to.register
def goal_relations(row: Goal, viewer: Viewer) -> frozenset[Relation]:
    """Of a private goal its author's alone; else those of the partnership (R9.02)."""
    if row.notebook is not None:
        return notebook_relations(row.notebook, viewer)
    return partnership_relations(row.partnership, viewer)


@relations_to.register
def _(row: GoalChange, viewer: Viewer) -> frozenset[Relation]:
    return goal_relations(row.goal, viewer)


@relations_to.register
def _(row: Plan, viewer: Viewer) -> frozenset[Relation]:
    return partnership_relations(row.partnership, viewer)


@relations_to.register
def _(row: PlanVersion, viewer: Viewer) -> frozenset[Relation]:
    return partnership_relations(row.plan.partnership, viewer)


@relations_to.register
def _(row: Visit, viewer: Viewer) -> frozenset[Relation]:
    return partnership_relations(row.partnership, viewer)


@relations_to.register
def _(row: Sheet, viewer: Viewer) -> frozenset[Relation]:
    """Return its author; the others only while it is shared; the counting of capabilities."""
    if viewer is COUNTER:
        counts = row.kind == CAPABILITIES.key
        return frozenset({Relation.COUNTER}) if counts else frozenset()
    found = notebook_relations(row.notebook, viewer)
    if not row.shared or found:
        return found
    return partnership_relations(row.notebook.partnership, viewer) & {Relation.PARTNER}


@relations_to.register
def _(row: Exchange, viewer: Viewer) -> frozenset[Relation]:
    return partnership_relations(row.partnership, viewer)


@relations_to.register
def _(row: ExchangePiece, viewer: Viewer) -> frozenset[Relation]:
    return partnership_relations(row.exchange.partnership, viewer)
