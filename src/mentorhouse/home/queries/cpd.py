"""What counts for somebody's own CPD: their meetings, their entries, their activities (R8.08)."""

from datetime import date, datetime
from uuid import UUID

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import Viewer
from mentorhouse.development.queries.sheets import Opened, own_entries
from mentorhouse.home.rules.cpd import Cpd, Entry
from mentorhouse.meetings.models import Meeting
from mentorhouse.meetings.states import MeetingState
from mentorhouse.programmes.queries import participation_for


def cpd_of(viewer: Viewer, participation_id: UUID, *, at: datetime) -> Cpd:
    """Return the record of one's own taking part. Raises `NotVisible`."""
    part = participation_for(viewer, participation_id, Capability.READ_OWN_CPD)
    held = Meeting.objects.filter(
        state=MeetingState.HELD.value, partnership__members__participation=part
    ).order_by("held_on", "pk")
    days = held.values_list("held_on", "length_minutes")
    entries = own_entries(viewer, part.programme_id, at=at)
    return Cpd(
        part.person.name,
        part.programme.name,
        part.role,
        part.programme.design.recognition.points_an_hour,
        tuple(Entry(on, minutes or 0) for on, minutes in days if on),
        tuple(_entry(one) for one in entries if one.sheet.kind == "cpd"),
        tuple(_entry(one) for one in entries if one.sheet.kind == "activity"),
    )


def _entry(one: Opened) -> Entry:
    said = one.answers
    on = date.fromisoformat(said["on"]) if said.get("on") else one.sheet.begun_at.date()
    return Entry(on, int(said.get("minutes") or 0), one.title, str(said.get("reflection") or ""))
