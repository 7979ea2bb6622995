"""What somebody who speaks up sees: whom they can turn to, their own drafts and concerns."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.concerns.models import Concern, Contact, Note
from mentorhouse.concerns.states import ConcernState
from mentorhouse.partnerships.models import Member
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.states import ProgrammeState
from mentorhouse.vault.sealing import open_row, open_rows

BEGUN = (PartnershipState.ACTIVE.value, PartnershipState.ENDED.value)


@dataclass(frozen=True)
class Text:
    """The words of a concern, for somebody who may read it."""

    ground: str
    about: str
    facts: str
    unsafe: str


def contacts_of(programme: Programme) -> list[Contact]:
    """Return who hears concerns in a programme, the first one first."""
    rows = Contact.objects.filter(programme=programme, ended_at=None)
    return list(rows.select_related("user__person").order_by("rank"))


def own_mentees(viewer: Viewer, programme: Programme) -> list[Participation]:
    """Return the mentees whom the viewer mentors or mentored here, by name."""
    return _partners(viewer, programme, Participation.Role.MENTOR, Participation.Role.MENTEE)


def own_partners(viewer: Viewer, programme: Programme) -> list[Participation]:
    """Return everybody with whom the viewer is or was in a partnership here, by name."""
    mentees = own_mentees(viewer, programme)
    mentors = _partners(viewer, programme, Participation.Role.MENTEE, Participation.Role.MENTOR)
    return mentees + [one for one in mentors if one.pk not in {each.pk for each in mentees}]


def is_mentor(viewer: Viewer, programme: Programme) -> bool:
    """Whether the viewer takes or took part as a mentor."""
    role = Participation.Role.MENTOR
    return Participation.objects.filter(programme=programme, person=viewer.pk, role=role).exists()


def own_concerns(viewer: Viewer, programme: Programme) -> QuerySet[Concern]:
    """Return what the viewer has spoken up with here, the newest first."""
    rows = Concern.objects.filter(programme=programme, by=viewer.pk)
    return rows.select_related("contact__user__person").order_by("-begun_at", "pk")


def draft_for(viewer: Viewer, concern_id: UUID) -> Concern:
    """Return the viewer’s own draft. Raises `NotVisible`."""
    row = _found(concern_id)
    require(viewer, Capability.SEND_CONCERN, row)
    return row


def concern_for(viewer: Viewer, concern_id: UUID) -> Concern:
    """Return a concern that the viewer has sent, or that was sent to them."""
    row = _found(concern_id)
    require(viewer, Capability.READ_CONCERN, row)
    if row.state == ConcernState.DRAFT:
        raise NotVisible
    return row


def text_of(viewer: Viewer, row: Concern, *, at: datetime) -> Text:
    """Open a concern; each opening stands in the audit trail."""
    found = open_row(viewer, row, at=at, purpose="read a concern")
    about = json.loads(found["about"]) if found["about"] else ""
    return Text(found["ground"], about, found["facts"], found["unsafe"])


def notes_of(viewer: Viewer, row: Concern, *, at: datetime) -> list[tuple[Note, str]]:
    """Open what was written about a concern: its author only what is meant for them."""
    rows = Note.objects.filter(concern=row).select_related("concern__contact", "by__person")
    if row.by_id == viewer.pk:
        rows = rows.filter(step=False)
    notes = list(rows.order_by("at", "pk"))
    texts = open_rows(viewer, notes, at=at, purpose="read notes about a concern")
    return [(note, text["text"]) for note, text in zip(notes, texts, strict=True)]


def passed_on_for(viewer: Viewer, concern_id: UUID) -> Concern:
    """Return that something was passed on about the viewer, once they are to know."""
    row = _found(concern_id)
    require(viewer, Capability.SEE_WHAT_WAS_PASSED_ON, row)
    return row


def speaks_up_in(viewer: Viewer) -> QuerySet[Programme]:
    """Return the programmes in which the viewer takes or took part, but for archived ones."""
    told = Programme.objects.exclude(
        state__in=(ProgrammeState.DRAFT.value, ProgrammeState.ARCHIVED.value)
    )
    here = Participation.objects.filter(person=viewer.pk).values("programme")
    return told.filter(pk__in=here).order_by("name", "pk")


def _partners(viewer: Viewer, programme: Programme, mine: str, theirs: str) -> list[Participation]:
    own = Member.objects.filter(
        participation__person=viewer.pk,
        partnership__programme=programme,
        partnership__state__in=BEGUN,
        role=mine,
    )
    rows = Participation.objects.filter(
        memberships__partnership__in=own.values("partnership"), memberships__role=theirs
    ).exclude(person=viewer.pk)
    by_name = rows.select_related("person__user").distinct()
    return list(by_name.order_by("person__family_name", "person__given_name", "pk"))


def _found(concern_id: UUID) -> Concern:
    rows = Concern.objects.select_related(
        "programme", "contact__user__person", "mentee__person", "by__person"
    )
    row = rows.filter(Q(pk=concern_id)).first()
    if row is None:
        raise NotVisible
    return row
