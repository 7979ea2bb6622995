"""Until when somebody may pause, everywhere or in one place (R1.08)."""

from datetime import date, timedelta

from mentorhouse.languages.saying import say

LONGEST_PAUSE = timedelta(days=2 * 366)


def return_problem(returns_on: date, *, today: date) -> str:
    """Say why a day of return does not do; "" where it does."""
    if returns_on <= today:
        return say("The day of your return must be after today")
    if returns_on - today > LONGEST_PAUSE:
        return say("Choose a day within the next two years")
    return ""
