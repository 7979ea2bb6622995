"""A short statement of what somebody gave to mentoring; it holds nobody else's name (R1.11)."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mentorhouse.design.words import day
from mentorhouse.documents.blocks import Block, Document, Facts, Heading, Paragraph
from mentorhouse.languages.saying import say, say_many

SHORTEST_NAME = 2


@dataclass(frozen=True)
class Contribution:
    """The facts of one person in one programme and role, between two days."""

    name: str
    programme: str
    role: str
    since: date
    until: date
    partnerships: int
    meetings: int
    minutes: int
    training: tuple[str, ...] = ()


def statement(facts: Contribution, sentence: str) -> Document:
    """Return the statement as a document."""
    rows = [
        (say("Programme"), facts.programme),
        (say("Role"), say(facts.role).capitalize()),
        (
            say("Time"),
            say("{since} to {until}", since=day(facts.since), until=day(facts.until)),
        ),
        (say("Partnerships"), f"{facts.partnerships:,}"),
        (say("Meetings"), f"{facts.meetings:,}"),
        (say("Hours in meetings"), hours(facts.minutes)),
        (say("Training completed"), "; ".join(facts.training) or say("None in this programme")),
    ]
    blocks: list[Block] = [Facts(tuple(rows))]
    if sentence:
        blocks += [Heading(say("In my own words"), 1), Paragraph(sentence)]
    blocks.append(
        Paragraph(
            say(
                "The figures come from what was recorded in the programme. What was said in "
                "meetings is confidential and stands nowhere in this statement."
            )
        )
    )
    title = say("What {name} gave to mentoring", name=facts.name)
    return Document(title, blocks=tuple(blocks), made_on=None)


def hours(minutes: int) -> str:
    """Say a length in hours and minutes."""
    whole, rest = divmod(minutes, 60)
    said = [say_many("{count} hour", "{count} hours", whole)] if whole or not rest else []
    if rest:
        said.append(say_many("{count} minute", "{count} minutes", rest))
    return " ".join(said)


def named_in(sentence: str, names: Iterable[str]) -> str:
    """Return the first of some people's names that a sentence holds, or nothing.

    A whole name counts however it is written, a part of one as names are written: “Will”, not
    “will”.
    """
    text = unicodedata.normalize("NFC", sentence)
    for name in names:
        whole = unicodedata.normalize("NFC", name).strip()
        if len(whole) >= SHORTEST_NAME and _stands_in(whole.casefold(), text.casefold()):
            return whole
        for part in whole.split():
            if len(part) >= SHORTEST_NAME and _stands_in(part, text):
                return part
    return ""


def _stands_in(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
