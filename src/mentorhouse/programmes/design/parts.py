"""What every part of a design is made of: strict, frozen, and each setting with its own words.

A setting says its title (a question or a name, as on a screen) and what it does. Pages, documents
and the published JSON Schema all take their words from here.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from mentorhouse.languages.saying import say

LONG: Final = 4000


class Part(BaseModel):
    """A part of a design: unknown keys are refused, values keep their type."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


def one_line(text: str) -> str:
    """Join the lines of a title, which may stand at the head of a letter. Refuses an empty one."""
    if not text.strip():
        raise ValueError(say("is empty: write something"))  # shown as it is
    return " ".join(line.strip() for line in text.splitlines()) if "\n" in text else text


Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Title = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(one_line)]
Line = Annotated[str, Field(min_length=1, max_length=400), AfterValidator(one_line)]
Words = Annotated[str, Field(min_length=1, max_length=LONG)]
Points = Annotated[int, Field(ge=0, le=100)]
# Dates come as text from JSON and as dates from YAML; both are right.
Day = Annotated[date, Field(strict=False)]


def setting(title: str, why: str, default: Any = ..., **more: Any) -> Any:
    """Describe one setting. `why` says what it does, in a sentence that anyone can read."""
    return Field(default=default, title=title, description=why, **more)


def prose(title: str, why: str, *, most: int = LONG) -> Any:
    """Describe a text that may be empty."""
    return Field(default="", title=title, description=why, max_length=most)


def lines(title: str, why: str, *, most: int = 60) -> Any:
    """Describe a list of short lines that may be empty."""
    return Field(default=[], title=title, description=why, max_length=most)


def choice(title: str, why: str, words: Mapping[str, str], default: str) -> Any:
    """Describe a choice; `words` says each value as a person reads it."""
    return Field(
        default=default, title=title, description=why, json_schema_extra={"words": dict(words)}
    )


def choices(title: str, why: str, words: Mapping[str, str], default: list[str]) -> Any:
    """Describe a choice of several."""
    return Field(
        default=default, title=title, description=why, json_schema_extra={"words": dict(words)}
    )


def whole(title: str, why: str, least: int, most: int, default: int | None) -> Any:
    """Describe a whole number within bounds; None where the programme sets none."""
    return Field(default=default, title=title, description=why, ge=least, le=most)


def words_of(part: type[Part], name: str) -> dict[str, str]:
    """Return the words of each value of a choice."""
    extra = part.model_fields[name].json_schema_extra
    found = extra.get("words", {}) if isinstance(extra, dict) else {}
    return (
        {str(value): str(words) for value, words in found.items()}
        if isinstance(found, dict)
        else {}
    )


class Contradiction(ValueError):
    """Two places of a design that do not go together."""

    def __init__(self, places: tuple[str, str], values: tuple[object, object], remedy: str) -> None:
        self.places, self.remedy = places, remedy
        first, second = zip(places, values, strict=True)
        super().__init__(
            say(
                "{first} ({one}) does not go with {second} ({other}): {remedy}",
                first=first[0],
                one=first[1],
                second=second[0],
                other=second[1],
                remedy=remedy,
            )
        )


def unlike(name: str, value: object, other: str, other_value: object, remedy: str) -> ValueError:
    """Say that two places contradict each other, and how to mend it."""
    return Contradiction((name, other), (value, other_value), remedy)


def twice(keys: list[str]) -> list[str]:
    """Return the keys that stand there more than once."""
    return sorted({key for key in keys if keys.count(key) > 1})
