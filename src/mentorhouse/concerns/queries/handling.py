"""What named contacts see: the concerns that came to them, by dates, without a word of them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from mentorhouse.access.relations import Viewer
from mentorhouse.concerns.models import Concern, Contact
from mentorhouse.concerns.rules import is_late
from mentorhouse.concerns.states import ConcernState
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.queries import programmes_of
from mentorhouse.programmes.relations import day_of
from mentorhouse.programmes.states import ProgrammeState

OPEN = (ConcernState.SENT.value, ConcernState.TAKEN_UP.value)


@dataclass(frozen=True)
class Waiting:
    """How many concerns wait for a named contact in one programme."""

    programme: Programme
    fresh: int
    open: int


def concerns_to(viewer: Viewer, programme: Programme) -> QuerySet[Concern]:
    """Return the concerns that came to the viewer, open ones first, the newest first."""
    rows = Concern.objects.filter(programme=programme, contact__user=viewer.pk)
    seen = rows.filter(Q(contact__ended_at=None) | Q(state__in=OPEN)).exclude(by=viewer.pk)
    return seen.select_related("by__person").order_by("closed_at", "-sent_at", "pk")


def waiting_for(viewer: Viewer) -> list[Waiting]:
    """Return where the viewer hears concerns, and how many wait."""
    rows = Contact.objects.filter(user=viewer.pk, ended_at=None).select_related("programme")
    return [
        Waiting(
            row.programme,
            fresh=concerns_to(viewer, row.programme).filter(state=ConcernState.SENT.value).count(),
            open=concerns_to(viewer, row.programme).filter(state__in=OPEN).count(),
        )
        for row in rows.order_by("programme__name", "pk")
    ]


def without_contact(viewer: Viewer) -> list[Programme]:
    """Return the programmes that the viewer runs in which nobody hears concerns.

    An archived one stays as it is (R2.17), so nothing is asked of it.
    """
    first = Contact.objects.filter(ended_at=None, rank=Contact.Rank.FIRST)
    rows = programmes_of(viewer).exclude(state=ProgrammeState.ARCHIVED.value)
    rows = rows.exclude(pk__in=first.values("programme"))
    return list(rows.order_by("name", "pk"))


def late(*, at: datetime) -> list[Concern]:
    """Return the open concerns that wait longer than was promised; for the clock."""
    today = day_of(at)
    rows = Concern.objects.filter(state__in=OPEN).select_related("contact__user")
    return [row for row in rows.order_by("pk") if is_late(row.state, _sent_on(row), today=today)]


def to_be_told(*, at: datetime) -> list[Concern]:
    """Return what mentees must be told of by now; for the clock."""
    due = Concern.objects.exclude(state=ConcernState.DRAFT.value)
    return list(due.filter(told_at=None, tell_on__lte=day_of(at)).order_by("pk"))


def contact_about(contact_id: str, user_id: UUID) -> Contact | None:
    """Return what a letter to a new named contact is about; None when that is over."""
    rows = Contact.objects.filter(pk=contact_id, user=user_id, ended_at=None)
    return rows.select_related("programme").first()


def concern_about(concern_id: str) -> Concern | None:
    """Return what a letter is about; None when it is gone."""
    rows = Concern.objects.select_related("programme", "contact", "mentee")
    return rows.filter(pk=concern_id).first()


def _sent_on(row: Concern) -> date:
    assert row.sent_at is not None  # noqa: S101  # the database sees to it
    return day_of(row.sent_at)
