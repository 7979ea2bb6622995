"""Judgements on times and lengths: the hour that is missing or doubled, notice, guidance."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mentorhouse.programmes.design import Meetings

MOST_TIMES = 5
SHARED_AT_FIRST = 3
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

ARRANGE = {
    "mentee": "The mentee arranges the meetings.",
    "mentor": "The mentor arranges the meetings.",
    "both": "You both arrange the meetings.",
    "both_then_mentee": "At first you both arrange the meetings, and later the mentee does.",
    "pair": "You decide between you who arranges the meetings.",
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
    return bool(notice_hours) and start - at < timedelta(hours=notice_hours)


def longest_for(way: str, guidance: Meetings) -> int:
    """Return how long a meeting may be at most in this way of meeting (R7.17)."""
    if way == "telephone" and guidance.longest_telephone is not None:
        return guidance.longest_telephone
    return guidance.longest_minutes


def length_warning(minutes: int, *, longest: int, shortest: int | None = None) -> str:
    """Return a kind word on a length outside what the programme recommends; never a block."""
    if shortest is not None and minutes < shortest:
        return (
            f"{minutes} minutes is shorter than the {shortest} minutes that your programme "
            "recommends at least. That is fine if it suits you both."
        )
    if minutes <= longest:
        return ""
    return (
        f"{minutes} minutes is longer than the {longest} minutes that your programme recommends at "
        "most. That is fine if it suits you both; two shorter meetings often do more."
    )


def way_to_begin_with(last: str | None, guidance: Meetings) -> str | None:
    """Return the way of meeting that the form begins with: as last time, else as recommended."""
    if last is not None:
        return last
    return None if guidance.first.way == "any" else guidance.first.way


def length_words(guidance: Meetings) -> str:
    """Say how long a meeting should be, as it stands beside the box."""
    least = f", at least {guidance.shortest_minutes}" if guidance.shortest_minutes else ""
    words = (
        f"Your programme recommends {guidance.length_minutes} minutes{least}, and at most "
        f"{guidance.longest_minutes}."
    )
    if guidance.longest_telephone:
        words += f" By telephone, {guidance.longest_telephone} minutes at most."
    return words


def place_words(guidance: Meetings) -> str:
    """Say what a good place is, as it stands beside the box (R7.02)."""
    words = "A neutral place where nobody overhears you works well."
    if guidance.neutral_venue:
        words = "Your programme recommends a neutral place where nobody overhears you."
    travels = " The mentee travels to the mentor." if guidance.mentee_travels else ""
    return words + travels


def rhythm_words(guidance: Meetings) -> tuple[str, ...]:
    """Say how often a pair meets, how much time that is and who arranges it, a sentence each."""
    most, least = guidance.minutes_a_month_most, guidance.minutes_a_month_least
    budget = f"{least} to {most} minutes" if least and most else f"{most} minutes at most"
    words = (
        _rhythm(guidance),
        f"In a month that is {budget} together." if most else "",
        ARRANGE[guidance.scheduled_by],
    )
    return tuple(filter(None, words))


def _rhythm(guidance: Meetings) -> str:
    length = f"{guidance.length_minutes} minutes"
    if guidance.pair_sets_rhythm:
        return f"You two set your own rhythm. Your programme recommends {length} for a meeting."
    if guidance.sessions_least and guidance.sessions_most:
        more = " The mentor may offer more." if guidance.more_if_mentor_wishes else ""
        counted = f"{guidance.sessions_least} to {guidance.sessions_most} meetings in all"
        return f"Your programme plans {counted}, of about {length}.{more}"
    return (
        f"Your programme recommends a meeting {guidance.how_often}, of "
        f"{length}. Together you find your own rhythm."
    )


def suggested_day(last_held: date | None, *, days_between: int, today: date) -> date | None:
    """Return the day by which the programme's rhythm would have the next meeting."""
    if last_held is None:
        return None
    return max(last_held + timedelta(days=days_between), today)


def mentee_writes_alone(written_by: str, *, held: int) -> bool:
    """Whether the log is the mentee's part by now; shared logs pass to them as they go (R7.18)."""
    return written_by == "mentee" or (
        written_by == "shared_then_mentee" and held >= SHARED_AT_FIRST
    )


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
