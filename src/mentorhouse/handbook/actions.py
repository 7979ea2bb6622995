"""Deeds on books: a programme writes a section in its own words, or goes back to the made text.

Own words are part of the design, so they travel with its file and stand in its history.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.design.two_writers import tidy
from mentorhouse.handbook.rules import Key
from mentorhouse.handbook.rules.passport import Passport
from mentorhouse.languages.saying import mark, say
from mentorhouse.people.actions import add_evidence
from mentorhouse.people.models import Evidence, Person
from mentorhouse.people.rules import Said
from mentorhouse.programmes.actions import change_design
from mentorhouse.programmes.design import parse_design, plain
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.vault.signatures import fingerprint

SECTION_WRITTEN = audit.Act("handbook.section_written", mark("wrote a section of a document"))
SECTION_RESTORED = audit.Act(
    "handbook.section_restored", mark("went back to the made text of a section")
)
PASSPORT_ISSUED = audit.Act("record.passport_issued", mark("took their signed record away"))


class WrittenMeanwhile(NotNow):
    """Another co-ordinator wrote the same section; nothing was overwritten."""

    def __init__(self, theirs: str) -> None:
        self.theirs = theirs
        super().__init__(say("Someone else changed this section while you were writing."))


def write_section(
    programme: Programme,
    place: tuple[Key, str],
    text: str,
    *,
    before: str,
    by: User,
    at: datetime,
) -> Programme:
    """Put a programme's own words into a section of a book; empty words give the made text back.

    `before` is what the writer began from. Raises `WrittenMeanwhile` if it stands there no more.
    """
    book, section = place
    own = tidy(text)
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).filter(pk=programme.pk).first()
        if row is None:
            raise NotVisible
        require(by, Capability.RUN_PROGRAMME, row)
        now = row.design.documents.get(book.value, {}).get(section, "")
        if now == own:
            return row
        if now != tidy(before):
            raise WrittenMeanwhile(now)
        data = plain(row.design)
        data["documents"] = _with(data["documents"], book.value, section, own)
        row = change_design(row, parse_design(data), by=by, at=at)
        act = SECTION_WRITTEN if own else SECTION_RESTORED
        detail = {"document": book.value, "section": section}
        audit.record(act, by=by, on=row, at=at, programme=row.pk, detail=detail)
    return row


def _with(books: dict[str, Any], book: str, section: str, own: str) -> dict[str, Any]:
    sections = {key: text for key, text in books.get(book, {}).items() if key != section}
    if own:
        sections[section] = own
    others = {key: texts for key, texts in books.items() if key != book}
    return others | ({book: sections} if sections else {})


def note_passport(participation: Participation, *, by: User, at: datetime) -> None:
    """Leave a trace that a signed record left the house (R1.10)."""
    require(by, Capability.READ_OWN_RECORD, participation)
    programme = participation.programme_id
    audit.record(PASSPORT_ISSUED, by=by, on=participation, at=at, programme=programme)


def add_passport(person: Person, passport: Passport, *, by: User, at: datetime) -> Evidence:
    """Keep one’s own passport of another installation as evidence, for a co-ordinator to verify."""
    if passport.name.casefold().split() != person.name.casefold().split():
        raise NotNow(
            say(
                "This passport names {name}. Only your own can be added to your background.",
                name=passport.name,
            )
        )
    key = fingerprint(passport.public_key)
    said = Said(
        kind=Evidence.Kind.EXPERIENCE.value,
        title=say(
            "Signed passport (key {key}): {programme}", programme=passport.programme, key=key
        )[:LONGEST_TITLE],
        awarding_body=passport.installation[:LONGEST_TITLE],
        awarded_on=passport.issued_on,
    )
    return add_evidence(person, said, None, by=by, at=at)


LONGEST_TITLE = 200
