"""The days of a series: the same clock time and weekday, through both changes of the clocks."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

DAYS = {"week": 7, "fortnight": 14}
MOST_REPEATS = 12
WEEK = 7
MONTHS = 12


def repeats_of(first: datetime, every: str, times: int, *, zone: str) -> list[datetime]:
    """Return when a meeting comes again. A clock time that a day does not have moves on by an hour.

    Where an hour comes twice, it is the first of the two.
    """
    local = first.astimezone(ZoneInfo(zone))
    days = [_day(local.date(), every, number) for number in range(1, times + 1)]
    starts = [datetime.combine(day, local.time(), ZoneInfo(zone)) for day in days]
    return [start.astimezone(UTC) for start in starts]


def _day(first: date, every: str, number: int) -> date:
    if every in DAYS:
        return first + timedelta(days=DAYS[every] * number)
    months = first.month - 1 + number
    begins = date(first.year + months // MONTHS, months % MONTHS + 1, 1)
    to_weekday = (first.weekday() - begins.weekday()) % WEEK
    day = begins + timedelta(days=to_weekday + WEEK * ((first.day - 1) // WEEK))
    return day if day.month == begins.month else day - timedelta(days=WEEK)
