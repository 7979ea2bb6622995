"""The last day of a partnership: set at the start, moved by all, or by the programme (R10.03)."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.design import Design

WARN_DAYS = 28  # where the programme's reminders name no other number
GRACE = timedelta(days=28)  # so long after the last day the clock ends what nobody has ended
LONGEST = timedelta(days=3660)
IN_THE_PAST = mark("That day is over. Choose today or a later day.")
TOO_FAR = mark("That day is more than ten years away. Choose an earlier one.")
AFTER_PROGRAMME = mark("The whole programme ends before that day. Choose an earlier one.")
NOT_LATER = mark(
    "In this programme a pair does not move its last day further away. "
    "If you need longer, ask your co-ordinator: they can."
)
SAME_DAY = mark("That is your last day already, so there is nothing to agree on.")
ONE_IS_OPEN = mark("Another last day is proposed already. Answer that one first.")
NONE_OPEN = mark("This proposal is not open any more. This is how it stands.")


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later; the last of the month where there is no such."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def first_last_day(design: Design, *, began_on: date) -> date | None:
    """Return the last day that is set at the start; none where the programme sets none."""
    timing = design.timing
    if not (timing.end_set_at_start and timing.length_months):
        return None
    last = add_months(began_on, timing.length_months)
    if timing.ends_on and timing.ends_on > began_on:
        return min(last, timing.ends_on)
    return last


def asks_for_one(design: Design) -> bool:
    """Whether a pair is to choose a last day itself, because the programme names no length."""
    return design.timing.end_set_at_start and not design.timing.length_months


def days(design: Design) -> timedelta:
    """How many days before the last one a pair is told, as the programme's reminders say."""
    found = [rule.days for rule in design.reminders if rule.event == "ending_soon"]
    return timedelta(days=max(found, default=WARN_DAYS))


@dataclass(frozen=True)
class Wanted:
    """Another last day, and what it would replace."""

    day: date
    now: date | None
    today: date
    by_pair: bool


def problem(wanted: Wanted, design: Design) -> str:
    """Say why a day cannot be the last; nothing if it can. An end never lies before today."""
    ends_on = design.timing.ends_on
    if wanted.day < wanted.today:
        return say(IN_THE_PAST)
    if wanted.day - wanted.today > LONGEST:
        return say(TOO_FAR)
    if ends_on and wanted.day > ends_on >= wanted.today:
        return say(AFTER_PROGRAMME)
    if wanted.day == wanted.now:
        return say(SAME_DAY)
    later = wanted.now is not None and wanted.day > wanted.now
    if later and wanted.by_pair and not design.timing.pair_may_extend:
        return say(NOT_LATER)
    return ""


def is_overdue(ends_on: date, *, today: date) -> bool:
    """Whether the clock ends a partnership: its last day is over, and the days after it, too."""
    return today > ends_on + GRACE
