"""The agreement as a document: its clauses, the signatures, and the line manager's part."""

from datetime import date

from mentorhouse.agreements.models import Agreement
from mentorhouse.agreements.queries import Reading, SignedPart
from mentorhouse.agreements.rules import PREAMBLE
from mentorhouse.design.words import day, hours
from mentorhouse.documents import Block, Document, Facts, Heading, Paragraph, signatures
from mentorhouse.languages.saying import say


def paper(agreement: Agreement, reading: Reading, part: SignedPart | None, *, on: date) -> Document:
    """Put one version together, with who has signed it so far (R6.04, R6.07)."""
    programme = agreement.partnership.programme
    called = programme.design_as_read.agreement.called
    return Document(
        say(
            "{called}, version {number}",
            called=called[:1].upper() + called[1:],
            number=reading.number,
        ),
        subtitle=programme.name,
        blocks=(
            *_clauses(reading),
            Heading(say("Signatures")),
            signatures(_signed(reading)),
            *(_managers_part(part) if part else ()),
        ),
        made_on=on,
    )


def _clauses(reading: Reading) -> list[Block]:
    blocks: list[Block] = []
    number = 0
    for clause in reading.clauses:
        if clause.key != PREAMBLE:
            number += 1
            blocks.append(Heading(f"{number}. {clause.title}"))
        blocks += _paragraphs(clause.text or say("Nothing is agreed here."))
    return blocks


def _signed(reading: Reading) -> list[tuple[str, str, str]]:
    return [
        (
            party.signature.name if party.signature else party.person.name,
            say(party.role),
            day(party.signature.signed_at) if party.signature else "",
        )
        for party in reading.parties
    ]


def _managers_part(part: SignedPart) -> list[Block]:
    said = part.said
    return [
        Heading(say("The line manager’s part")),
        Facts(
            (
                (say("Time for mentoring a month"), hours(said.minutes_a_month)),
                (say("Support"), said.support),
                (say("When they talk about how it helps"), said.talks),
                (say("Signed as"), said.signed_as),
                (say("When"), day(part.signed_at)),
            )
        ),
        Paragraph(
            say("The line manager signed this part only, and sees nothing else of the agreement.")
        ),
    ]


def _paragraphs(text: str) -> list[Block]:
    return [Paragraph(line) for line in text.splitlines() if line.strip()]
