"""What a viewer is to a meeting and its log: what they are to the partnership."""

from mentorhouse.access.policy import Relation
from mentorhouse.access.relations import Viewer, relations_to
from mentorhouse.meetings.models import Meeting, MeetingLog, Poll
from mentorhouse.partnerships.relations import partnership_relations


@relations_to.register
def _(row: Meeting, viewer: Viewer) -> frozenset[Relation]:
    return partnership_relations(row.partnership, viewer)


@relations_to.register
def _(row: MeetingLog, viewer: Viewer) -> frozenset[Relation]:
    return partnership_relations(row.meeting.partnership, viewer)


@relations_to.register
def _(row: Poll, viewer: Viewer) -> frozenset[Relation]:
    return partnership_relations(row.partnership, viewer)
