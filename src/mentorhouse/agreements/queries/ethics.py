"""Who of a partnership has confirmed the code of ethics, and in which words."""

from collections.abc import Collection, Sequence
from uuid import UUID

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer
from mentorhouse.agreements.models import TalkedThrough
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.queries import running_for


def partnership_with_code(viewer: Viewer, partnership_id: UUID) -> Partnership:
    """Return a running partnership of a programme with a code. Raises `NotVisible`."""
    row = running_for(viewer, partnership_id, Capability.CONFIRM_CODE)
    if not row.programme.design.agreement.ethics.used:
        raise NotVisible
    return row


def confirmed(partnership: Partnership) -> Sequence[TalkedThrough]:
    """Return who confirmed what, the last first."""
    rows = TalkedThrough.objects.filter(partnership=partnership)
    return list(rows.select_related("person", "code").order_by("-confirmed_at", "pk"))


def confirmed_by(viewer: Viewer, partnerships: Collection[UUID]) -> set[UUID]:
    """Return in which of these partnerships somebody has confirmed a code."""
    rows = TalkedThrough.objects.filter(person=viewer.pk, partnership__in=partnerships)
    return set(rows.values_list("partnership", flat=True))
