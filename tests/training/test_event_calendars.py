"""The calendar file of an event, taken in by another implementation: nights, zones, moves."""

import email
from datetime import UTC, date, datetime, timedelta
from email import policy
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from django.utils import timezone

from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.notifications.worker.outbox import drain
from mentorhouse.training.actions import bookings, events
from mentorhouse.training.forms.events import EventForm
from mentorhouse.training.models import Event
from tests.training.conftest import AT, signed_in
from tests.training.test_event_pages import typed
from tests.training.test_events import THEN, book, change, planned

LONDON, KOLKATA = ZoneInfo("Europe/London"), ZoneInfo("Asia/Kolkata")
pytestmark = [
    pytest.mark.django_db(databases=["default", "keystore"]),
    pytest.mark.requirement("R4.04"),
]


def events_on(files, day):
    """Take files in as a calendar program does: the newest of each UID counts."""
    newest = {}
    for file in files:
        for event in icalendar.Calendar.from_ical(file).walk("VEVENT"):
            known = newest.get(event["UID"])
            if known is None or event["SEQUENCE"] > known["SEQUENCE"]:
                newest[event["UID"]] = event
    whole = icalendar.Calendar()
    for event in newest.values():
        if event["STATUS"] != "CANCELLED":
            whole.add_component(event)
    return recurring_ical_events.of(whole).at(day)


def file_of(house, event, person):
    page = signed_in(person.user).get(house.path(f"events/{event.pk}/event.ics"))
    assert page.status_code == 200
    return page.content


def night(first, hours, zone=LONDON):
    """Return two moments: an evening in a zone, and so many real hours later."""
    starts = datetime.combine(first, datetime.min.time().replace(hour=22), zone).astimezone(UTC)
    return {"starts_at": starts, "ends_at": starts + timedelta(hours=hours)}


@pytest.mark.parametrize(
    ("first", "hours", "ends"),
    [
        (date(2027, 3, 27), 5, (28, 4)),  # the hour from one to two is not there
        (date(2027, 10, 30), 5, (31, 2)),  # and in autumn it is there twice
        (date(2027, 1, 9), 5, (10, 3)),
    ],
)
def test_an_event_across_the_night_lasts_as_long_as_it_lasts(house, first, hours, ends):
    event = planned(house, **night(first, hours))
    book(event, house.mentee)
    (read,) = events_on([file_of(house, event, house.mentee)], first)
    assert read.end - read.start == timedelta(hours=hours)
    assert (read.start.astimezone(LONDON).day, read.start.astimezone(LONDON).hour) == (
        first.day,
        22,
    )
    there = read.end.astimezone(LONDON)
    assert (there.day, there.hour) == ends


@pytest.mark.parametrize(
    ("day", "starts", "told"),
    [
        (date(2027, 3, 28), "1.30am", "clocks go forward on 28 March 2027"),
        (date(2027, 10, 31), "1.30am", "1.30am comes twice on that day"),
    ],
)
def test_an_hour_that_is_missing_or_doubled_is_refused_in_words(day, starts, told):
    data = typed(on_day=day.day, on_month=day.month, on_year=day.year, starts=starts, ends="5am")
    form = EventForm(data, kinds=["networking"], now=AT)
    assert told in str(form.errors["starts"])


def test_an_event_typed_on_such_a_day_has_the_hours_that_it_really_has():
    data = typed(on_day=28, on_month=3, on_year=2027, starts="12.30am", ends="2.30am")
    form = EventForm(data, kinds=["networking"], now=AT)
    assert form.is_valid(), form.errors
    assert form.ends_at - form.starts_at == timedelta(hours=1)


def test_who_plans_and_who_comes_may_live_in_other_zones(house, settings, tmp_path):
    house.coordinator.timezone = "Asia/Kolkata"
    house.coordinator.save()
    client = signed_in(house.coordinator)
    on = {"on_day": "4", "on_month": "7", "on_year": str(timezone.localdate().year + 1)}
    client.post(house.path("events/new/"), typed(**on, starts="2pm", ends="3pm"))
    event = Event.objects.get()
    assert event.starts_at.astimezone(KOLKATA).hour == 14
    book(event, house.mentee)
    (read,) = events_on([file_of(house, event, house.mentee)], event.starts_at)
    assert (read.start, read.end) == (event.starts_at, event.starts_at + timedelta(hours=1))
    assert str(read.start.tzinfo) == "UTC"
    here = house.path(f"events/{event.pk}/")
    assert "2pm" in client.get(f"{here}people/").content.decode()
    assert "9.30am" in signed_in(house.mentee.user).get(here).content.decode()  # London, summer
    settings.MAIL_DIR = tmp_path / "mail"
    assert "9.30am" in text_of(sent_to(house.mentee.user, tmp_path)[0])
    house.mentee.user.timezone = "Asia/Kolkata"
    house.mentee.user.save()
    assert "2pm" in signed_in(house.mentee.user).get(here).content.decode()
    OutboxLetter.objects.all().delete()
    bookings.cancel(event, by=house.mentee.user, at=AT)
    book(event, house.mentee)
    written = text_of(sent_to(house.mentee.user, tmp_path)[-1])
    assert "2pm" in written  # the letter says what the page says


def sent_to(user, folder):
    """Send what is due, and return every message to somebody, the oldest first."""
    drain(now=lambda: AT + timedelta(days=1))
    files = sorted((folder / "mail").rglob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
    read = [email.message_from_bytes(path.read_bytes(), policy=policy.default) for path in files]
    return [one for one in read if one["To"] == user.email]


def text_of(message):
    return message.get_body(("plain",)).get_content()


def calendars(messages):
    return [p for m in messages for p in m.walk() if p.get_content_type() == "text/calendar"]


@pytest.mark.requirement("R4.14")
def test_moved_and_called_off_is_one_entry_in_the_calendar(house, settings, tmp_path):
    settings.MAIL_DIR = tmp_path / "mail"
    event, later = planned(house), THEN + timedelta(days=9)
    book(event, house.mentee)
    sent_to(house.mentee.user, tmp_path)
    change(house, event, starts_at=later, ends_at=later + timedelta(hours=1))
    sent_to(house.mentee.user, tmp_path)
    event.refresh_from_db()
    events.call_off(event, by=house.coordinator, at=AT)
    parts = calendars(sent_to(house.mentee.user, tmp_path))
    assert [part.get_param("method") for part in parts] == ["PUBLISH", "PUBLISH", "CANCEL"]
    files = [part.get_content().encode() for part in parts]
    assert len(events_on(files[:1], THEN)) == 1
    assert events_on(files[:2], THEN) == []
    (moved,) = events_on(files[:2], later)
    assert moved.end - moved.start == timedelta(hours=1)
    assert events_on(files, THEN) == events_on(files, later) == []
    assert len({icalendar.Calendar.from_ical(one).walk("VEVENT")[0]["UID"] for one in files}) == 1


def test_a_place_given_back_takes_the_entry_out_and_booking_again_puts_it_in(house):
    event = planned(house)
    book(event, house.mentee)
    files = [file_of(house, event, house.mentee)]
    bookings.cancel(event, by=house.mentee.user, at=AT)
    files.append(file_of(house, event, house.mentee))
    assert events_on(files, THEN) == []
    book(event, house.mentee)
    files.append(file_of(house, event, house.mentee))
    assert len(events_on(files, THEN)) == 1
    files.reverse()  # whichever comes first, the newest counts
    assert len(events_on(files, THEN)) == 1
