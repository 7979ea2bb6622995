"""Every read of imports, viewer first."""

import base64
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any, overload
from uuid import UUID

from django.db.models import Q, QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.recruitment.models import ColumnChoice, ImportBatch, ProblemPage
from mentorhouse.recruitment.rules import Problem, guess_columns
from mentorhouse.recruitment.rules.fields import fingerprint
from mentorhouse.recruitment.rules.people import Weight
from mentorhouse.recruitment.sheets import Table, read_table
from mentorhouse.recruitment.states import OVER, ImportState
from mentorhouse.vault.sealing import open_row, open_rows

ON_A_PAGE = 25
KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Picture:
    """What was seen in a file: headings, three samples a column, remarks, how many rows."""

    headings: Sequence[str]
    samples: Sequence[Sequence[str]]
    notes: Sequence[str]
    rows: int


def imports_in(viewer: Viewer, programme: Programme) -> QuerySet[ImportBatch]:
    """Return the imports of a programme, newest first."""
    require(viewer, Capability.IMPORT_PEOPLE, programme)
    return programme.imports.select_related("made_by", "made_by__person").order_by("-made_at", "pk")


def batch_for(viewer: Viewer, programme_id: UUID, batch_id: UUID) -> ImportBatch:
    """Return one import to a co-ordinator of its programme."""
    batch = (
        ImportBatch.objects.select_related("programme", "consent_declared_by__person")
        .filter(pk=batch_id, programme_id=programme_id)
        .first()
    )
    if batch is None:
        raise NotVisible
    require(viewer, Capability.IMPORT_PEOPLE, batch)
    return batch


def picture_of(viewer: Viewer, batch: ImportBatch, *, at: datetime) -> Picture:
    """Open what was seen in the file."""
    text = open_row(viewer, batch, at=at, purpose="bring people in")["picture"]
    return Picture(**json.loads(text)) if text else Picture((), (), (), 0)


def table_of(viewer: Viewer, batch: ImportBatch, *, at: datetime) -> Table:
    """Open the file and read it. Raises `UnreadableFile`."""
    pieces = list(batch.pieces.select_related("batch").order_by("number"))
    for piece in pieces:
        piece.batch = batch  # one row to ask about, however many pieces
    texts = open_rows(viewer, pieces, at=at, purpose="bring people in")
    packed = b"".join(base64.b85decode(text["content"]) for text in texts)
    del texts, pieces
    return read_table(BytesIO(zlib.decompress(packed)), filename=batch.filename)


def columns_for(programme: Programme, role: str, headings: Sequence[str]) -> dict[int, Any]:
    """Return what the columns hold: as last time with these headings, else as guessed."""
    choice = ColumnChoice.objects.filter(
        programme=programme, role=role, headings_hash=fingerprint(headings)
    ).first()
    if choice is None:
        return guess_columns(headings, role)
    return ImportBatch(columns=choice.columns).chosen


class SealedProblems(Sequence[Problem]):
    """The problems of an import as a list; only those that are looked at are opened."""

    def __init__(self, viewer: Viewer, batch: ImportBatch, *, at: datetime, only: str = "") -> None:
        self.viewer, self.batch, self.at = viewer, batch, at
        errors: int = batch.counts.get("errors_listed", 0)
        notes: int = batch.counts.get("notes", 0)
        self.first = errors if only == Weight.NOTE else 0
        listed: dict[str, int] = {Weight.ERROR.value: errors, Weight.NOTE.value: notes}
        self.total = listed.get(only, errors + notes)

    def __len__(self) -> int:
        return self.total

    @overload
    def __getitem__(self, place: int) -> Problem: ...
    @overload
    def __getitem__(self, place: slice) -> list[Problem]: ...
    def __getitem__(self, place: int | slice) -> Problem | list[Problem]:
        """Open the pages on which the problems stand."""
        if isinstance(place, int):
            return self[place : place + 1][0]
        start, stop, _ = place.indices(self.total)
        start, stop = start + self.first, max(start, stop) + self.first
        opened = self._pages(start // ON_A_PAGE, -(-stop // ON_A_PAGE))
        skipped = start // ON_A_PAGE * ON_A_PAGE
        return opened[start - skipped : stop - skipped]

    def __iter__(self) -> Iterator[Problem]:
        """Give all, opened at once: a download leaves one entry in the trail."""
        yield from self[:]

    def _pages(self, first: int, beyond: int) -> list[Problem]:
        rows = list(
            ProblemPage.objects.filter(
                batch=self.batch, number__gte=first, number__lt=beyond
            ).order_by("number")
        )
        for row in rows:
            row.batch = self.batch
        texts = open_rows(self.viewer, rows, at=self.at, purpose="list problems of an import")
        return [
            Problem(**(said | {"weight": Weight(said["weight"])}))
            for text in texts
            for said in json.loads(text["problems"])
        ]


def addresses_in(programme: Programme, role: str) -> set[str]:
    """Return the addresses of those who are in the programme in one role."""
    rows = Participation.objects.filter(programme=programme, role=role).order_by()
    return set(rows.values_list("person__user__email", flat=True).iterator(chunk_size=5000))


def other_list_is_here(batch: ImportBatch) -> bool:
    """Whether the programme has people in the other role than the one imported."""
    return batch.programme.participations.exclude(role=batch.role).exists()


def left_lying(*, at: datetime) -> QuerySet[ImportBatch]:
    """Return imports that nobody has gone on with for a day, or that are over but not forgotten."""
    unfinished = ~Q(state__in=[s.value for s in OVER]) & Q(made_at__lt=at - KEPT)
    unforgotten = Q(state__in=[s.value for s in OVER], forgotten_at=None)
    return ImportBatch.objects.filter(unfinished | unforgotten).order_by("made_at", "pk")


def language_of(batch_id: UUID) -> str:
    """Return the language of whoever brought a file; "" where they chose none."""
    row = ImportBatch.objects.filter(pk=batch_id).values_list("made_by__language", flat=True)
    return row.first() or ""


def waiting(batch_id: UUID, state: ImportState) -> ImportBatch | None:
    """Return an import that a worker is to go on with; None where somebody has done so."""
    return (
        ImportBatch.objects.select_related("programme", "made_by", "saved_by")
        .filter(pk=batch_id, state=state.value)
        .first()
    )
