"""The calendar file of a booked event: one identifier, and a number that grows with each change.

It says what kind of event it is, when, and where to read more. How one joins stays inside the
product: calendars are read by colleagues, assistants and employers (decision 21).
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit
from uuid import UUID

from icalendar import Calendar
from icalendar import Event as Entry

PRODUCT = "-//Mentorhouse//Events//EN"


@dataclass(frozen=True)
class When:
    """What stands in a calendar."""

    event: UUID
    sequence: int
    changed_at: datetime
    starts_at: datetime
    ends_at: datetime
    words: str
    page: str
    is_off: bool = False


def as_file(when: When) -> bytes:
    """Write the file to put into one’s calendar, or to take the event out of it."""
    entry = Entry()
    entry.add("uid", f"{when.event}@{urlsplit(when.page).hostname}")
    entry.add("sequence", when.sequence)
    entry.add("dtstamp", when.changed_at.astimezone(UTC))
    entry.add("dtstart", when.starts_at.astimezone(UTC))
    entry.add("dtend", when.ends_at.astimezone(UTC))
    entry.add("summary", when.words)
    entry.add("description", when.page)
    entry.add("url", when.page)
    entry.add("class", "PRIVATE")
    entry.add("status", "CANCELLED" if when.is_off else "CONFIRMED")
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "CANCEL" if when.is_off else "PUBLISH")
    made.add_component(entry)
    return bytes(made.to_ical())
