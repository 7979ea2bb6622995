"""How long a place lasts, what its renewal asks, and a mentor’s own development (R4.15)."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.design import Design

WARN_MENTOR = timedelta(days=42)
WARN_COORDINATOR = timedelta(days=14)
# A place that ended long ago is not renewed but asked for anew.
LONGEST_LAPSE = timedelta(days=366)
YEAR = timedelta(days=365)
MOST_MINUTES = 24 * 60
QUARTER = 15


@dataclass(frozen=True)
class Condition:
    """One thing that a renewal asks, and whether it is met."""

    words: str
    met: bool
    detail: str = ""


@dataclass(frozen=True)
class Record:
    """What a renewal looks at."""

    minutes: int = 0  # of own development, in the twelve months up to today
    code_current: bool = True
    supervision_due: date | None = None


def months_after(day: date, months: int) -> date:
    """Return the same day some months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def dates_from(design: Design, day: date) -> tuple[date | None, date | None]:
    """Return when an entry is reviewed and when its place ends, counted from a day."""
    months = design.mentor_register
    return (
        months_after(day, months.review_months) if months.review_months else None,
        months_after(day, months.renewal_months) if months.renewal_months else None,
    )


def renewed_from(renew_by: date | None, *, on: date) -> date:
    """Return from when a renewed place counts: from its end where it is renewed in time."""
    return renew_by if renew_by is not None and renew_by >= on else on


def may_renew(renew_by: date | None, *, on: date) -> str:
    """Say why a place cannot be renewed now; "" where it can."""
    if renew_by is None:
        return say("This place has no end, so it needs no renewal.")
    if renew_by - WARN_MENTOR > on:
        return say("It is too early. A place can be renewed in its last six weeks.")
    if renew_by + LONGEST_LAPSE < on:
        return say("It ended more than a year ago. Withdraw the entry and take it back instead.")
    return ""


def conditions(design: Design, record: Record, *, on: date) -> tuple[Condition, ...]:
    """Say what a renewal asks in this programme, and how it stands."""
    found = []
    hours = design.recognition.mentor_hours_a_year
    if hours is not None:
        words = say("{hours} hours of own development in the last twelve months", hours=hours)
        detail = say("{hours} recorded", hours=hours_in_words(record.minutes))
        found.append(Condition(words, record.minutes >= hours * 60, detail))
    if design.agreement.ethics.used:
        title = design.agreement.ethics.title
        words = say("The newest version of “{title}” is accepted", title=title)
        found.append(Condition(words, record.code_current))
    if design.supervision.kind == "required" and record.supervision_due is not None:
        words = say("Supervision is up to date")
        found.append(Condition(words, record.supervision_due >= on))
    return tuple(found)


def unmet(rows: tuple[Condition, ...]) -> tuple[str, ...]:
    """Return what a renewal still waits for."""
    return tuple(row.words for row in rows if not row.met)


def hours_in_words(minutes: int) -> str:
    """Say minutes as hours, without needless digits: 1.5, or 6."""
    return f"{(Decimal(minutes) / 60).quantize(Decimal('0.01')).normalize():f}"


KIND_WORDS = {
    "course": mark("A course or workshop"),
    "reading": mark("Reading, listening or watching"),
    "supervision": mark("Supervision, given or taken"),
    "observing": mark("Watching another mentor, or being watched"),
    "meeting": mark("A mentors’ meeting or network"),
    "other": mark("Something else"),
}
HOW_WORDS = {
    "qualification": mark("by a formal qualification in mentoring"),
    "training": mark("by training as a mentor"),
    "experience": mark("by experience as a mentor"),
    "in_house": mark("by the programme’s own development for mentors"),
    "accredited": mark("by an accredited mentor programme"),
    "approval": mark("by the decision of whoever approves"),
    "decision": mark("by a co-ordinator’s decision, with a reason"),
    "before": mark("as somebody who took part before there was a register"),
}
READY_WORDS = {
    "now": mark("I am ready to begin"),
    "later": mark("I am ready from a date"),
    "not_yet": mark("I am not ready yet"),
}
