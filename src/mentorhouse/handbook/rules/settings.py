"""Every setting of a design in words, part by part, in the words of the design itself."""

from datetime import date
from typing import Any

from mentorhouse.documents import Block, Facts, Heading, Paragraph
from mentorhouse.handbook.rules import words
from mentorhouse.languages.saying import mark, say, say_many
from mentorhouse.programmes.design import (
    Design,
    Different,
    GapAtLeast,
    GapCloseTo,
    PartnerWishes,
    Same,
    SharedIdentity,
    Shares,
    WayInCommon,
)
from mentorhouse.programmes.design.parts import Part, words_of
from mentorhouse.programmes.design.purpose import MentoringModel

# Told in sections of their own, or long.
ELSEWHERE = frozenset(
    {
        "format",
        "name",
        "purpose",
        "phases",
        "messages",
        "reminders",
        "documents",
        "ladders",
        "models",
    }
)
NOT_SET = mark("Not set")


def settings_in_words(design: Design) -> tuple[Block, ...]:
    """Say every setting: its question, and what was chosen."""
    shapes = tuple(
        (words.chosen(model, "kind"), _most(model))
        for model in design.models
    )  # fmt: skip
    ladders = tuple((name, ", ".join(steps)) for name, steps in design.ladders.items())
    made: list[Block] = [Heading(say("Shapes of mentoring"), 2), Facts(shapes)]
    if ladders:
        made += (Heading(say("Ladders, lowest step first"), 2), Facts(ladders))
    for name, field in Design.model_fields.items():
        value = getattr(design, name)
        if name not in ELSEWHERE and isinstance(value, Part):
            made += (Heading(say(field.title or name), 2), *_said(_rows(value)))
    return tuple(made)


def _said(rows: list[tuple[str, str]]) -> list[Block]:
    """Say what is set, line by line; then name in one sentence what is not."""
    there = tuple(row for row in rows if row[1] != NOT_SET)
    lacking = [asked for asked, answer in rows if answer == NOT_SET]
    said: list[Block] = [Facts(there)] if there else []
    if lacking:
        said.append(Paragraph(say("Not set: {titles}", titles="; ".join(lacking))))
    return said


def _most(model: MentoringModel) -> str:
    mentors = say_many("{count} mentor", "{count} mentors", model.most_mentors)
    return say(
        "Up to {mentors} and {counted}",
        mentors=mentors,
        counted=say_many("{count} mentee", "{count} mentees", model.most_mentees),
    )


def _rows(part: Part) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        if isinstance(value, Part):
            rows += _rows(value)
        else:
            rows.append((say(field.title or name.replace("_", " ")), _value(part, name, value)))
    return rows


def _value(part: Part, name: str, value: Any) -> str:
    if isinstance(value, bool):
        return say("Yes") if value else say("No")
    if isinstance(value, date):
        return words.day(value)
    if isinstance(value, list):
        return "; ".join(_entry(part, name, entry) for entry in value) or NOT_SET
    if value is None or value == "":
        return NOT_SET
    return say(words_of(type(part), name).get(str(value), str(value)))


def _entry(part: Part, name: str, entry: Any) -> str:
    if isinstance(entry, Different | GapAtLeast | WayInCommon):
        return words.hard_rule(entry).rstrip(".")
    if isinstance(entry, Same | GapCloseTo | Shares | SharedIdentity | PartnerWishes):
        points = say_many("{count} point", "{count} points", entry.weight)
        return f"{_gives_points(entry)} ({points})"
    if isinstance(entry, Part):
        named = (getattr(entry, field, "") for field in ("title", "text", "name"))
        return next((str(value) for value in named if value), "").rstrip(".")
    return say(words_of(type(part), name).get(str(entry), str(entry))).rstrip(".")


def _gives_points(entry: Same | GapCloseTo | Shares | SharedIdentity | PartnerWishes) -> str:
    match entry:
        case Same():
            return say("The same {field}", field=say(words.FIELDS[entry.field]))
        case GapCloseTo():
            steps = say_many("{count} step", "{count} steps", entry.best)
            return say(
                "A gap of about {steps} in {field}",
                steps=steps,
                field=say(words.FIELDS[entry.field]),
            )
        case Shares():
            return say(words_of(Shares, "what")[entry.what])
        case PartnerWishes():
            return say("What people wish of a partner")
        case SharedIdentity():
            return say("An identity that the mentee asked to share with a partner")
