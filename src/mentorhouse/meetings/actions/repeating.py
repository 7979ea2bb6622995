"""A series: one of two proposes it, the other agrees, either stops it; and the calendar address.

The partnership is locked first, then its meetings in the order of their identifiers.
"""

from datetime import datetime, timedelta

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access import links
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.meetings import rules
from mentorhouse.meetings.actions import arranging
from mentorhouse.meetings.actions.asking import ask_round
from mentorhouse.meetings.actions.telling import tell
from mentorhouse.meetings.models import ON, CalendarFeed, Meeting, Series
from mentorhouse.meetings.states import SERIES, MeetingState, SeriesMove, SeriesState
from mentorhouse.notifications import post
from mentorhouse.partnerships.models import Member, Partnership
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.vault.sealing import open_row, seal

PROPOSED = audit.Act("series.proposed", mark("proposed a series of meetings"))
ANSWERED = audit.Act("series.answered", mark("answered a series of meetings"))
STOPPED = audit.Act("series.stopped", mark("stopped a series of meetings"))
FEED_OPENED = audit.Act("calendar_feed.opened", mark("made a private calendar address"))
FEED_CLOSED = audit.Act("calendar_feed.closed", mark("closed their private calendar address"))
FEED_WORKS = timedelta(days=3 * 366)


def propose_series(meeting: Meeting, every: str, times: int, *, by: User, at: datetime) -> Series:
    """Propose to repeat an agreed meeting; nothing is in a calendar before the other agrees."""
    with transaction.atomic():
        partnership = _locked(meeting.partnership, by)
        row = Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
        if row.state != MeetingState.AGREED.value or not row.starts_at or row.starts_at <= at:
            raise NotNow(say("Only a meeting that is agreed and still to come can be repeated."))
        earlier = Series.objects.filter(meeting=row).first()
        if earlier is not None:
            _move(earlier, SeriesMove.ASK_AGAIN)
        series = earlier or Series(meeting=row)
        series.every, series.times = every, times
        series.proposed_by_id, series.proposed_at = by.pk, at
        series.save()
        about = {"partnership": partnership.pk, "series": series.pk}
        for member in _others(partnership, by):
            user = member.participation.person.user
            post("series.proposed", to=user, about=about, at=at, key=f"{series.pk}:{at}")
        _record(PROPOSED, series, partnership, by=by, at=at)
    return series


def answer_series(
    series: Series, *, agrees: bool, zone: str, by: User, at: datetime
) -> list[Meeting]:
    """Agree to a series, which makes its meetings, or decline it."""
    with transaction.atomic():
        partnership = _locked(series.meeting.partnership, by)
        row = Series.objects.select_for_update(no_key=True).get(pk=series.pk)
        if row.proposed_by_id == by.pk:
            raise NotNow(say("You proposed this series, so the other person answers."))
        _move(row, SeriesMove.AGREE if agrees else SeriesMove.DECLINE)
        row.save()
        made = _make(row, partnership, zone, by=by, at=at) if agrees else []
        _record(ANSWERED, row, partnership, by=by, at=at)
    return made


def stop_series(series: Series, *, by: User, at: datetime) -> int:
    """Stop a series: what is still to come of it is cancelled, what has been stays."""
    with transaction.atomic():
        partnership = _locked(series.meeting.partnership, by)
        row = Series.objects.select_for_update(no_key=True).get(pk=series.pk)
        _move(row, SeriesMove.STOP)
        row.save()
        coming = row.repeats.select_for_update(no_key=True, of=("self",)).filter(
            state__in=ON, starts_at__gt=at
        )
        meetings = list(coming.order_by("pk"))
        for meeting in meetings:
            meeting.partnership = series.meeting.partnership
            arranging.cancel(meeting, by=by, at=at)
        _record(STOPPED, row, partnership, by=by, at=at)
    return len(meetings)


def open_feed(*, by: User, at: datetime) -> CalendarFeed:
    """Make one's private calendar address anew; an older one opens nothing any more."""
    with transaction.atomic():
        rows = CalendarFeed.objects.select_for_update(no_key=True)
        row = rows.filter(person=by.pk).first() or CalendarFeed(person_id=by.pk)
        require(by, Capability.KEEP_CALENDAR_FEED, row)
        row.made_at = at
        links.renew(row, until=at + FEED_WORKS)
        row.save()
        audit.record(FEED_OPENED, by=by, on=row, at=at)
    return row


def close_feed(*, by: User, at: datetime) -> None:
    """Close one's calendar address: it opens nothing any more."""
    with transaction.atomic():
        row = CalendarFeed.objects.select_for_update(no_key=True).filter(person=by.pk).first()
        if row is not None:
            require(by, Capability.KEEP_CALENDAR_FEED, row)
            links.close(row)
            row.save()
            audit.record(FEED_CLOSED, by=by, on=row, at=at)


def _make(
    series: Series, partnership: Partnership, zone: str, *, by: User, at: datetime
) -> list[Meeting]:
    first = Meeting.objects.get(pk=series.meeting_id)
    first.partnership = partnership
    if first.starts_at is None:
        raise NotNow(rules.not_any_more(first.state))
    where = open_row(by, first, at=at, purpose="repeat the meeting")
    made = []
    for start in rules.repeats_of(first.starts_at, series.every, series.times, zone=zone):
        meeting = Meeting(
            partnership=partnership, state=MeetingState.AGREED.value, way=first.way,
            length_minutes=first.length_minutes, starts_at=start, sequence=1, changed_at=at,
        )  # fmt: skip
        seal(meeting, place=where["place"] or None, link=where["link"] or None)
        meeting.save(force_insert=True)
        tell("meeting.agreed", meeting, f"{meeting.pk}:1", at=at)
        ask_round(meeting, at=at)
        made.append(meeting)
    series.repeats.add(*made)
    return made


def _move(series: Series, move: SeriesMove) -> None:
    refusal = say("This was answered already. The page shows how the series stands.")
    series.state = after(SERIES, SeriesState(series.state), move, refusal=refusal).value


def _others(partnership: Partnership, by: User) -> list[Member]:
    rows = Member.objects.filter(partnership=partnership).exclude(participation__person=by.pk)
    return list(rows.select_related("participation__person__user"))


def _locked(partnership: Partnership, by: User) -> Partnership:
    row = Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
    require(by, Capability.ARRANGE_MEETING, row)
    if row.state != PartnershipState.ACTIVE.value:
        raise NotVisible
    return row


def _record(
    act: audit.Act, series: Series, partnership: Partnership, *, by: User, at: datetime
) -> None:
    detail = {"state": series.state}
    audit.record(act, by=by, on=series, at=at, programme=partnership.programme_id, detail=detail)
