"""When a pair looks at its agreement again (R6.06), and is reminded to sign it (R6.05)."""

from datetime import date, timedelta

from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.design import Design

MONTH = 30.44  # days
REMIND_AFTER = timedelta(days=7)  # of a look that nobody has answered
SIGN_EVERY = 14  # days between reminders to sign
MOST_SIGN_REMINDERS = 3
LATEST = timedelta(days=732)
TOO_EARLY = mark("Choose a day after today, or leave it empty.")
TOO_LATE = mark("Choose a day within two years, or leave it empty.")


def next_look(
    design: Design, *, today: date, began_on: date | None, ends_on: date | None
) -> date | None:
    """Return the day that the programme's setting gives; None where the pair or a review sets it.

    A day that would come after the end is none: the pair looks back at the end itself.
    """
    agreed = design.agreement
    if agreed.review_at == "interval" and agreed.review_months:
        found = today + timedelta(days=round(agreed.review_months * MONTH))
    elif agreed.review_at == "middle" and began_on and ends_on:
        found = began_on + (ends_on - began_on) // 2
    else:
        return None
    return found if found > today and (ends_on is None or found < ends_on) else None


def day_problem(day: date | None, *, today: date) -> str:
    """Say what is wrong with a day to look at it again; nothing if it can be kept."""
    if day is None:
        return ""
    if day <= today:
        return say(TOO_EARLY)
    return say(TOO_LATE) if day - today > LATEST else ""


def sign_reminder(*, waits_since: date, today: date) -> int:
    """Return which reminder to sign is due: the first after two weeks; 0 for none."""
    number = (today - waits_since).days // SIGN_EVERY
    return number if 1 <= number <= MOST_SIGN_REMINDERS else 0
