"""Checks a whole table: who is in it, and every problem with its place, reason and remedy.

One pass over the rows; each row becomes a person or problems, so that all are seen at once.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mentorhouse.languages.saying import say
from mentorhouse.recruitment.rules.cells import Cells, Limits, Report
from mentorhouse.recruitment.rules.fields import (
    LABELS,
    WORDS,
    Columns,
    Field,
    field_of,
    identity_places,
    position_of,
)
from mentorhouse.recruitment.rules.identity import IdentityInRows
from mentorhouse.recruitment.rules.people import Problem, SheetPerson
from mentorhouse.recruitment.sheets import Table

__all__ = ("CheckedRows", "Limits", "check_rows")

F = Field
MOST_LISTED = 100_000
COMPARED = (
    "job_title", "grade", "organisation", "profession", "team", "location", "work_role",
    "languages", "skills", "experience", "developing", "interests", "meeting_places",
    "availability", "biography", "capacity",
)  # fmt: skip


@dataclass(frozen=True)
class CheckedRows:
    """What a table holds. People are saved only where no problem is an error."""

    people: Sequence[SheetPerson]
    problems: Sequence[Problem]
    notes: Sequence[str]
    errors: int = 0  # all that stand in the way, also those beyond what is listed
    biographies_left_out: int = 0
    identity_columns_left_out: int = 0


def check_rows(
    table: Table,
    columns: Columns,
    *,
    role: str,
    ladder: Sequence[str],
    largest_capacity: int,
    identity_declared: bool = False,
    keep_biographies: bool = False,
) -> CheckedRows:
    """Check every row of a table of mentors or mentees.

    Identity data is in the people only where consent is declared. A biography that repeats the
    identity of its row is left out, unless consent is declared and `keep_biographies` says so.
    """
    report = Report(table.sheet, MOST_LISTED)
    limits = Limits(tuple(ladder), largest_capacity)
    places = position_of(columns)
    _check_headings(table, columns, places, role, report)
    if report.problems:
        return CheckedRows((), report.problems, table.notes, report.errors)
    identity = IdentityInRows(
        identity_places(table.headers, columns, role),
        places,
        declared=identity_declared,
        keep_biographies=identity_declared and keep_biographies,
    )
    found = _people_in(table, Cells(table, places, limits, report, role=role), identity)
    notes = [*table.notes, *_left_out(table, columns, role), *identity.notes(table.headers)]
    return CheckedRows(
        found,
        report.problems,
        notes,
        report.errors,
        identity.biographies_left_out,
        len(identity.left_out),
    )


def _people_in(table: Table, cells: Cells, identity: IdentityInRows) -> list[SheetPerson]:
    people = _People(table, cells.places, cells.report)
    for row in table.rows:
        person = cells.person(row, identity)
        if person is not None:
            people.take(person)
    return people.people


def _check_headings(
    table: Table, columns: Columns, places: dict[Field, int], role: str, report: Report
) -> None:
    by_field = Counter(field_of(heading, role) for heading in table.headers)
    for field, count in by_field.items():
        if field and count > 1 and field not in places and _undecided(table, columns, field, role):
            report.heading(
                say(LABELS[field]),
                say(
                    "{count} columns have a heading that means “{label}”.",
                    count=count,
                    label=say(LABELS[field]),
                ),
                say("Choose which one is meant, or rename or delete the others in the file."),
            )
    if F.EMAIL not in places and by_field[F.EMAIL] < 2:  # noqa: PLR2004  # doubled: said above
        report.heading(
            say(LABELS[F.EMAIL]),
            say("No column is known to hold e-mail addresses; they say who is who."),
            say(
                "Choose the column, or give it the heading “{heading}”.",
                heading=WORDS[F.EMAIL][1],
            ),
        )
    if F.FIRST_NAME not in places and F.FULL_NAME not in places and by_field[F.FIRST_NAME] < 2:  # noqa: PLR2004
        report.heading(
            say(LABELS[F.FIRST_NAME]),
            say("No column is known to hold people’s names."),
            say("Choose the column, or give it the heading “first name” or “name”."),
        )


def _undecided(table: Table, columns: Columns, field: Field, role: str) -> bool:
    return any(
        place not in columns and field_of(heading, role) is field
        for place, heading in enumerate(table.headers)
    )


def _left_out(table: Table, columns: Columns, role: str) -> list[str]:
    hidden = identity_places(table.headers, columns, role)
    names = [
        f"“{heading}”" if heading else say("column {number}", number=place + 1)
        for place, heading in enumerate(table.headers)
        if columns.get(place) is None and place not in hidden
    ]
    if not names:
        return []
    return [say("Left out, because nothing is done with it: {names}.", names=", ".join(names))]


class _People:
    """Everybody found so far; who stands in two rows is noticed."""

    def __init__(self, table: Table, places: dict[Field, int], report: Report) -> None:
        self.people: list[SheetPerson] = []
        self.by_email: dict[str, SheetPerson] = {}
        self.report = report
        self.heading = table.headers[places[F.EMAIL]]

    def take(self, person: SheetPerson) -> None:
        """Add a person, or say why not."""
        known = self.by_email.setdefault(person.email, person)
        if known is person:
            self.people.append(person)
            return
        first = (known.first_name.casefold(), known.last_name.casefold())
        if first != (person.first_name.casefold(), person.last_name.casefold()):
            why = say("Row {row} has the same address with another name.", row=known.row)
            remedy = say("Give each person their own address, or delete one of the rows.")
        elif differing := [f for f in COMPARED if getattr(known, f) != getattr(person, f)]:
            named = ", ".join(say(LABELS[Field(f)]).lower() for f in differing)
            why = say(
                "Row {row} has the same person with other details ({named}).",
                row=known.row,
                named=named,
            )
            remedy = say("Keep the row that is right and delete the other.")
        else:
            why, remedy = (
                say("Row {row} says the same.", row=known.row),
                say("Nothing to do: it is read once."),
            )
            self.report.note(person.row, self.heading, person.email, why, remedy)
            return
        self.report.error(person.row, self.heading, person.email, why, remedy)
