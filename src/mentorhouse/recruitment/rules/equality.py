"""Recruitment by organisation, grade and characteristic beside the workforce (R3.11)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mentorhouse.languages.saying import mark, say
from mentorhouse.recruitment.rules.counting import Row, Table, share

NOT_SAID = mark("Not said")
LONGEST_NAME = 200
LARGEST = 9  # digits


@dataclass(frozen=True)
class Workforce:
    """What the co-ordinator entered about the workforce: numbers by name, whence and of when."""

    numbers: Mapping[str, int]
    source: str = ""
    as_of: date | None = None


@dataclass(frozen=True)
class Line:
    """One line of the figures: who applied, their share, the share of the workforce."""

    name: str
    applied: int | None
    applied_share: str
    approved: int | None
    approved_share: str
    workforce: int | None
    workforce_share: str


@dataclass(frozen=True)
class Figures:
    """Figures by one thing, under those of everybody."""

    title: str
    lines: tuple[Line, ...]
    total: Line
    workforce: Workforce

    @property
    def hides(self) -> bool:
        """Whether any figure is hidden."""
        return any(None in (one.applied, one.approved) for one in (*self.lines, self.total))


def figures(title: str, rows: Table, everybody: Row, workforce: Workforce) -> Figures:
    """Set a table of recruitment beside the workforce."""
    lines = tuple(_line(name, row, everybody, workforce) for name, row in rows.items())
    return Figures(title, lines, _line("", everybody, everybody, workforce), workforce)


def counted_under(said: str, workforce: Workforce) -> str:
    """Return the line that somebody counts in: as the workforce names it, else as they say."""
    known = {name.casefold(): name for name in workforce.numbers}
    return known.get(said.casefold(), said) or NOT_SAID


def _line(name: str, row: Row, everybody: Row, workforce: Workforce) -> Line:
    all_of_them = sum(workforce.numbers.values())
    there = workforce.numbers.get(name) if name else all_of_them
    if not workforce.numbers:
        there = None
    return Line(
        name,
        row["applied"],
        share(row["applied"], everybody["applied"]),
        row["in"],
        share(row["in"], everybody["in"]),
        there,
        share(there, all_of_them),
    )


def read_numbers(text: str) -> tuple[dict[str, int], list[str]]:
    """Read “name, number” from each line; return the numbers, and what is wrong in words."""
    found: dict[str, int] = {}
    problems = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        name, _comma, count = (part.strip() for part in line.rpartition(","))
        plain = count.replace(" ", "")
        if not name or not (plain.isascii() and plain.isdigit()) or len(plain) > LARGEST:
            problems.append(
                say("Line {number}: write a name, a comma and a whole number.", number=number)
            )
        elif len(name) > LONGEST_NAME:
            problems.append(say("Line {number}: the name is too long.", number=number))
        elif name.casefold() in {known.casefold() for known in found}:
            problems.append(
                say("Line {number}: “{name}” is there twice.", number=number, name=name)
            )
        else:
            found[name] = int(plain)
    return found, problems


def in_lines(numbers: Mapping[str, int]) -> str:
    """Write numbers as they are entered."""
    return "\n".join(f"{name}, {count}" for name, count in numbers.items())


def answers_problem(
    answers: Mapping[str, str], questions: Mapping[str, Sequence[str]]
) -> str:  # fmt: skip
    """Say why answers do not do; "" where each is one of those offered."""
    wrong = [q for q, said in answers.items() if said not in questions.get(q, ())]
    return say("Choose one of the answers that are offered.") if wrong else ""
