"""The calendar file, read back by another implementation."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
import recurring_ical_events

from mentorhouse.meetings.actions import arranging
from mentorhouse.notifications import calendar
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.notifications.worker.outbox import drain
from tests.meetings.conftest import AT, TIMES, Details

START = datetime(2027, 7, 5, 13, 30, tzinfo=UTC)
ENTRY = calendar.Entry(
    meeting=uuid.UUID(int=7), sequence=1, changed_at=AT, starts_at=START, minutes=90,
    page="https://mentoring.example.org/partnerships/x/meetings/y/",
)  # fmt: skip
WHO = {"attendee": "ada@example.org", "organiser": "mentoring@example.org"}


def events_on(files, day):
    """Take files in as a calendar program does: the newest of each UID counts."""
    newest = {}
    for file in files:
        read = icalendar.Calendar.from_ical(file)
        for event in read.walk("VEVENT"):
            known = newest.get(event["UID"])
            if known is None or event["SEQUENCE"] > known["SEQUENCE"]:
                newest[event["UID"]] = event
    whole = icalendar.Calendar()
    for event in newest.values():
        if event["STATUS"] != "CANCELLED":
            whole.add_component(event)
    return recurring_ical_events.of(whole).at(day)


def test_the_event_says_when_and_nothing_of_whom_or_where():
    read = icalendar.Calendar.from_ical(calendar.request(ENTRY, **WHO))
    (event,) = read.walk("VEVENT")
    assert read["METHOD"] == "REQUEST"
    assert (event.start, event.end) == (START, START + timedelta(minutes=90))
    assert (event["SUMMARY"], event["DESCRIPTION"]) == ("Mentoring meeting", ENTRY.page)
    assert event["ATTENDEE"] == "mailto:ada@example.org"
    assert event["ORGANIZER"] == "mailto:mentoring@example.org"
    assert "LOCATION" not in event
    assert event.to_ical().count(b"@") == 3  # organiser, attendee, UID


def test_a_published_file_names_nobody():
    file = calendar.publication(ENTRY)
    assert b"ATTENDEE" not in file and b"ORGANIZER" not in file
    assert icalendar.Calendar.from_ical(file)["METHOD"] == "PUBLISH"


def test_times_are_in_utc():
    assert b"DTSTART:20270705T133000Z" in calendar.request(ENTRY, **WHO)


def test_the_same_entry_gives_the_same_bytes():
    assert calendar.request(ENTRY, **WHO) == calendar.request(ENTRY, **WHO)


def test_created_moved_and_cancelled_are_one_event():
    later = START + timedelta(days=2)
    moved = replace(ENTRY, sequence=2, starts_at=later)
    files = [calendar.request(ENTRY, **WHO)]
    assert len(events_on(files, START)) == 1
    files.append(calendar.request(moved, **WHO))
    assert events_on(files, START) == []
    assert [event.start for event in events_on(files, later)] == [later]
    files.append(calendar.cancellation(replace(moved, sequence=3), **WHO))
    assert events_on(files, later) == []


@pytest.fixture
def letters(settings, tmp_path):
    """Give everything that was sent to somebody, as calendar files."""
    settings.MAIL_DIR = tmp_path / "mail"

    def sent(user, now):
        drain(now=lambda: now)
        import email
        from email import policy

        messages = [
            email.message_from_bytes(path.read_bytes(), policy=policy.default)
            for path in sorted(settings.MAIL_DIR.rglob("*.eml"), key=lambda p: p.stat().st_mtime_ns)
        ]
        return [
            part
            for message in messages
            if message["To"] == user.email
            for part in message.walk()
            if part.get_content_type() == "text/calendar"
        ]

    return sent


@pytest.mark.requirement("R7.01")
@pytest.mark.django_db(databases=["default", "keystore"])
@pytest.mark.parametrize("role", ["mentor", "mentee"])
def test_both_calendars_create_move_and_cancel_one_event(pair, letters, role):
    user = getattr(pair, role)
    new = TIMES[0] + timedelta(days=30)
    meeting = pair.agreed(details=Details(60, "face_to_face", place="The library"))
    first = letters(user, AT)
    assert [part.get_param("method") for part in first] == ["REQUEST"]
    arranging.offer_times(meeting, [new], by=pair.mentee, at=AT)
    pair.pick(meeting)
    arranging.cancel(pair.meeting(meeting), by=pair.mentor, at=AT)
    # The letter of the move is overtaken by the cancellation and is not sent any more.
    assert OutboxLetter.objects.filter(kind="meeting.moved").count() == 2
    everything = letters(user, AT)
    assert [part.get_param("method") for part in everything] == ["REQUEST", "CANCEL"]
    files = [part.get_content().encode() for part in everything]
    assert len(events_on(files[:1], TIMES[0])) == 1
    assert events_on(files, TIMES[0]) == events_on(files, new) == []
    assert len({icalendar.Calendar.from_ical(f).walk("VEVENT")[0]["UID"] for f in files}) == 1
    assert not any(b"library" in file for file in files)


@pytest.mark.requirement("R7.01")
@pytest.mark.django_db(databases=["default", "keystore"])
def test_a_move_that_is_sent_moves_the_event(pair, letters):
    new = TIMES[0] + timedelta(days=30)
    meeting = pair.agreed()
    letters(pair.mentor, AT)
    arranging.offer_times(meeting, [new], by=pair.mentee, at=AT)
    pair.pick(meeting)
    files = [part.get_content().encode() for part in letters(pair.mentor, AT)]
    assert len(files) == 2
    assert events_on(files, TIMES[0]) == []
    assert len(events_on(files, new)) == 1
