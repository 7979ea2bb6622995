"""Reads of nominations: a nominee's own, an organisation's, and all for co-ordinators.

Where a programme's design uses no nominations, all of this is absent.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, may, require
from mentorhouse.organisations.models import Organisation
from mentorhouse.people.queries import knows_of_people
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.queries import coordinated, programme_for
from mentorhouse.talent.models import Activity, Nomination, Nominator
from mentorhouse.talent.relations import nominates_for
from mentorhouse.talent.states import NominationState


@dataclass(frozen=True)
class TalentWay:
    """A way in from the start page: as nominee (with the nomination) or as nominator."""

    programme: Programme
    nomination: Nomination | None = None


def uses_nominations(programme: Programme) -> bool:
    """Whether the design says that mentees come in by nomination."""
    return programme.design.mentees.entry == "nomination"


def talent_programme(viewer: Viewer, programme_id: UUID, capability: Capability) -> Programme:
    """Return a programme that uses nominations to who holds the capability for it."""
    programme = programme_for(viewer, programme_id, capability)
    if not uses_nominations(programme):
        raise NotVisible
    return programme


def list_programme(viewer: Viewer, programme_id: UUID) -> Programme:
    """Return the programme to those who have a list of nominations: co-ordinators, nominators."""
    programme = Programme.objects.filter(pk=programme_id).first()
    if programme is None or not uses_nominations(programme):
        raise NotVisible
    if not may(viewer, Capability.MANAGE_NOMINATIONS, programme):
        require(viewer, Capability.NOMINATE, programme)
    return programme


def nominations_of(
    viewer: Viewer,
    programme: Programme,
    *,
    state: str = "",
    organisation: UUID | None = None,
    search: str = "",
) -> QuerySet[Nomination]:
    """Return the nominations that the viewer keeps: all, or those of one's own body."""
    rows = programme.nominations.select_related("organisation", "programme")
    if not may(viewer, Capability.MANAGE_NOMINATIONS, programme):
        require(viewer, Capability.NOMINATE, programme)
        rows = rows.filter(organisation=nominates_for(viewer, programme.pk))
    if state:
        rows = rows.filter(state=state)
    if organisation:
        rows = rows.filter(organisation=organisation)
    for word in search.split():
        rows = rows.filter(Q(name__icontains=word) | Q(email__icontains=word))
    return rows


def nomination_for(
    viewer: Viewer,
    programme_id: UUID,
    nomination_id: UUID,
    capability: Capability = Capability.READ_NOMINATION,
) -> Nomination:
    """Return one nomination to the nominee, their nominator, or a co-ordinator."""
    row = (
        Nomination.objects.select_related("programme", "organisation", "nominated_by__person")
        .filter(programme=programme_id, pk=nomination_id)
        .first()
    )
    if row is None or not uses_nominations(row.programme):
        raise NotVisible
    require(viewer, capability, row)
    return row


@knows_of_people
def told_by_nominators(viewer: Viewer) -> dict[str, str]:
    """Return what the latest nomination says of the viewer, so that they need not type it again."""
    rows = Nomination.objects.filter(nominee=viewer.pk).select_related("organisation")
    row = rows.order_by("-nominated_at", "pk").first()
    if row is None:
        return {}
    said = {"name": row.name, "job_title": row.job_title, "grade": row.grade}
    return said | {"organisation": row.organisation.name}


def own_nomination(viewer: Viewer, programme: Programme) -> Nomination | None:
    """Return the viewer's own nomination, if it stands."""
    rows = programme.nominations.filter(nominee_id=viewer.pk).select_related("programme")
    return rows.exclude(state=NominationState.WITHDRAWN.value).first()


def activities_of(viewer: Viewer, nomination: Nomination) -> QuerySet[Activity]:
    """Return the development activities of a nominee."""
    require(viewer, Capability.READ_NOMINATION, nomination)
    return nomination.activities.all()


def activity_for(viewer: Viewer, nomination: Nomination, activity_id: UUID) -> Activity:
    """Return one activity to who may change it."""
    require(viewer, Capability.KEEP_ACTIVITIES, nomination)
    row = nomination.activities.filter(pk=activity_id).first()
    if row is None:
        raise NotVisible
    row.nomination = nomination
    return row


def nominators_of(viewer: Viewer, programme: Programme) -> QuerySet[Nominator]:
    """Return who nominates for which organisation."""
    require(viewer, Capability.MANAGE_NOMINATIONS, programme)
    return programme.nominators.select_related("user__person", "organisation", "programme")


def nominator_for(viewer: Viewer, programme: Programme, nominator_id: UUID) -> Nominator:
    """Return one nominator."""
    row = nominators_of(viewer, programme).filter(pk=nominator_id).first()
    if row is None:
        raise NotVisible
    return row


def bodies_of(viewer: Viewer, programme: Programme) -> QuerySet[Organisation]:
    """Return the organisations that may nominate and list opportunities: partners, then others."""
    require(viewer, Capability.MANAGE_NOMINATIONS, programme)
    partners = programme.partner_bodies.values("organisation")
    here = Q(people__participations__programme=programme)
    nominating = programme.nominators.values("organisation")
    return Organisation.objects.filter(Q(pk__in=partners) | Q(pk__in=nominating) | here).distinct()


def own_body(viewer: Viewer, programme: Programme) -> Organisation | None:
    """Return the organisation that the viewer nominates for."""
    body = nominates_for(viewer, programme.pk)
    return Organisation.objects.filter(pk=body).first() if body else None


def talent_ways(viewer: Viewer) -> list[TalentWay]:
    """Return where the viewer is a nominee or a nominator, for the start page."""
    mine = Nomination.objects.filter(nominee_id=viewer.pk).select_related("programme")
    rows = mine.exclude(state=NominationState.WITHDRAWN.value).order_by("programme__name", "pk")
    ways = [TalentWay(row.programme, row) for row in rows]
    bodies = Nominator.objects.filter(user_id=viewer.pk).select_related("programme")
    ways += [TalentWay(row.programme) for row in bodies.order_by("programme__name", "pk")]
    return [way for way in ways if uses_nominations(way.programme)]


def nominator_of_letter(nominator_id: str, user_id: UUID) -> Nominator | None:
    """Return what a letter to a nominator is about; None when it is gone."""
    rows = Nominator.objects.select_related("programme", "organisation")
    return rows.filter(pk=nominator_id, user=user_id).first()


def nomination_of_letter(nomination_id: str, user_id: UUID) -> Nomination | None:
    """Return what a letter to a nominee is about; None when it is gone."""
    rows = Nomination.objects.select_related("programme", "organisation")
    return rows.filter(pk=nomination_id, nominee=user_id).first()


def nomination_to_look_at(nomination_id: str, user_id: UUID) -> Nomination | None:
    """Return what a letter to a co-ordinator is about; None when they have left."""
    row = Nomination.objects.select_related("programme").filter(pk=nomination_id).first()
    if row is None or coordinated(str(row.programme_id), user_id) is None:
        return None
    return row
