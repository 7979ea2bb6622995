"""Whether a record from elsewhere can be counted here: who, what, when, or what is in the way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final
from uuid import UUID

from mentorhouse.languages.saying import mark, say
from mentorhouse.training.rules.sheet import Line

WRITTEN: Final = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %b %Y", "%d %B %Y", "%d/%m/%y")
EARLIEST: Final = date(1990, 1, 1)
ROLE_OF: Final[Mapping[str, str]] = {
    "mentor_training": "mentor",
    "mentee_induction": "mentee",
    "accredited_programme": "mentor",
    "in_house": "mentor",
}
REASONS: Final[Mapping[str, str]] = {
    "person": mark("Nobody in the programme is known by this"),
    "course": mark("No course of the programme is known by this"),
    "role": mark("The person takes part in another role"),
}


@dataclass(frozen=True)
class Taker:
    """Somebody who takes part, and in which roles."""

    person_id: UUID
    roles: frozenset[str]


@dataclass(frozen=True)
class Known:
    """Whom and what a programme knows: people by address and number, courses by code."""

    people: Mapping[str, Taker]
    courses: Mapping[str, str]


@dataclass(frozen=True)
class Record:
    """A completion that can be counted."""

    person_id: UUID
    what: str
    at: datetime


@dataclass(frozen=True)
class Problem:
    """What is in the way, where, and how to mend it."""

    where: str
    value: str
    problem: str
    remedy: str


def folded(text: str) -> str:
    """Return an address, a number or a code as it is compared."""
    return text.strip().casefold()


def fits(who: str, course: str, known: Known) -> Taker | str:
    """Return whom a record is about, or the reason why it cannot be counted."""
    taker, what = known.people.get(folded(who)), known.courses.get(folded(course))
    if taker is None:
        return "person"
    if what is None:
        return "course"
    return taker if ROLE_OF[what] in taker.roles else "role"


def judged(
    lines: Iterable[Line], known: Known, *, today: date
) -> tuple[list[Record], list[Problem]]:
    """Part the rows of a file into what can be counted and what cannot."""
    records, problems = [], []
    for line in lines:
        found = _judge(line, known, today)
        if isinstance(found, Record):
            records.append(found)
        else:
            problems.append(found)
    return records, problems


def _judge(line: Line, known: Known, today: date) -> Record | Problem:
    who = line.person or line.email
    where = say("Row {number}", number=line.number)
    day = read_day(line.day)
    if day is None:
        return Problem(
            where,
            line.day,
            say("This is no date that we can read."),
            say("Write it like 2026-03-27 or 27/03/2026."),
        )
    if not EARLIEST <= day <= today:
        return Problem(
            where,
            line.day,
            say("The day has not come yet, or is long ago."),
            say("Look whether day, month and year are right."),
        )
    found = fits(who, line.course, known)
    if isinstance(found, str):
        return problem_of(found, where=where, who=who, course=line.course)
    what = known.courses[folded(line.course)]
    return Record(found.person_id, what, datetime.combine(day, time(12), UTC))


def problem_of(reason: str, *, where: str, who: str, course: str) -> Problem:
    """Say why a record cannot be counted, and what to do."""
    remedy = {
        "person": say(
            "Look whether the address is the one of their account, which they must have signed in "
            "to, and whether they take part. Nobody is added here."
        ),
        "course": say("Say on this page what this course is, then try again."),
        "role": say("Look whether the right course stands there: mentors and mentees differ."),
    }[reason]
    return Problem(where, course if reason == "course" else who, say(REASONS[reason]), remedy)


def read_day(text: str) -> date | None:
    """Read a day as lists write it; of a moment, its day."""
    text = text.strip()
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        pass
    for form in WRITTEN:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    return None
