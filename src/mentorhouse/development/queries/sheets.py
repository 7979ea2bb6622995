"""What was worked through: one's own, what others share, and the count of capabilities."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import COUNTER, NotVisible, Viewer, require
from mentorhouse.development.models import Sheet
from mentorhouse.development.queries.notes import own_place
from mentorhouse.development.rules.capabilities import CAPABILITIES
from mentorhouse.development.rules.comparing import Means, means
from mentorhouse.development.rules.kinds import KINDS
from mentorhouse.development.rules.sheets import Kind, title_of
from mentorhouse.partnerships.models import Partnership
from mentorhouse.vault.sealing import open_rows, without_destroyed


@dataclass(frozen=True)
class Opened:
    """A sheet with its answers in clear."""

    sheet: Sheet
    answers: Mapping[str, Any]

    @property
    def kind(self) -> Kind:
        """What was worked through."""
        return KINDS[self.sheet.kind]

    @property
    def title(self) -> str:
        """What it is about."""
        return title_of(self.kind, self.answers)


def place_of(viewer: Viewer, partnership_id: UUID) -> Partnership:
    """Return where somebody works things through, also after the end. Raises `NotVisible`."""
    return own_place(viewer, partnership_id)[0]


def sheets_in(viewer: Viewer, partnership: Partnership) -> QuerySet[Sheet]:
    """Return one's own sheets and those that others share, the last changed first."""
    seen = Q(notebook__person=viewer.pk)
    if partnership.members.filter(participation__person=viewer.pk).exists():
        seen |= Q(shared=True)
    rows = Sheet.objects.filter(seen, notebook__partnership=partnership)
    return rows.select_related("notebook__person").order_by("-changed_at", "pk")


def sheet_for(viewer: Viewer, partnership: Partnership, sheet_id: UUID) -> Sheet:
    """Return one sheet. Raises `NotVisible`."""
    row = sheets_in(viewer, partnership).filter(pk=sheet_id).first()
    if row is None:
        raise NotVisible
    row.notebook.partnership = partnership
    require(viewer, Capability.READ_SHEET, row)
    return row


def opened(viewer: Viewer, rows: Iterable[Sheet], *, at: datetime) -> list[Opened]:
    """Open some sheets; one access entry for all."""
    living = without_destroyed(rows)
    texts = open_rows(viewer, living, at=at, purpose="read what was worked through")
    return [
        Opened(row, json.loads(words["answers"])) for row, words in zip(living, texts, strict=True)
    ]


def own_of_kind(
    viewer: Viewer, partnership: Partnership, kind: str, *, at: datetime
) -> list[Opened]:
    """Open one's own sheets of a kind, the first first, to compare them."""
    rows = Sheet.objects.filter(
        notebook__partnership=partnership, notebook__person=viewer.pk, kind=kind
    )
    found = list(rows.select_related("notebook__person").order_by("begun_at", "pk"))
    for row in found:
        row.notebook.partnership = partnership
    return opened(viewer, found, at=at)


def own_entries(viewer: Viewer, programme_id: UUID, *, at: datetime) -> list[Opened]:
    """Open somebody's own CPD entries and activities of a programme, the last begun first."""
    rows = Sheet.objects.filter(
        notebook__partnership__programme=programme_id, notebook__person=viewer.pk,
        notebook__partnership__content_gone_at=None, kind__in=("cpd", "activity"),
    )  # fmt: skip
    return opened(viewer, rows.select_related("notebook__partnership", "notebook__person"), at=at)


def capability_means(programme_id: UUID, *, least: int, at: datetime) -> Means:
    """Give the mean of each capability and stage over a programme (R8.06).

    The last self-assessment of each person and stage counts. People are counted `least` at a
    time, the earliest first, so that no figure and no difference of two gives one person away.
    """
    rows = Sheet.objects.filter(
        kind=CAPABILITIES.key, notebook__partnership__programme=programme_id,
        notebook__partnership__content_gone_at=None,
    ).select_related("notebook__partnership").order_by("changed_at", "pk")  # fmt: skip
    living = without_destroyed(rows)
    texts = open_rows(COUNTER, living, at=at, purpose="count figures")
    last: dict[tuple[UUID, str], Mapping[str, Any]] = {}
    for row, words in zip(living, texts, strict=True):
        answers = json.loads(words["answers"])
        last[row.notebook.person_id, answers.get("stage", "")] = answers
    return means([(stage, answers) for (_, stage), answers in last.items()], least=least)
