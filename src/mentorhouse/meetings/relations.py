"""What a viewer is to a meeting and its log: what they are to the partnership."""

from mentorhouse.access.links import LinkHolder
from mentorhouse.access.policy import Relation
from mentorhouse.access.relations import Viewer, relations_to
from mentorhouse.meetings.models import (
    Action,
    AgendaItem,
    CalendarFeed,
    CheckIn,
    Meeting,
    MeetingLog,
    MeetingQuestion,
    Notes,
    PairMessage,
    Poll,
    Prepared,
    Series,
    Session,
)
from mentorhouse.partnerships.relations import partnership_relations


@relations_to.register
def _(row: Meeting, viewer: Viewer) -> frozenset[Relation]:
    return partnership_relations(row.partnership, viewer)


@relations_to.register
def _(row: MeetingLog, viewer: Viewer) -> frozenset[Relation]:
    return partnership_relations(row.meeting.partnership, viewer)


@relations_to.register
def _(row: Action, viewer: Viewer) -> frozenset[Relation]:
    return partnership_relations(row.partnership, viewer)


@relations_to.register
def _(row: AgendaItem, viewer: Viewer) -> frozenset[Relation]:
    return partnership_relations(row.meeting.partnership, viewer)


@relations_to.register
def _(row: Notes, viewer: Viewer) -> frozenset[Relation]:
    return partnership_relations(row.meeting.partnership, viewer)


@relations_to.register
def _(row: Prepared, viewer: Viewer) -> frozenset[Relation]:
    """One's own; of the pair once it is shared, and of nobody else (R7.05)."""
    partner = Relation.PARTNER in partnership_relations(row.meeting.partnership, viewer)
    if not partner:
        return frozenset()
    if row.person_id == viewer.pk:
        return frozenset({Relation.SELF})
    return frozenset({Relation.PARTNER} if row.shared_at else ())


@relations_to.register
def _(row: PairMessage, viewer: Viewer) -> frozenset[Relation]:
    return partnership_relations(row.partnership, viewer)


@relations_to.register
def _(row: CheckIn, viewer: Viewer) -> frozenset[Relation]:
    """One's own while one is in the partnership, and nobody else's (R7.13)."""
    partner = Relation.PARTNER in partnership_relations(row.partnership, viewer)
    return frozenset({Relation.SELF} if partner and row.person_id == viewer.pk else ())


@relations_to.register
def _(row: CalendarFeed, viewer: Viewer) -> frozenset[Relation]:
    if isinstance(viewer, LinkHolder):
        return frozenset({Relation.LINK_HOLDER} if viewer.row_id == row.pk else ())
    return frozenset({Relation.SELF} if row.person_id == viewer.pk else ())


@relations_to.register
def _(row: Series, viewer: Viewer) -> frozenset[Relation]:
    return partnership_relations(row.meeting.partnership, viewer)


@relations_to.register
def _(row: MeetingQuestion, viewer: Viewer) -> frozenset[Relation]:
    if isinstance(viewer, LinkHolder) and viewer.row_id == row.pk:
        return frozenset({Relation.LINK_HOLDER})
    return frozenset()


@relations_to.register
def _(row: Poll, viewer: Viewer) -> frozenset[Relation]:
    return partnership_relations(row.partnership, viewer)


@relations_to.register
def _(row: Session, viewer: Viewer) -> frozenset[Relation]:
    """The two of it, and nobody else: not the others of their group, nor an emergency's reader."""
    two = viewer.is_authenticated and viewer.pk in (row.mentor_id, row.mentee_id)
    return frozenset({Relation.IN_SESSION}) if two else frozenset()
