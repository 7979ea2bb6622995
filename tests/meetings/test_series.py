"""A series of meetings through both changes of the clocks, and the private calendar address."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from mentorhouse.access.states import NotNow
from mentorhouse.meetings import queries, rules
from mentorhouse.meetings.actions import arranging, repeating
from mentorhouse.meetings.emails import entry_of
from mentorhouse.meetings.models import Meeting
from mentorhouse.notifications import calendar
from mentorhouse.notifications.models import OutboxLetter
from tests.meetings.conftest import AT
from tests.meetings.second_reader import moment, taken_in

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
LONDON = "Europe/London"
WHO = {"attendee": "ada@example.org", "organiser": "mentoring@example.org"}


@pytest.mark.requirement("R7.01")
@pytest.mark.parametrize(
    ("first", "every", "utc"),
    [
        # The same time of day, before and after the clocks go back and forward.
        ("2026-10-20T13:30", "week", ["2026-10-27T14:30", "2026-11-03T14:30"]),
        ("2027-03-16T14:30", "fortnight", ["2027-03-30T13:30", "2027-04-13T13:30"]),
        # The missing hour of March moves on; of the doubled hour of October it is the first.
        ("2027-03-21T01:30", "week", ["2027-03-28T01:30", "2027-04-04T00:30"]),
        ("2026-10-18T00:30", "week", ["2026-10-25T00:30", "2026-11-01T01:30"]),
        # The same weekday of the month; a fifth one that is not there is the last.
        ("2026-12-30T10:00", "month", ["2027-01-27T10:00", "2027-02-24T10:00"]),
    ],
)
def test_a_series_keeps_its_time_of_day(first, every, utc):
    begins = datetime.fromisoformat(first).replace(tzinfo=UTC)
    days = rules.repeats_of(begins, every, 2, zone=LONDON)
    assert [f"{day:%Y-%m-%dT%H:%M}" for day in days] == utc


@pytest.mark.requirement("R7.01")
def test_one_proposes_a_series_the_other_agrees_and_either_skips_or_stops(pair, at_browser):
    now = datetime.now(UTC)
    meeting = pair.agreed(at=now, times=(now + timedelta(days=3),))
    here = reverse("meetings:repeat", args=[pair.id, meeting.pk])
    proposed = at_browser(pair.mentee).post(here, {"every": "month", "times": "3"})
    series = queries.series_of(meeting)
    assert proposed.url == reverse("meetings:series", args=[pair.id, series.pk])
    assert OutboxLetter.objects.get(kind="series.proposed").to_id == pair.mentor.pk
    row = queries.series_for(pair.mentee, pair.id, series.pk)
    with pytest.raises(NotNow):
        repeating.answer_series(row, agrees=True, zone=LONDON, by=pair.mentee, at=now)
    mentor = at_browser(pair.mentor)
    for _ in range(2):
        mentor.post(proposed.url, {"deed": "agree"})
    made = list(Meeting.objects.filter(repeated_in=series).order_by("starts_at"))
    assert [each.state for each in made] == ["agreed"] * 3
    arranging.cancel(pair.meeting(made[0]), by=pair.mentee, at=now)
    assert repeating.stop_series(row, by=pair.mentor, at=now) == 2
    assert Meeting.objects.get(pk=meeting.pk).state == "agreed"
    assert "stopped" in mentor.get(proposed.url).content.decode()


@pytest.mark.requirement("R7.01")
def test_another_reader_sees_create_move_and_cancel_as_one_event(pair):
    meeting = pair.agreed()
    first = calendar.request(entry_of(meeting), **WHO)
    moved = arranging.offer_times(meeting, [AT + timedelta(days=20)], by=pair.mentee, at=AT)
    moved = pair.pick(moved)
    second = calendar.request(entry_of(moved), **WHO)
    ((_, event),) = taken_in(first, second).items()
    assert moment(event["DTSTART"]) == moved.starts_at
    arranging.cancel(moved, by=pair.mentee, at=AT)
    off = calendar.cancellation(entry_of(Meeting.objects.get(pk=meeting.pk)), **WHO)
    ((_, event),) = taken_in(second, off, first).items()
    assert event["STATUS"] == "CANCELLED"


@pytest.mark.requirement("R7.01")
def test_a_private_address_shows_ones_meetings_until_it_is_closed(pair, at_browser):
    meeting = pair.agreed(at=datetime.now(UTC), times=(datetime.now(UTC) + timedelta(days=3),))
    client, page = at_browser(pair.mentee), reverse("meetings:calendar_address")
    client.post(page, {"deed": "open"})
    shown = client.get(page).content.decode()
    address = shown.partition('readonly value="')[2].partition('"')[0]
    read = Client().get(urlsplit(address).path)
    ((_, event),) = taken_in(read.content).items()
    assert moment(event["DTSTART"]) == meeting.starts_at.replace(microsecond=0)
    assert pair.mentor.person.name.encode() not in read.content
    client.post(page, {"deed": "open"})
    assert Client().get(urlsplit(address).path).status_code == 404
    client.post(page, {"deed": "close"})
    assert "readonly" not in client.get(page).content.decode()
