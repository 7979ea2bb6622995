"""Judgements on actions: when to remind, what is overdue, and what a day can be (R7.09)."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mentorhouse.languages.saying import say

REMIND_DAYS = 2
REMIND_AT = time(8)
FURTHEST_DAY = timedelta(days=2 * 366)


def why_not_due(day: date, *, today: date) -> str:
    """Return why an action cannot be due on a day, in words; nothing if it can."""
    if day < today:
        return say("This day is in the past. Choose today or a day to come.")
    if day > today + FURTHEST_DAY:
        return say("This day is more than two years away. Check the year.")
    return ""


def is_overdue(due_on: date | None, *, today: date) -> bool:
    """Whether the day of an open action has passed."""
    return due_on is not None and due_on < today


def reminded_at(due_on: date, *, zone: str, at: datetime) -> datetime:
    """Return when the owner is reminded: two mornings before, or at once where that has passed."""
    morning = datetime.combine(due_on - timedelta(days=REMIND_DAYS), REMIND_AT, ZoneInfo(zone))
    return max(morning, at)
