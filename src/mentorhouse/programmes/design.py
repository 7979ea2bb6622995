"""A programme's design as data: one strict model, read from and written to YAML (design 8).

Errors name the path, the value and the remedy. Nothing else in the house knows which template
a design came from.
"""

from enum import StrEnum
from importlib import resources
from typing import Annotated, Any, Final, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

FORMAT: Final = 1


class Part(BaseModel):
    """A part of a design: unknown keys are refused, values keep their type."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


Words = Annotated[str, Field(min_length=1, max_length=4000)]
Points = Annotated[int, Field(ge=0, le=100)]


class PersonField(StrEnum):
    """What a rule or a criterion may look at."""

    ORGANISATION = "organisation"
    PROFESSION = "profession"
    GRADE = "grade"
    LOCATION = "location"
    JOB_TITLE = "job_title"


TextField = Annotated[PersonField, Field(strict=False)]


class Different(Part):
    """Mentor and mentee must differ in a field."""

    rule: Literal["different"]
    field: TextField


class GapAtLeast(Part):
    """The mentor stands at least so many steps above the mentee on a ladder."""

    rule: Literal["gap_at_least"]
    field: TextField
    ladder: str
    least: Annotated[int, Field(ge=0, le=20)]


HardRule = Annotated[Different | GapAtLeast, Field(discriminator="rule")]


class Same(Part):
    """Full points where both say the same."""

    criterion: Literal["same"]
    field: TextField
    weight: Points


class GapCloseTo(Part):
    """Full points at the best gap on a ladder, falling evenly to none."""

    criterion: Literal["gap_close_to"]
    field: TextField
    ladder: str
    best: Annotated[int, Field(ge=0, le=20)]
    zero_at: Annotated[int, Field(ge=1, le=40)]
    weight: Points


class SharedIdentity(Part):
    """Private: the identity that a mentee asked to share with a partner is shared (R1.07)."""

    criterion: Literal["shared_identity"]
    weight: Points


Criterion = Annotated[Same | GapCloseTo, Field(discriminator="criterion")]


class Matching(Part):
    """How people are matched: rules never broken, criteria that all may see, private ones."""

    hard_rules: list[HardRule]
    criteria: list[Criterion]
    private: list[SharedIdentity] = []


class Meetings(Part):
    """What the programme recommends for meetings (R7.03)."""

    length_minutes: Annotated[int, Field(ge=15, le=480)]
    longest_minutes: Annotated[int, Field(ge=15, le=480)]
    days_between: Annotated[int, Field(ge=1, le=366)]
    notice_hours: Annotated[int, Field(ge=0, le=336)]
    quiet_after_days: Annotated[int, Field(ge=1, le=366)]

    @model_validator(mode="after")
    def _longest_is_not_shorter(self) -> "Meetings":
        if self.longest_minutes < self.length_minutes:
            raise ValueError(
                f"longest_minutes ({self.longest_minutes}) is less than length_minutes "
                f"({self.length_minutes}): raise the one or lower the other"
            )
        return self


class Clause(Part):
    """One clause of the agreement; the pair may change its text before they sign."""

    key: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
    title: Annotated[str, Field(min_length=1, max_length=120)]
    text: Words


class Confidentiality(Part):
    """What leaves the pair. It is told before anyone accepts and pinned by acceptance (R6.09)."""

    statement: str = Field(default="", max_length=4000)
    coordinator_reads_content: bool = False


class Design(Part):
    """The whole design of a programme."""

    format: Literal[1] = FORMAT
    name: Annotated[str, Field(min_length=1, max_length=200)]
    purpose: str = Field(default="", max_length=4000)
    length_months: Annotated[int, Field(ge=1, le=120)]
    largest_capacity: Annotated[int, Field(ge=1, le=50)]
    ladders: dict[str, list[str]]
    matching: Matching
    meetings: Meetings
    agreement: list[Clause]
    confidentiality: Confidentiality
    small_number: Annotated[int, Field(ge=2, le=50)] = 5

    @model_validator(mode="after")
    def _ladders_are_there(self) -> "Design":
        parts = [*self.matching.hard_rules, *self.matching.criteria]
        for place, part in enumerate(parts):
            ladder = getattr(part, "ladder", None)
            if ladder is not None and ladder not in self.ladders:
                raise ValueError(
                    f"matching names the ladder “{ladder}” (rule {place + 1}), "
                    f"but ladders holds only: {', '.join(self.ladders) or 'none'}"
                )
        keys = [clause.key for clause in self.agreement]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise ValueError(f"agreement has two clauses with the key “{twice[0]}”: rename one")
        return self


class DesignError(Exception):
    """A design file that cannot be used; each problem says where, what and how to mend it."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("; ".join(problems))


def read_design(text: str) -> Design:
    """Read a design from YAML. Raises `DesignError` with path, value and remedy."""
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise DesignError([f"This is not readable YAML: {error}"]) from error
    return parse_design(data)


def parse_design(data: object) -> Design:
    """Make a design of plain values. Raises `DesignError`."""
    if isinstance(data, dict) and isinstance(data.get("format"), int) and data["format"] > FORMAT:
        raise DesignError(
            [
                (
                    f"format: this file is version {data['format']}, and this Mentorhouse reads "
                    f"up to {FORMAT}. Bring Mentorhouse up to date and try again."
                )
            ]
        )
    try:
        return Design.model_validate(data)
    except ValidationError as error:
        raise DesignError([_in_words(problem) for problem in error.errors()]) from error


def write_design(design: Design) -> str:
    """Write a design as YAML. The same design gives the same bytes."""
    return yaml.safe_dump(
        design.model_dump(mode="json"), sort_keys=False, allow_unicode=True, width=100
    )


def shipped_design(name: str = "general") -> Design:
    """Return a design that ships with the product."""
    file = resources.files("mentorhouse.programmes") / "designs" / f"{name}.yaml"
    return read_design(file.read_text(encoding="utf-8"))


def _in_words(problem: Any) -> str:
    path = ".".join(str(step) for step in problem["loc"]) or "the file"
    value = problem.get("input")
    shown = f" (found: {str(value)[:80]!r})" if not isinstance(value, dict | list) else ""
    return f"{path}: {problem['msg']}{shown}"
