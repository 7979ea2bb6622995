"""What one named contact reads in an emergency: the rooms’ own texts, through the vault."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from mentorhouse.access.relations import EmergencyReader
from mentorhouse.agreements.queries import agreement_of, read_version, versions_of
from mentorhouse.concerns.models import Opening
from mentorhouse.meetings.queries import read_logs


@dataclass(frozen=True)
class Opened:
    """A text of a pair: its heading, its day where it has one, and its paragraphs."""

    heading: str
    on: date | None
    texts: Sequence[str]


def opened(reader: EmergencyReader, row: Opening, kind: str, *, at: datetime) -> list[Opened]:
    """Open one kind of what a pair wrote, for the reader that a look gave."""
    if kind == "logs":
        return [
            Opened("", meeting.held_on, [text for text in texts.values() if text])
            for meeting, texts in read_logs(reader, row.partnership, at=at)
        ]
    agreement = agreement_of(row.partnership)
    versions = versions_of(reader, agreement) if agreement else []
    if agreement is None or not versions:
        return []
    read = read_version(reader, agreement, versions[0].number, at=at)
    return [Opened(clause.title, None, [clause.text]) for clause in read.clauses]
