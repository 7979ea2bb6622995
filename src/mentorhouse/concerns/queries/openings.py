"""Openings: for who asked, for the second person, and for the pair once it is told."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, may, require
from mentorhouse.accounts.models import User
from mentorhouse.concerns.models import Concern, Contact, Look, Opening
from mentorhouse.concerns.states import OpeningState
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.queries import partnership_for
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.relations import day_of, in_force
from mentorhouse.vault.sealing import open_row, open_rows

KEPT = ("active", "ended")


@dataclass(frozen=True)
class Why:
    """Why somebody asked, in their words."""

    reason: str
    why_later: str


def with_people(rows: QuerySet[Opening]) -> QuerySet[Opening]:
    """Bring along what the policy asks for."""
    return rows.select_related(
        "programme", "concern__contact", "concern__mentee", "partnership", "asked_by__person"
    ).prefetch_related("partnership__members__participation__person")


def partnerships_near(viewer: Viewer, concern: Concern) -> list[Partnership]:
    """Return the partnerships of whoever spoke up, without those of the viewer."""
    rows = Partnership.objects.filter(
        programme=concern.programme_id,
        state__in=KEPT,
        members__participation__person=concern.by_id,
    ).exclude(members__participation__person=viewer.pk)
    with_names = rows.prefetch_related("members__participation__person").distinct()
    return list(with_names.order_by("-offered_at", "pk"))


def second_people(opening: Opening) -> list[UUID]:
    """Return who may agree: contacts and co-ordinators who are no party to it."""
    contacts = Contact.objects.filter(programme=opening.programme_id, ended_at=None)
    runs = in_force().central().filter(programme=opening.programme_id)
    ids = {*contacts.values_list("user", flat=True), *runs.values_list("user", flat=True)}
    people = User.objects.filter(pk__in=ids).order_by("pk")
    return [one.pk for one in people if may(one, Capability.DECIDE_OPENING, opening)]


def opening_for(
    viewer: Viewer, opening_id: UUID, capability: Capability = Capability.READ_OPENING
) -> Opening:
    """Return one opening to who asked, or to a second person. Raises `NotVisible`."""
    row = with_people(Opening.objects.all()).filter(pk=opening_id).first()
    if row is None:
        raise NotVisible
    require(viewer, capability, row)
    return row


def openings_in(viewer: Viewer, programme: Programme) -> list[Opening]:
    """Return the openings that the viewer asked for or may judge, the newest first."""
    rows = with_people(Opening.objects.filter(programme=programme)).order_by("-asked_at", "pk")
    return [row for row in rows if may(viewer, Capability.READ_OPENING, row)]


def why_of(viewer: Viewer, row: Opening, *, at: datetime) -> Why:
    """Open why somebody asked."""
    found = open_row(viewer, row, at=at, purpose="read why to open")
    return Why(found["reason"], found["why_later"])


def looks_of(viewer: Viewer, row: Opening, *, at: datetime) -> list[tuple[Look, str]]:
    """Return each look with its purpose."""
    looks = list(row.looks.order_by("at", "pk"))
    for each in looks:
        each.opening = row
    texts = open_rows(viewer, looks, at=at, purpose="read looks")
    return [(each, text["purpose"]) for each, text in zip(looks, texts, strict=True)]


def own_openings(viewer: Viewer, partnership_id: UUID) -> tuple[Partnership, list[Opening]]:
    """Return who opened what one’s own pair wrote, once one is told. Raises `NotVisible`."""
    partnership = partnership_for(viewer, partnership_id, Capability.SEE_OWN_OPENINGS)
    rows = with_people(Opening.objects.filter(partnership=partnership)).prefetch_related("looks")
    agreed = rows.filter(decided_at__isnull=False).select_related("decided_by__person")
    told = [row for row in agreed if may(viewer, Capability.SEE_OWN_OPENINGS, row)]
    return partnership, told


def due(*, at: datetime) -> tuple[list[Opening], list[Opening]]:
    """Return what is over, and of what pairs are to be told; for the clock."""
    over = Opening.objects.filter(state=OpeningState.OPEN.value, until__lte=at)
    told = Opening.objects.filter(told_at=None, tell_on__lte=day_of(at))
    return list(over.order_by("pk")), list(told.order_by("pk"))


def opening_about(opening_id: str) -> Opening | None:
    """Return what a letter is about; None when it is gone."""
    return with_people(Opening.objects.all()).filter(pk=opening_id).first()
