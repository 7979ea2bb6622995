"""What comes out of checking: a person of a sheet, and a problem with where, why and remedy."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mentorhouse.recruitment.rules.fields import Field

LONGEST_SHOWN = 120


class Weight(StrEnum):
    """Whether a problem stands in the way of saving."""

    ERROR = "error"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in one cell that is wrong, or that its owner should know."""

    sheet: str
    row: int
    column: str
    value: str
    why: str
    remedy: str
    weight: Weight = Weight.ERROR

    def __str__(self) -> str:
        """Say it in one line."""
        shown = f", found “{self.value}”" if self.value else ""
        column = f", column “{self.column}”" if self.column else ""
        return f"{self.sheet}, row {self.row}{column}{shown}: {self.why} {self.remedy}"


@dataclass(frozen=True, slots=True)
class SheetPerson:
    """One person as a row describes them. The e-mail address is folded, the grade the ladder's."""

    row: int
    email: str
    first_name: str
    last_name: str = ""
    job_title: str = ""
    grade: str = ""
    organisation: str = ""
    profession: str = ""
    team: str = ""
    location: str = ""
    work_role: str = ""
    languages: str = ""
    skills: str = ""
    experience: str = ""
    developing: str = ""
    interests: str = ""
    meeting_places: str = ""
    availability: str = ""
    biography: str = ""
    capacity: int = 1
    both_roles: bool = False
    identity: Mapping[Field, str] | None = None


def shown(value: str) -> str:
    """Return a value as it stands in a list of problems: short, on one line, visible."""
    line = " ".join("".join(c if c.isprintable() else " " for c in value).split())
    return line if len(line) <= LONGEST_SHOWN else f"{line[:LONGEST_SHOWN]}…"
