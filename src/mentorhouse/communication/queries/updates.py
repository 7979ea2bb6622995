"""Updates: one’s own, and those of a programme for who runs it (R6.09, R11.06)."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, may, require
from mentorhouse.communication.models import Update
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.queries import participation_for, programmes_of
from mentorhouse.programmes.states import ParticipationState, ProgrammeState
from mentorhouse.vault.sealing import open_row


def sends_to(viewer: Viewer, participation_id: UUID) -> Participation:
    """Return one’s own taking part, from which an update goes. Raises `NotVisible`."""
    row = participation_for(viewer, participation_id, Capability.SEND_UPDATE)
    if not may_send(row):
        raise NotVisible
    return row


def may_send(row: Participation) -> bool:
    """Whether somebody takes part in a programme in which updates are read."""
    closed = row.programme.state == ProgrammeState.ARCHIVED
    return row.state == ParticipationState.ACCEPTED and not closed


def own_updates(viewer: Viewer, row: Participation) -> QuerySet[Update]:
    """Return what the viewer sent, without its text."""
    require(viewer, Capability.SEND_UPDATE, row)
    return Update.objects.filter(by=row)


def updates_in(viewer: Viewer, programme: Programme) -> QuerySet[Update]:
    """Return the updates of a programme, unread ones first, without their text."""
    require(viewer, Capability.SEE_UPDATES, programme)
    rows = Update.objects.filter(by__programme=programme).select_related("by__person")
    return rows.order_by(F("read_at").asc(nulls_first=True), "-sent_at", "pk")


def update_for(viewer: Viewer, update_id: UUID) -> Update:
    """Return an update to its author, and to who runs the programme. Raises `NotVisible`."""
    row = Update.objects.select_related("by__programme", "by__person").filter(pk=update_id).first()
    if row is None or not may(viewer, Capability.READ_UPDATE, row):
        raise NotVisible
    return row


def read_update(viewer: Viewer, row: Update, *, at: datetime) -> str:
    """Open an update; the trail names who did."""
    return open_row(viewer, row, at=at, purpose="read an update")["text"]


def new_updates(viewer: Viewer) -> Iterable[tuple[Programme, int]]:
    """Return the programmes that the viewer runs and that have updates, with how many are new."""
    rows = programmes_of(viewer).exclude(state=ProgrammeState.ARCHIVED.value)
    counted = rows.annotate(
        sent=Count("participations__updates"),
        fresh=Count(
            "participations__updates",
            filter=Q(participations__updates__isnull=False, participations__updates__read_at=None),
        ),
    )
    return [(row, row.fresh) for row in counted.filter(sent__gt=0).order_by("name", "pk")]
