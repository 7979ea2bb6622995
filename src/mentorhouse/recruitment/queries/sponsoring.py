"""Reads of sponsors' links, and of whom they have identified."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from mentorhouse.access.links import LinkHolder, LinkIsOver, hash_of, in_time
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.people.queries import knows_of_people
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.queries import programme_for
from mentorhouse.programmes.states import OPEN_FOR, Work
from mentorhouse.recruitment.models import Application, Identification, SponsorLink
from mentorhouse.recruitment.rules.sponsoring import sponsors_identify
from mentorhouse.recruitment.states import ApplicationState


@knows_of_people
def told_by_sponsors(viewer: Viewer) -> dict[str, str]:
    """Return the name by which a sponsor identified the viewer last."""
    row = Identification.objects.filter(user=viewer.pk).order_by("-at", "pk").first()
    return {"name": row.name} if row else {}


def identifying_programme(viewer: Viewer, programme_id: UUID) -> Programme:
    """Return a programme in which sponsors identify people, to who runs it."""
    programme = programme_for(viewer, programme_id, Capability.NAME_SPONSORS)
    if not sponsors_identify(programme.design):
        raise NotVisible
    return programme


def sponsor_links_in(viewer: Viewer, programme: Programme) -> QuerySet[SponsorLink]:
    """Return the links that sponsors were given."""
    require(viewer, Capability.NAME_SPONSORS, programme)
    return programme.sponsor_links.select_related("organisation")


def sponsor_link_for(viewer: Viewer, programme: Programme, link_id: UUID) -> SponsorLink:
    """Return one link of a sponsor."""
    row = sponsor_links_in(viewer, programme).filter(pk=link_id).first()
    if row is None:
        raise NotVisible
    return row


def identified_in(viewer: Viewer, programme: Programme) -> QuerySet[Identification]:
    """Return whom sponsors have identified, and whether they have applied (a draft is not told)."""
    require(viewer, Capability.NAME_SPONSORS, programme)
    theirs = Application.objects.filter(programme=programme, person=OuterRef("user_id"))
    sent = theirs.exclude(state=ApplicationState.DRAFT.value)
    return programme.identifications.annotate(has_applied=Exists(sent))


def identification_for(viewer: Viewer, programme_id: UUID, row_id: UUID) -> Identification:
    """Return that somebody was identified, to themselves or to a co-ordinator."""
    rows = Identification.objects.filter(programme=programme_id, pk=row_id)
    row = rows.select_related("programme", "user").first()
    if row is None:
        raise NotVisible
    require(viewer, Capability.READ_IDENTIFICATION, row)
    return row


def own_identifications(viewer: Viewer) -> QuerySet[Identification]:
    """Return for which programmes the viewer was identified and has not applied yet."""
    applied = Application.objects.filter(programme=OuterRef("programme"), person=viewer.pk)
    rows = Identification.objects.filter(user_id=viewer.pk).select_related("programme")
    open_states = [state.value for state in OPEN_FOR[Work.INVITE]]
    return rows.filter(programme__state__in=open_states).exclude(Exists(applied))


def sponsor_by_link(
    token: str, *, at: datetime, once: UUID | None = None
) -> tuple[SponsorLink, LinkHolder]:
    """Return what a sponsor's link is for, and its holder as a viewer. Raises `LinkIsOver`.

    `once` names a form that was sent: the same form sent twice is thanked for twice.
    """
    rows = SponsorLink.objects.select_related("programme", "organisation")
    row = rows.filter(link_hash=hash_of(token)).first()
    if row is None:
        raise LinkIsOver
    sent = once is not None and str(once) in row.forms
    if not (sent or can_identify(row, at=at)):
        raise LinkIsOver
    return row, LinkHolder(row.pk)


def can_identify(row: SponsorLink, *, at: datetime) -> bool:
    """Whether the link works: in time, not ended, somebody left to name, the programme open."""
    return (
        in_time(row, at=at)
        and row.used < row.most
        and row.programme.state in OPEN_FOR[Work.INVITE]
        and sponsors_identify(row.programme.design)
    )


def sponsor_link_of_letter(link_id: str) -> SponsorLink | None:
    """Return the link that a letter to a sponsor is about."""
    rows = SponsorLink.objects.select_related("programme", "organisation")
    return rows.filter(pk=link_id).first()


def identification_of_letter(row_id: str, user_id: UUID) -> Identification | None:
    """Return what a letter to somebody who was identified is about."""
    rows = Identification.objects.select_related("programme")
    return rows.filter(pk=row_id, user=user_id).first()
