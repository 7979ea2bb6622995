"""Judgements on times and lengths: notice, and what the programme recommends."""

from datetime import date, datetime, timedelta

from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.design import Meetings

MOST_TIMES = 5
SHARED_AT_FIRST = 3
LOG_WAITS = timedelta(days=7)
SHORTEST_MINUTES = 5
LONGEST_MINUTES = 480
FURTHEST = timedelta(days=2 * 366)
BECOME = {
    "proposed": mark("the meeting still waits for a time"),
    "withdrawn": mark("the proposal has been taken back"),
    "agreed": mark("the time of the meeting is agreed"),
    "moving": mark("other times have been offered for the meeting"),
    "cancelled": mark("the meeting has been cancelled"),
    "held": mark("the meeting has taken place"),
    "missed": mark("the meeting did not take place"),
}

ARRANGE = {
    "mentee": mark("The mentee arranges the meetings."),
    "mentor": mark("The mentor arranges the meetings."),
    "both": mark("You both arrange the meetings."),
    "both_then_mentee": mark("At first you both arrange the meetings, and later the mentee does."),
    "pair": mark("You decide between you who arranges the meetings."),
}


def why_not_offer(start: datetime, *, at: datetime) -> str:
    """Return why a time cannot be offered, in words; nothing if it can."""
    if start <= at:
        return say("This time is in the past. Choose one that is still to come.")
    if start > at + FURTHEST:
        return say("This time is more than two years away. Check the year.")
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
        return say(
            "{minutes} minutes is shorter than the {shortest} minutes that your programme "
            "recommends at least. That is fine if it suits you both.",
            minutes=minutes,
            shortest=shortest,
        )
    if minutes <= longest:
        return ""
    return say(
        "{minutes} minutes is longer than the {longest} minutes that your programme "
        "recommends at most. That is fine if it suits you both; two shorter meetings "
        "often do more.",
        minutes=minutes,
        longest=longest,
    )


def way_to_begin_with(last: str | None, guidance: Meetings) -> str | None:
    """Return the way of meeting that the form begins with: as last time, else as recommended."""
    if last is not None:
        return last
    return None if guidance.first.way == "any" else guidance.first.way


def length_words(guidance: Meetings) -> str:
    """Say how long a meeting should be, as it stands beside the box."""
    usual, least, most = (
        guidance.length_minutes,
        guidance.shortest_minutes,
        guidance.longest_minutes,
    )
    words = say(
        "Your programme recommends {usual} minutes, and at most {most}.", usual=usual, most=most
    )
    if least:
        words = say(
            "Your programme recommends {usual} minutes, at least {least}, and at most {most}.",
            usual=usual,
            least=least,
            most=most,
        )
    if phone := guidance.longest_telephone:
        words = f"{words} {say('By telephone, {most} minutes at most.', most=phone)}"
    return words


def place_words(guidance: Meetings) -> str:
    """Say what a good place is, as it stands beside the box (R7.02)."""
    words = say("A neutral place where nobody overhears you works well.")
    if guidance.neutral_venue:
        words = say("Your programme recommends a neutral place where nobody overhears you.")
    if guidance.mentee_travels:
        words = f"{words} {say('The mentee travels to the mentor.')}"
    return words


def rhythm_words(guidance: Meetings) -> tuple[str, ...]:
    """Say how often a pair meets, how much time that is and who arranges it, a sentence each."""
    most, least = guidance.minutes_a_month_most, guidance.minutes_a_month_least
    budget = ""
    if least and most:
        budget = say(
            "In a month that is {least} to {most} minutes together.", least=least, most=most
        )
    elif most:
        budget = say("In a month that is {most} minutes at most together.", most=most)
    words = (
        _rhythm(guidance),
        budget,
        say(ARRANGE[guidance.scheduled_by]),
    )
    return tuple(filter(None, words))


def _rhythm(guidance: Meetings) -> str:
    minutes = guidance.length_minutes
    if guidance.pair_sets_rhythm:
        return say(
            "You two set your own rhythm. Your programme recommends {minutes} minutes for a "
            "meeting.",
            minutes=minutes,
        )
    if guidance.sessions_least and guidance.sessions_most:
        words = say(
            "Your programme plans {least} to {most} meetings in all, of about {minutes} minutes.",
            least=guidance.sessions_least,
            most=guidance.sessions_most,
            minutes=minutes,
        )
        if guidance.more_if_mentor_wishes:
            words = f"{words} {say('The mentor may offer more.')}"
        return words
    return say(
        "Your programme recommends a meeting {how_often}, of {minutes} minutes. Together you "
        "find your own rhythm.",
        how_often=guidance.how_often,
        minutes=minutes,
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
    return say(
        "That was not possible any more: {state}. This is how it stands.", state=say(BECOME[state])
    )


def may_confirm(*, written_by: object, viewer: object) -> bool:
    """Whether a log may be confirmed by somebody: by the one who did not write last (R7.08)."""
    return written_by != viewer
