"""The summary of a partnership as a document: one's own words, and what all told (R10.04)."""

from collections.abc import Mapping, Sequence
from datetime import date

from mentorhouse.design.words import day
from mentorhouse.documents import Block, Document, Facts, Heading, Paragraph
from mentorhouse.languages.saying import say
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.queries.closing import Told
from mentorhouse.partnerships.queries.phases import persons_in
from mentorhouse.partnerships.rules.farewell import (
    QUESTIONS,
    STEPS,
    TOUCH,
    read_out,
    touch_words,
)


def summary_of(
    row: Partnership, own: Mapping[str, str], told: Sequence[Told], *, on: date
) -> Document:
    """Put one person's summary together. It holds nothing that only another may read."""
    blocks: list[Block] = [_facts(row), Heading(say("In my own words"))]
    for step in STEPS:
        for name in step.boxes:
            blocks += _said(name, own.get(name, ""))
    for one in told:
        blocks.append(Heading(say("What {name} said", name=one.person.name)))
        for question, words in read_out(one.texts):
            blocks += [Heading(question, 2), *_paragraphs(words)]
    answers = [own.get("touch", ""), *(one.texts["touch"] for one in told)]
    if told and (words := touch_words(answers)):
        blocks.append(Paragraph(words))
    return Document(
        say("Summary of our partnership"),
        subtitle=row.programme.name,
        blocks=tuple(blocks),
        made_on=on,
    )


def _facts(row: Partnership) -> Facts:
    names = ", ".join(person.name for person in persons_in(row).values())
    rows = [(say("Together"), names)]
    if row.began_at:
        rows.append((say("From"), day(row.began_at)))
    if row.ended_at:
        rows.append((say("Until"), day(row.ended_at)))
    return Facts(tuple(rows))


def _said(name: str, text: str) -> list[Block]:
    if not text:
        return []
    shown = say(TOUCH[text]) if name == "touch" and text in TOUCH else text
    return [Heading(say(QUESTIONS[name]), 2), *_paragraphs(shown)]


def _paragraphs(text: str) -> list[Block]:
    return [Paragraph(line) for line in text.splitlines() if line.strip()]
