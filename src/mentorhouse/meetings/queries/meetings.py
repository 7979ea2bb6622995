"""Every read of meetings: the pair's own, and the facts that a desk may know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Max, Min, Q, Sum

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.meetings.models import ON, Meeting, MeetingLog
from mentorhouse.meetings.states import MeetingState
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.queries import partnership_for
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.vault.sealing import open_row, open_rows

KEPT = frozenset({PartnershipState.ACTIVE.value, PartnershipState.ENDED.value})
LOG_BOXES = (
    "achieved", "challenges", "topics", "steps", "next_topic", "mentee_actions", "mentor_actions",
    "resources",
)  # fmt: skip


@dataclass(frozen=True)
class MeetingFacts:
    """What may be known of a pair's meetings without reading what they write."""

    met: int = 0
    last_met_on: date | None = None
    next_at: datetime | None = None
    cancelled: int = 0
    late_changes: int = 0


def running_partnership(
    viewer: Viewer, partnership_id: UUID, capability: Capability = Capability.ARRANGE_MEETING
) -> Partnership:
    """Return a partnership that is running. Raises `NotVisible`."""
    partnership = partnership_for(viewer, partnership_id, capability)
    if partnership.state != PartnershipState.ACTIVE.value:
        raise NotVisible
    return partnership


def kept_partnership(viewer: Viewer, partnership_id: UUID) -> Partnership:
    """Return a partnership whose logs may be read: it runs, or it has ended. Raises `NotVisible`.

    Who may read is as it was pinned; nobody writes in one that has ended.
    """
    partnership = partnership_for(viewer, partnership_id, Capability.READ_MEETING_LOG)
    if partnership.state not in KEPT or partnership.content_gone_at:
        raise NotVisible
    return partnership


def meetings_of(viewer: Viewer, partnership: Partnership) -> list[Meeting]:
    """Return all meetings of a pair with the state of their logs; nothing is opened."""
    require(viewer, Capability.READ_MEETING_FACTS, partnership)
    rows = list(partnership.meetings.select_related("log").order_by("-changed_at", "pk"))
    for row in rows:
        row.partnership = partnership
    return rows


def meeting_for(
    viewer: Viewer,
    partnership_id: UUID,
    meeting_id: UUID,
    capability: Capability = Capability.ARRANGE_MEETING,
) -> Meeting:
    """Return one meeting of a running partnership. Raises `NotVisible`."""
    partnership = running_partnership(viewer, partnership_id, capability)
    row = (
        Meeting.objects.filter(partnership=partnership, pk=meeting_id)
        .select_related("offered_by", "log__written_by", "log__confirmed_by")
        .prefetch_related("options")
        .first()
    )
    if row is None:
        raise NotVisible
    row.partnership = partnership
    if log := log_of(row):
        log.meeting = row
    return row


def log_of(meeting: Meeting) -> MeetingLog | None:
    """Return the log of a meeting that the viewer was let into; nothing while there is none."""
    return getattr(meeting, "log", None)


def where(viewer: Viewer, meeting: Meeting, *, at: datetime) -> dict[str, str]:
    """Open the place and the link of a meeting; nothing is opened where there is neither."""
    if meeting.place is None and meeting.link is None:
        return {"place": "", "link": ""}
    return open_row(viewer, meeting, at=at, purpose="see where the meeting is")


def read_log(viewer: Viewer, log: MeetingLog, *, at: datetime) -> dict[str, str]:
    """Open one log."""
    return open_row(viewer, log, at=at, purpose="read the log")


def read_logs(
    viewer: Viewer, partnership: Partnership, *, at: datetime
) -> list[tuple[Meeting, dict[str, str]]]:
    """Open every log that a pair has written, newest first; one access entry for all."""
    require(viewer, Capability.READ_MEETING_LOG, partnership)
    held = partnership.meetings.filter(state=MeetingState.HELD.value, log__revision__gt=0)
    meetings = list(held.select_related("log").order_by("-held_on", "pk"))
    for meeting in meetings:
        meeting.partnership = partnership
        meeting.log.meeting = meeting
    texts = open_rows(viewer, [m.log for m in meetings], at=at, purpose="read all logs")
    return list(zip(meetings, texts, strict=True))


def last_meeting(partnership: Partnership) -> Meeting | None:
    """Return the newest meeting that took place, for a pair that was let in."""
    return partnership.meetings.filter(state=MeetingState.HELD.value).order_by("-held_on").first()


def meeting_facts_of(viewer: Viewer, partnership: Partnership, *, at: datetime) -> MeetingFacts:
    """Return the facts of one pair."""
    require(viewer, Capability.READ_MEETING_FACTS, partnership)
    held = Q(state=MeetingState.HELD.value)
    counted = partnership.meetings.aggregate(
        met=Count("pk", filter=held),
        last_met_on=Max("held_on", filter=held),
        next_at=Min("starts_at", filter=Q(state__in=ON, starts_at__gte=at)),
        cancelled=Count("pk", filter=Q(state=MeetingState.CANCELLED.value)),
        late_changes=Sum("late_changes", default=0),
    )
    return MeetingFacts(**counted)


def letter_cause(
    about: dict[str, str], *, states: Sequence[MeetingState], same: str = "sequence"
) -> Meeting | None:
    """Return the meeting that a letter is about, unless it has changed since it was posted.

    `same` says what must be as it was: the event (`sequence`) or the offer of times (`offers`).
    """
    return Meeting.objects.filter(
        pk=about["meeting"],
        **{same: about[same]},
        state__in=[state.value for state in states],
        partnership__state=PartnershipState.ACTIVE.value,
    ).first()


def log_is_missing(meeting_id: str) -> bool:
    """Whether nothing is written about a meeting that took place."""
    running = PartnershipState.ACTIVE.value
    rows = MeetingLog.objects.filter(meeting_id=UUID(meeting_id), revision=0)
    return rows.filter(meeting__partnership__state=running, confirmed_at=None).exists()


def waits_for_confirmation(meeting_id: str, *, of: Viewer) -> bool:
    """Whether the log of a meeting waits for this person to confirm it."""
    waiting = MeetingLog.objects.filter(meeting_id=UUID(meeting_id), confirmed_at=None)
    return waiting.exclude(written_by=of.pk).exists()
