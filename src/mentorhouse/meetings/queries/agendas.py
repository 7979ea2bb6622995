"""Every read of agendas, of what people prepare, and of notes."""

from datetime import datetime

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import Viewer, require
from mentorhouse.meetings.models import AgendaItem, Meeting, Notes, Prepared
from mentorhouse.meetings.states import MeetingState
from mentorhouse.vault.sealing import open_row, open_rows


def items_of(viewer: Viewer, meeting: Meeting, *, at: datetime) -> list[tuple[AgendaItem, str]]:
    """Open the items of an agenda."""
    require(viewer, Capability.READ_MEETING_LOG, meeting)
    rows = list(meeting.items.select_related("added_by"))
    for row in rows:
        row.meeting = meeting
    texts = open_rows(viewer, rows, at=at, purpose="read the agenda")
    return [(row, text["words"]) for row, text in zip(rows, texts, strict=True)]


def prepared_for(viewer: Viewer, meeting: Meeting, *, at: datetime) -> list[tuple[Prepared, str]]:
    """Open what somebody prepared themselves, and what others have shared."""
    rows = list(meeting.prepared.select_related("person").order_by("written_at", "pk"))
    seen = [row for row in rows if row.person_id == viewer.pk or row.shared_at]
    for row in seen:
        row.meeting = meeting
    texts = open_rows(viewer, seen, at=at, purpose="prepare a meeting")
    return [(row, text["thoughts"]) for row, text in zip(seen, texts, strict=True)]


def notes_of(viewer: Viewer, meeting: Meeting, *, at: datetime) -> tuple[int, str]:
    """Return the revision of a meeting's notes, and their text; 0 while there are none."""
    require(viewer, Capability.READ_MEETING_LOG, meeting)
    notes = Notes.objects.filter(meeting=meeting).first()
    if notes is None:
        return 0, ""
    notes.meeting = meeting
    return notes.revision, open_row(viewer, notes, at=at, purpose="read the notes")["text"]


def held_before(meeting: Meeting) -> int:
    """Count the meetings of a partnership that took place, but for this one."""
    held = meeting.partnership.meetings.filter(state=MeetingState.HELD.value)
    return held.exclude(pk=meeting.pk).count()
