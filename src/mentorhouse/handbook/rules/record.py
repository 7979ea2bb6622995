"""A mentor’s own record, and the letter of recognition that is made of it (R1.10). Pure."""

from dataclasses import dataclass
from datetime import date

from mentorhouse.documents import Block, Document, Facts, Paragraph
from mentorhouse.handbook.rules import words
from mentorhouse.languages.saying import say, say_many


@dataclass(frozen=True)
class Record:
    """What somebody did as a mentor in one programme, in facts. No partner is named anywhere."""

    name: str
    organisation: str
    programme: str
    since: date | None = None  # when the first partnership began
    partnerships: int = 0
    meetings: int = 0
    minutes: int = 0
    last_met_on: date | None = None
    trainings: tuple[tuple[str, date], ...] = ()
    supervised_on: date | None = None
    development_minutes: int = 0
    points_an_hour: int = 0
    status: str = ""
    on_register_since: date | None = None
    place_ends: date | None = None

    @property
    def points(self) -> int:
        """The CPD points for the hours of mentoring, whole ones."""
        return self.minutes * self.points_an_hour // 60


def hours(minutes: int) -> str:
    """Say a length in hours and minutes."""
    whole, rest = divmod(minutes, 60)
    said = say_many("{count} hour", "{count} hours", whole)
    if not rest:
        return said
    more = say_many("{count} minute", "{count} minutes", rest)
    return more if not whole else say("{hours} and {minutes}", hours=said, minutes=more)


def rows_of(record: Record) -> tuple[tuple[str, str], ...]:
    """Say the facts of a record, line by line."""
    rows = [
        (say("Mentor"), record.name),
        (say("Organisation"), record.organisation),
        (say("Programme"), record.programme),
        (say("Mentor since"), _day(record.since)),
        (say("Partnerships"), f"{record.partnerships:,}"),
        (say("Meetings held"), f"{record.meetings:,}"),
        (say("Time in meetings"), hours(record.minutes)),
        (say("Last meeting"), _day(record.last_met_on)),
        *((name, _day(on)) for name, on in record.trainings),
        (say("Last supervision"), _day(record.supervised_on)),
        (say("Own development"), hours(record.development_minutes)),
        (say("CPD points"), f"{record.points:,}" if record.points_an_hour else ""),
        (say("On the register since"), _day(record.on_register_since)),
        (say("Place on the register until"), _day(record.place_ends)),
    ]
    return tuple((key, value) for key, value in rows if value)


def _day(on: date | None) -> str:
    return words.day(on) if on else ""


def letter(record: Record, *, thanks: str, service: str, today: date) -> Document:
    """Compose the letter of recognition. Its figures are those of the record."""
    first = say(
        "{name} has mentored in the programme “{programme}”. We thank {name} for the time, the "
        "attention and the experience given to others.",
        name=record.name,
        programme=record.programme,
    )
    last = say(
        "The figures come from the meetings that mentor and mentee recorded. What was said in "
        "them is confidential, and nobody else is named here."
    )
    blocks: tuple[Block, ...] = (
        Paragraph(first),
        *((Paragraph(thanks.strip()),) if thanks.strip() else ()),
        Facts(rows_of(record)),
        Paragraph(last),
        Paragraph(say("{service}, {day}", service=service, day=words.day(today))),
    )
    return Document(say("Recognition of mentoring: {name}", name=record.name), blocks=blocks)
