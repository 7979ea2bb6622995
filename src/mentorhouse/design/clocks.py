"""What clocks on a wall show, and the moment that it is: the hour that is missing or doubled."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mentorhouse.languages.saying import say


class NoSuchTime(ValueError):
    """The clock never shows this time on this day. The message is fit for a person."""


class DoubledTime(ValueError):
    """The clock shows this time twice on this day. The message is fit for a person."""


def zone_named(name: str) -> ZoneInfo | None:
    """Return a zone by its name, or nothing where this machine does not know it."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return None


def instant(day: date, clock: time, zone: str) -> datetime:
    """Return the moment, in UTC, at which clocks in the zone show this time."""
    first = datetime.combine(day, clock, ZoneInfo(zone))
    second = first.replace(fold=1)
    if first.utcoffset() != second.utcoffset():
        if first.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != (
            first.replace(tzinfo=None)
        ):
            raise NoSuchTime(
                say(
                    "The clocks go forward on {day}, so there is no {clock} on that day. Choose "
                    "an earlier or a later time.",
                    day=_words(day),
                    clock=_clock(clock),
                )
            )
        raise DoubledTime(
            say(
                "The clocks go back on {day}, so {clock} comes twice on that day. Choose an "
                "earlier or a later time.",
                day=_words(day),
                clock=_clock(clock),
            )
        )
    return first.astimezone(UTC)


def _words(day: date) -> str:
    return f"{day.day} {say(f'{day:%B}')} {day.year}"


def _clock(clock: time) -> str:
    minutes = f".{clock:%M}" if clock.minute else ""
    return f"{clock.hour % 12 or 12}{minutes}{'am' if clock.hour < 12 else 'pm'}"  # noqa: PLR2004  # noon
