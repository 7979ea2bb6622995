"""Reads of evidence: one's own, and as co-ordinators verify it (R1.09)."""

import base64
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.people.models import Evidence
from mentorhouse.vault.sealing import open_rows


def evidence_of(people: Iterable[UUID]) -> Mapping[UUID, tuple[Evidence, ...]]:
    """Return the evidence of these people, the newest first. For rules, and for co-ordinators."""
    found: dict[UUID, list[Evidence]] = defaultdict(list)
    for row in Evidence.objects.filter(person__in=list(people)).order_by("-awarded_on", "pk"):
        found[row.person_id].append(row)
    return {person: tuple(rows) for person, rows in found.items()}


def own_evidence(viewer: Viewer) -> tuple[Evidence, ...]:
    """Return the viewer's own evidence."""
    return evidence_of([viewer.pk]).get(viewer.pk, ())


def evidence_for(viewer: Viewer, evidence_id: UUID) -> Evidence:
    """Return one piece of evidence that the viewer may read."""
    rows = Evidence.objects.select_related("person__user", "person__organisation", "decided_by")
    row = rows.filter(pk=evidence_id).first()
    if row is None:
        raise NotVisible
    require(viewer, Capability.READ_EVIDENCE, row)
    return row


def file_of(viewer: Viewer, row: Evidence, *, at: datetime) -> bytes:
    """Open the file of a piece of evidence. Raises `NotVisible` where there is none."""
    require(viewer, Capability.READ_EVIDENCE, row)
    pieces = list(row.pieces.select_related("evidence__person").order_by("number"))
    if not pieces:
        raise NotVisible
    texts = open_rows(viewer, pieces, at=at, purpose="open a file of evidence")
    return b"".join(base64.b85decode(text["content"]) for text in texts)
