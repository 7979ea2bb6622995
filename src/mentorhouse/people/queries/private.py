"""Reads of what helps somebody to meet: their own, or a partner's who shared it (R1.06)."""

from datetime import datetime
from uuid import UUID

from mentorhouse.access.relations import NotVisible, Viewer
from mentorhouse.people.models import Adjustments
from mentorhouse.people.rules import Needs
from mentorhouse.vault.errors import Destroyed
from mentorhouse.vault.sealing import open_row


def has_adjustments(person_id: UUID) -> bool:
    """Whether somebody has said what helps them. Nothing is opened."""
    return Adjustments.objects.filter(person=person_id).exists()


def adjustments_of(viewer: Viewer, person_id: UUID, *, at: datetime) -> Needs:
    """Open what helps a person. Raises `NotVisible` for whom they have not chosen."""
    row = Adjustments.objects.filter(person=person_id).first()
    if row is None:
        return Needs()
    try:
        text = open_row(viewer, row, at=at, purpose="read what helps to meet")
    except Destroyed as gone:
        raise NotVisible from gone
    return Needs.unpacked(text["needs"])


def own_adjustments(viewer: Viewer, *, at: datetime) -> Needs:
    """Open what the viewer said of themselves."""
    return adjustments_of(viewer, viewer.pk, at=at)
