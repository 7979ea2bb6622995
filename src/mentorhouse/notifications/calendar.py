"""One calendar event for each meeting: created, moved and cancelled under one identifier.

The event says "Mentoring meeting", when, and where to read more. Partner, place and link stay
inside the product: calendars are read by colleagues, assistants and employers.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from icalendar import Calendar, Event, vCalAddress

from mentorhouse.languages.saying import say

PRODUCT = "-//Mentorhouse//Meetings//EN"


@dataclass(frozen=True)
class Entry:
    """What stands in a calendar."""

    meeting: UUID
    sequence: int
    changed_at: datetime
    starts_at: datetime
    minutes: int
    page: str


def request(entry: Entry, *, attendee: str, organiser: str) -> bytes:
    """Write the invitation, new or moved, to one attendee."""
    return _file(entry, "REQUEST", attendee=attendee, organiser=organiser)


def cancellation(entry: Entry, *, attendee: str, organiser: str) -> bytes:
    """Write the word to one attendee that it is off."""
    return _file(entry, "CANCEL", attendee=attendee, organiser=organiser)


def publication(entry: Entry) -> bytes:
    """Write a file to put into a calendar by hand: nobody is named in it."""
    return _file(entry, "PUBLISH")


def feed(entries: Iterable[Entry]) -> bytes:
    """Write all meetings of somebody, for a calendar that reads them again and again."""
    return _bytes("PUBLISH", *(_event(entry, "PUBLISH") for entry in entries))


def _file(entry: Entry, method: str, *, attendee: str = "", organiser: str = "") -> bytes:
    return _bytes(method, _event(entry, method, attendee=attendee, organiser=organiser))


def _event(entry: Entry, method: str, *, attendee: str = "", organiser: str = "") -> Event:
    event = Event()
    event.add("uid", f"{entry.meeting}@{urlsplit(entry.page).hostname}")
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("dtstart", entry.starts_at.astimezone(UTC))
    event.add("dtend", entry.starts_at.astimezone(UTC) + timedelta(minutes=entry.minutes))
    event.add("summary", say("Mentoring meeting"))
    event.add("description", entry.page)
    event.add("url", entry.page)
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    if organiser:
        event.add("organizer", vCalAddress(f"mailto:{organiser}"))
    if attendee:
        person = vCalAddress(f"mailto:{attendee}")
        person.params["PARTSTAT"] = "ACCEPTED"
        person.params["RSVP"] = "FALSE"
        event.add("attendee", person)
    return event


def _bytes(method: str, *events: Event) -> bytes:
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", method)
    for event in events:
        made.add_component(event)
    return bytes(made.to_ical())
