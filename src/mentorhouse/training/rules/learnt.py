"""A person’s own learning record: each line as people read it, and as a statement (R4.12)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from mentorhouse.languages.saying import mark
from mentorhouse.training.rules.statements import COMPLETED, statement


class Kind(StrEnum):
    """What a line of the record is about."""

    COURSE = "course"
    MODULE = "module"
    EVENT = "event"
    DEVELOPMENT = "development"


KIND_WORDS: Final[Mapping[Kind, str]] = {
    Kind.COURSE: mark("Course completed"),
    Kind.MODULE: mark("Module done"),
    Kind.EVENT: mark("Event attended"),
    Kind.DEVELOPMENT: mark("Own development"),
}
VERBS: Final[Mapping[Kind, str]] = {
    Kind.COURSE: COMPLETED,
    Kind.MODULE: COMPLETED,
    Kind.EVENT: "http://adlnet.gov/expapi/verbs/attended",
    Kind.DEVELOPMENT: "http://adlnet.gov/expapi/verbs/experienced",
}


@dataclass(frozen=True)
class Line:
    """One thing that somebody learnt; `activity` is the end of its address in a statement."""

    row: UUID
    kind: Kind
    activity: str
    words: str
    at: datetime
    programme: str = ""
    how: str = ""
    minutes: int = 0


def own_statements(lines: Iterable[Line], person: UUID, *, house: str) -> list[dict[str, Any]]:
    """Write a record as statements; those of courses are the same that co-ordinators hand out."""
    return [
        statement(
            line.row, person, VERBS[line.kind], f"{house}/training/{line.activity}", line.words,
            line.at, house=house, minutes=line.minutes,
        )
        for line in lines
    ]  # fmt: skip
