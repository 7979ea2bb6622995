"""Reads of checklists, of the register of risks, and of what governance knows for them."""

from django.db.models import F, QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import Viewer, require
from mentorhouse.governance.models import CheckNote, Risk
from mentorhouse.governance.rules.checks import Note
from mentorhouse.programmes.models import Programme


def notes_of(viewer: Viewer, programme: Programme, checklist: str) -> dict[str, CheckNote]:
    """Return what was answered, by point."""
    require(viewer, Capability.RUN_GOVERNANCE, programme)
    rows = CheckNote.objects.filter(programme=programme, checklist=checklist)
    return {row.point: row for row in rows}


def as_note(row: CheckNote | None) -> Note:
    """Return an answer as plain values."""
    return Note(row.answer, row.evidence, row.note) if row else Note()


def risks_of(viewer: Viewer, programme: Programme) -> QuerySet[Risk]:
    """Return the register: open ones first, the heaviest first."""
    require(viewer, Capability.RUN_GOVERNANCE, programme)
    rows = Risk.objects.filter(programme=programme).select_related("owner__person")
    heavy = F("likelihood") * F("impact")
    return rows.order_by(F("closed_on").desc(nulls_first=True), heavy.desc(), "title", "pk")
