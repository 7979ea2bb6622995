"""Two spreadsheets and a design read into one run, or every problem in them at once.

The sheets are read and checked by the rules of recruitment, so that a file means the same here
and in an import. Nothing half-read is matched.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mentorhouse.config.cli.matching.outcome import Read
from mentorhouse.matching.rules import (
    Candidate,
    Constraints,
    label_of,
    ladders_by_field,
    request,
)
from mentorhouse.programmes.design import (
    Design,
    DesignError,
    PersonField,
    Shares,
    WayInCommon,
    parse_design,
    plain,
    read_plain,
    shipped_design,
)
from mentorhouse.recruitment.rules import (
    IDENTITY_FIELDS,
    CheckedRows,
    Field,
    SheetPerson,
    check_rows,
    guess_columns,
)
from mentorhouse.recruitment.rules.people import Weight
from mentorhouse.recruitment.rules.values import yes_or_no
from mentorhouse.recruitment.sheets import Table, UnreadableFile, read_table

SHOWN = 50  # problems printed at once


class UnusableInputError(Exception):
    """The spreadsheets or the rules cannot be matched as they are."""

    def __init__(self, *problems: str) -> None:
        more = len(problems) - SHOWN
        tail = [f"… and {more} more problems."] if more > 0 else []
        super().__init__("\n".join([*problems[:SHOWN], *tail]))


@dataclass(frozen=True)
class Settings:
    """What the command line says about a run."""

    rules: Path | None = None
    capacity: int = 1
    seed: int = 0
    identity_consent: bool = False


@dataclass(frozen=True)
class Side:
    """One of the two spreadsheets: whose it is (“mentor” or “mentee”), and where."""

    role: str
    path: Path


@dataclass(frozen=True)
class _Sheet:
    """A spreadsheet as read and checked."""

    side: Side
    table: Table
    columns: Mapping[Field, int]
    rows: CheckedRows

    @property
    def errors(self) -> Iterator[str]:
        for problem in self.rows.problems:
            if problem.weight is Weight.ERROR:
                yield self.said(str(problem))

    @property
    def notes(self) -> Iterator[str]:
        for note in self.rows.notes:
            yield self.said(note)
        for problem in self.rows.problems:
            if problem.weight is Weight.NOTE:
                yield self.said(str(problem))

    def said(self, words: str) -> str:
        """Return words about this file, with its name in front."""
        name = self.side.path.name
        return words if words.startswith(name) else f"{name}: {words}"

    def rows_without(self, field: Field) -> set[int]:
        """Return the numbers of the rows that say nothing in a column."""
        place = self.columns.get(field)
        return {
            row.number for row in self.table.rows if place is None or not row.cells[place].strip()
        }


def read_run(settings: Settings, *, mentees: Path, mentors: Path) -> Read:
    """Return the run that two spreadsheets and a design make. Raises `UnusableInputError`."""
    design = read_rules(settings.rules)
    most = design.mentors.largest_capacity
    if not 1 <= settings.capacity <= most:
        raise UnusableInputError(
            f"--capacity {settings.capacity}: the rules allow 1 to {most} "
            "mentees a mentor. Ask for fewer, or raise mentors.largest_capacity in the rules."
        )
    lower = _sheet(Side("mentee", mentees), design, settings)
    upper = _sheet(Side("mentor", mentors), design, settings)
    problems = [*lower.errors, *upper.errors]
    problems += [*_columns_for_rules(lower, design), *_columns_for_rules(upper, design)]
    if problems:
        raise UnusableInputError(*problems)
    identity = bool(IDENTITY_FIELDS & (lower.columns.keys() | upper.columns.keys()))
    people = [*lower.rows.people, *upper.rows.people]
    return Read(
        request(
            design,
            _candidates(lower, settings),
            _candidates(upper, settings),
            Constraints(seed=settings.seed, tolerance=_tolerance(design)),
        ),
        {person.email: f"{person.first_name} {person.last_name}".strip() for person in people},
        (*lower.notes, *upper.notes, *_nobody_gets(lower, design), *_nobody_gets(upper, design)),
        identity_left_out=identity and not settings.identity_consent,
        identity_used=identity and settings.identity_consent,
    )


def _tolerance(design: Design) -> int | None:
    """Return what may be given up for the worst-off pair, in thousandths of the total."""
    percent = design.matching.give_up_percent
    return None if percent is None else percent * 10


def read_rules(path: Path | None) -> Design:
    """Return the design asked for; what a file leaves out is as in the general design."""
    general = shipped_design()
    if path is None:
        return general
    try:
        data = read_plain(path.read_text(encoding="utf-8"))
        return parse_design({**plain(general), **data})
    except UnicodeDecodeError as error:
        raise UnusableInputError(f"{path.name} is not a text in UTF-8: {error}") from error
    except DesignError as error:
        raise UnusableInputError(*(f"{path.name}, {words}" for words in error.problems)) from error


def _sheet(side: Side, design: Design, settings: Settings) -> _Sheet:
    try:
        table = read_table(side.path, filename=side.path.name)
    except UnreadableFile as error:
        raise UnusableInputError(f"{side.path.name}: {error}") from error
    guessed = guess_columns(table.headers, side.role)
    columns = {
        place: None if field is Field.BIOGRAPHY else field for place, field in guessed.items()
    }
    rows = check_rows(
        table,
        columns,
        role=side.role,
        ladder=ladders_by_field(design).get(PersonField.GRADE, []),
        largest_capacity=design.mentors.largest_capacity,
        identity_declared=settings.identity_consent,
    )
    return _Sheet(side, table, {field: place for place, field in columns.items() if field}, rows)


def _columns_for_rules(sheet: _Sheet, design: Design) -> Iterator[str]:
    for rule in design.matching.hard_rules:
        if isinstance(rule, WayInCommon):
            yield sheet.said(
                "ways of meeting are not read from sheets, so the rule that mentor and mentee "
                "have one in common keeps nobody apart. Take it out of the rules file."
            )
        elif Field(rule.field) not in sheet.columns:
            yield sheet.said(
                f"no column holds the {label_of(rule.field)}, which a rule of the programme looks "
                "at. Add the column, or take the rule out of the rules file."
            )


def _nobody_gets(sheet: _Sheet, design: Design) -> Iterator[str]:
    for part in design.matching.criteria:
        if isinstance(part, Shares):
            yield sheet.said(f"{part.what} are not read from sheets; nobody gets points for them.")
        elif Field(part.field) not in sheet.columns:
            words = f"there is no column for the {label_of(part.field)}; nobody gets points for it."
            yield sheet.said(words)


def _candidates(sheet: _Sheet, settings: Settings) -> list[Candidate]:
    silent = sheet.rows_without(Field.CAPACITY)
    return [
        Candidate(
            person.email,
            {field.value: getattr(person, field) for field in PersonField},
            _identity(person),
            settings.capacity if person.row in silent else person.capacity,
        )
        for person in sheet.rows.people
    ]


def _identity(person: SheetPerson) -> frozenset[str]:
    """Return what a mentor shares, or what a mentee would like a mentor to share."""
    said = person.identity or {}
    if yes_or_no(said.get(Field.WANTS_SIMILAR, "yes")) is False:
        return frozenset()
    texts = said.get(Field.CHARACTERISTICS, ""), said.get(Field.IDENTITY_TO_MATCH, "")
    terms = (term.strip() for text in texts for term in text.split(","))
    return frozenset(term for term in terms if term)
