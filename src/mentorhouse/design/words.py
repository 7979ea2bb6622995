"""Dates, times and numbers as people in the UK read them (GOV.UK and NHS style).

Times are kept in UTC and shown in the person's zone: 3 November 2026, 2.30pm.
"""

from datetime import date, datetime, time
from decimal import Decimal

from django.utils import dateformat, timezone

from mentorhouse.languages.saying import mark, say

mark("July")  # Django spells its Welsh name wrongly; our catalogue has the right one


def local(moment: datetime) -> datetime:
    """Move an aware time to the zone in force; leave a naive one alone."""
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def day(value: date) -> str:
    """3 November 2026."""
    shown = local(value) if isinstance(value, datetime) else value
    return dateformat.format(shown, "j F Y")


def clock(value: datetime | time) -> str:
    """2.30pm, 9am, midday, midnight."""
    shown = local(value) if isinstance(value, datetime) else value
    if shown.minute == 0 and shown.hour in {0, 12}:
        return say("midday") if shown.hour else say("midnight")
    minutes = f".{shown.minute:02}" if shown.minute else ""
    return f"{shown.hour % 12 or 12}{minutes}{'am' if shown.hour < 12 else 'pm'}"  # noqa: PLR2004  # noon


def moment(value: datetime) -> str:
    """Tuesday 3 November 2026 at 2.30pm."""
    shown = local(value)
    weekday = dateformat.format(shown, "l j F Y")
    return say("{day} at {time}", day=weekday, time=clock(shown))


def date_and_time(value: datetime) -> str:
    """3 November 2026, 2.30pm."""
    return f"{day(value)}, {clock(value)}"


def short_day(value: date) -> str:
    """3 Nov 2026, for tables."""
    shown = local(value) if isinstance(value, datetime) else value
    return dateformat.format(shown, "j M Y")


def number(value: int) -> str:
    """12,345."""
    return f"{value:,}"


def pounds(amount: Decimal) -> str:
    """£1,250 or £12.50, and −£5 for what is less than nothing."""
    shown = f"£{abs(amount):,.2f}".removesuffix(".00")
    return f"−{shown}" if amount < 0 else shown


def hours(minutes: int | None) -> str:
    """1 hour, 2½ hours: time that was granted; nothing where none was said."""
    if not minutes:
        return ""
    whole, rest = divmod(minutes, 60)
    amount = f"{whole}½" if rest and whole else "½" if rest else str(whole)
    return say("1 hour") if minutes == 60 else say("{amount} hours", amount=amount)  # noqa: PLR2004


def pluralise(count: int, one: str, many: str | None = None) -> str:
    """1 mentor, 12 mentors, 1 person, 3 people."""
    return f"{number(count)} {one if count == 1 else many or f'{one}s'}"


FILTERS = {
    "day": day,
    "clock": clock,
    "moment": moment,
    "datetime": date_and_time,
    "short_day": short_day,
    "number": number,
    "pounds": pounds,
    "hours": hours,
    "pluralise": pluralise,
}
