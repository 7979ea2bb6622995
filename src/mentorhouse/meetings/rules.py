"""Judgements on times and lengths: the hour that is missing or doubled, notice, guidance."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MOST_TIMES = 5
SHORTEST_MINUTES = 5
LONGEST_MINUTES = 480
FURTHEST = timedelta(days=2 * 366)
BECOME = {
    "proposed": "the meeting still waits for a time",
    "withdrawn": "the proposal has been taken back",
    "agreed": "the time of the meeting is agreed",
    "moving": "other times have been offered for the meeting",
    "cancelled": "the meeting has been cancelled",
    "held": "the meeting has taken place",
    "missed": "the meeting did not take place",
}


class NoSuchTime(ValueError):
    """The clock never shows this time on this day. The message is fit for a person."""


class DoubledTime(ValueError):
    """The clock shows this time twice on this day. The message is fit for a person."""


def instant(day: date, clock: time, zone: str) -> datetime:
    """Return the moment, in UTC, at which clocks in the zone show this time."""
    first = datetime.combine(day, clock, ZoneInfo(zone))
    second = first.replace(fold=1)
    if first.utcoffset() != second.utcoffset():
        if first.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != (
            first.replace(tzinfo=None)
        ):
            raise NoSuchTime(
                f"The clocks go forward on {_words(day)}, so there is no "
                f"{_clock(clock)} on that day. Choose an earlier or a later time."
            )
        raise DoubledTime(
            f"The clocks go back on {_words(day)}, so {_clock(clock)} comes twice on "
            "that day. Choose an earlier or a later time."
        )
    return first.astimezone(UTC)


def why_not_offer(start: datetime, *, at: datetime) -> str:
    """Return why a time cannot be offered, in words; nothing if it can."""
    if start <= at:
        return "This time is in the past. Choose one that is still to come."
    if start > at + FURTHEST:
        return "This time is more than two years away. Check the year."
    return ""


def is_late(start: datetime, *, at: datetime, notice_hours: int) -> bool:
    """Whether less notice is given than the programme asks for (R7.04)."""
    return start - at < timedelta(hours=notice_hours)


def length_warning(minutes: int, *, longest: int) -> str:
    """Return a kind word on a meeting longer than the programme recommends; never a block."""
    if minutes <= longest:
        return ""
    return (
        f"{minutes} minutes is longer than the {longest} minutes that your programme recommends at "
        "most. That is fine if it suits you both; two shorter meetings often do more."
    )


def suggested_day(last_held: date | None, *, days_between: int, today: date) -> date | None:
    """Return the day by which the programme's rhythm would have the next meeting."""
    if last_held is None:
        return None
    return max(last_held + timedelta(days=days_between), today)


def not_any_more(state: str) -> str:
    """Return why something cannot be done with a meeting any more, in words for a person."""
    return f"That was not possible any more: {BECOME[state]}. This is how it stands."


def may_confirm(*, written_by: object, viewer: object) -> bool:
    """Whether a log may be confirmed by somebody: by the one who did not write last (R7.08)."""
    return written_by != viewer


def _words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _clock(clock: time) -> str:
    minutes = f".{clock:%M}" if clock.minute else ""
    return f"{clock.hour % 12 or 12}{minutes}{'am' if clock.hour < 12 else 'pm'}"  # noqa: PLR2004  # noon
