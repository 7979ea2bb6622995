"""What counts for somebody's CPD in a programme, and the statement made of it (R8.08). Pure."""

from dataclasses import dataclass
from datetime import date

from mentorhouse.design.words import day
from mentorhouse.development.rules.sheets import points
from mentorhouse.documents.blocks import Block, Document, Facts, Paragraph, Table
from mentorhouse.home.rules.contribution import hours
from mentorhouse.languages.saying import say


@dataclass(frozen=True)
class Entry:
    """One meeting, or one thing that somebody wrote down; a meeting has no words."""

    on: date
    minutes: int
    words: str = ""
    reflection: str = ""


@dataclass(frozen=True)
class Cpd:
    """What somebody has for their CPD in one programme and role. No partner is named."""

    name: str
    programme: str
    role: str
    points_an_hour: int
    meetings: tuple[Entry, ...] = ()
    entries: tuple[Entry, ...] = ()
    activities: tuple[Entry, ...] = ()

    @property
    def minutes(self) -> int:
        """The time in meetings and in one's own entries."""
        return sum(each.minutes for each in self.meetings + self.entries)

    def points(self, minutes: int) -> str:
        """The points for some minutes."""
        return points(minutes, self.points_an_hour)


def statement(cpd: Cpd) -> Document:
    """Compose the statement: the sum, the meetings, one's own entries and activities."""
    blocks: list[Block] = [
        Facts((
            (say("Programme"), cpd.programme),
            (say("Role"), say(cpd.role).capitalize()),
            (say("Time"), hours(cpd.minutes)),
            (say("CPD points"), cpd.points(cpd.minutes)),
            (say("Points for an hour"), str(cpd.points_an_hour)),
        ))
    ]  # fmt: skip
    for title, rows in (
        (say("Meetings"), cpd.meetings),
        (say("My own entries"), cpd.entries),
        (say("Learning activities"), cpd.activities),
    ):
        if rows:
            blocks.append(_table(cpd, title, rows))
    blocks.append(
        Paragraph(
            say("Meetings come from what was recorded. What was said in them stands nowhere here.")
        )
    )
    return Document(say("CPD statement: {name}", name=cpd.name), blocks=tuple(blocks))


def _table(cpd: Cpd, title: str, rows: tuple[Entry, ...]) -> Table:
    headings = (say("Date"), say("What"), say("Minutes"), say("Points"), say("Reflection"))
    cells = tuple(
        (
            day(each.on),
            each.words or say("Mentoring meeting"),
            f"{each.minutes:,}" if each.minutes else "–",
            cpd.points(each.minutes) if each.minutes else "–",
            each.reflection or "–",
        )
        for each in rows
    )
    return Table(title, headings, cells)
