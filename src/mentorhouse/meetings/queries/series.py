"""Every read of series, and of the meetings that stand in one's own calendar."""

from datetime import datetime, timedelta
from uuid import UUID

from mentorhouse.access.links import LinkHolder, LinkIsOver, hash_of, in_time
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.meetings.models import ON, CalendarFeed, Meeting, Series
from mentorhouse.meetings.queries.meetings import running_partnership
from mentorhouse.meetings.queries.polls import is_several
from mentorhouse.meetings.states import SeriesState
from mentorhouse.partnerships.states import PartnershipState

LOOKS_BACK = timedelta(days=60)


def series_of(meeting: Meeting) -> Series | None:
    """Return the series that a meeting began or is part of, for people who were let in."""
    begun = Series.objects.filter(meeting=meeting).select_related("proposed_by").first()
    part = Series.objects.filter(repeats=meeting).select_related("proposed_by")
    found: Series | None = begun or part.order_by("proposed_at").first()
    return found


def series_for(viewer: Viewer, partnership_id: UUID, series_id: UUID) -> Series:
    """Return a series of a running partnership of two. Raises `NotVisible`."""
    partnership = running_partnership(viewer, partnership_id, Capability.ARRANGE_MEETING)
    rows = Series.objects.select_related("meeting", "proposed_by")
    row = rows.filter(pk=series_id, meeting__partnership=partnership).first()
    if row is None or is_several(partnership):
        raise NotVisible
    row.meeting.partnership = partnership
    return row


def series_waits(about: dict[str, str]) -> bool:
    """Whether the series of a letter still waits for an answer."""
    rows = Series.objects.filter(pk=about["series"], state=SeriesState.PROPOSED.value)
    running = PartnershipState.ACTIVE.value
    return rows.filter(meeting__partnership__state=running).exists()


def feed_of(viewer: Viewer, *, at: datetime) -> CalendarFeed | None:
    """Return one's own calendar address while it is open."""
    row = CalendarFeed.objects.filter(person=viewer.pk).first()
    return row if row is not None and in_time(row, at=at) else None


def feed_by_link(token: str, *, at: datetime) -> CalendarFeed:
    """Return the feed that an address opens. Raises `LinkIsOver`."""
    row = CalendarFeed.objects.filter(link_hash=hash_of(token)).first()
    if row is None or not in_time(row, at=at):
        raise LinkIsOver
    require(LinkHolder(row.pk), Capability.READ_CALENDAR_FEED, row)
    return row


def in_calendar_of(feed: CalendarFeed, *, at: datetime) -> list[Meeting]:
    """Return the agreed meetings of one person, those of the last weeks too."""
    rows = Meeting.objects.filter(
        state__in=ON, starts_at__gte=at - LOOKS_BACK,
        partnership__state=PartnershipState.ACTIVE.value,
        partnership__members__participation__person=feed.person_id,
    )  # fmt: skip
    # Who mentors each other holds two places.
    return list(rows.order_by("starts_at", "pk").distinct())
