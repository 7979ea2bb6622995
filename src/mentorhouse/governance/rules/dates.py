"""Days and months: when somebody is told again."""

from calendar import monthrange
from datetime import date

MONTHS_BETWEEN = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}
LAST_YEAR = 9998  # beyond it there are no dates to count on to


def months_later(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of that month if it has no such."""
    month = day.month - 1 + months
    year, month = min(day.year + month // 12, LAST_YEAR), month % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def next_time(often: str, told_on: date) -> date | None:
    """Return when somebody is told again; none for who is told once."""
    months = MONTHS_BETWEEN.get(often)
    return months_later(told_on, months) if months else None
