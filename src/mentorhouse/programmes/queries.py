"""Every read of programmes and of who takes part, viewer first."""

from collections.abc import Mapping
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.organisations.models import Organisation
from mentorhouse.programmes.models import Coordinator, Participation, Programme
from mentorhouse.programmes.rules import People
from mentorhouse.programmes.states import ParticipationState

ORDERS: Mapping[str, tuple[str, ...]] = {
    "name": ("person__family_name", "person__given_name", "pk"),
    "organisation": ("person__organisation__name", "person__family_name", "pk"),
    "role": ("role", "person__family_name", "person__given_name", "pk"),
    "state": ("state", "person__family_name", "person__given_name", "pk"),
    "joined": ("-joined_at", "pk"),
}


def programme_for(
    viewer: Viewer, programme_id: UUID, capability: Capability = Capability.RUN_PROGRAMME
) -> Programme:
    """Return a programme to someone who holds the capability for it."""
    programme = Programme.objects.filter(pk=programme_id).first()
    if programme is None:
        raise NotVisible
    require(viewer, capability, programme)
    return programme


def programmes_of(viewer: Viewer) -> QuerySet[Programme]:
    """Return the programmes that the viewer co-ordinates."""
    return Programme.objects.filter(coordinators__user_id=viewer.pk)


def participations_of(viewer: Viewer) -> QuerySet[Participation]:
    """Return the viewer's own taking part, in every programme and role."""
    return Participation.objects.filter(person_id=viewer.pk).select_related("programme", "person")


def participation_for(
    viewer: Viewer,
    participation_id: UUID,
    capability: Capability = Capability.READ_PARTICIPATION,
) -> Participation:
    """Return someone's taking part, with programme and person."""
    row = (
        Participation.objects.select_related(
            "programme", "person", "person__user", "person__organisation"
        )
        .filter(pk=participation_id)
        .first()
    )
    if row is None:
        raise NotVisible
    require(viewer, capability, row)
    return row


def people_in(
    viewer: Viewer,
    programme: Programme,
    *,
    role: str = "",
    state: str = "",
    organisation: str = "",
    search: str = "",
    order: str = "name",
) -> QuerySet[Participation]:
    """Return who takes part, for a co-ordinator; each filter narrows where it is given."""
    require(viewer, Capability.RUN_PROGRAMME, programme)
    rows = programme.participations.select_related("person", "person__user", "person__organisation")
    rows = rows.order_by(*ORDERS.get(order.removeprefix("-"), ORDERS["name"]))
    if order.startswith("-"):
        rows = rows.reverse()
    if role:
        rows = rows.filter(role=role)
    if state:
        rows = rows.filter(state=state)
    if organisation:
        rows = rows.filter(person__organisation_id=organisation)
    for word in search.split():
        rows = rows.filter(
            Q(person__given_name__icontains=word)
            | Q(person__family_name__icontains=word)
            | Q(person__user__email__icontains=word)
        )
    return rows


def organisations_in(viewer: Viewer, programme: Programme) -> QuerySet[Organisation]:
    """Return the organisations whose people take part (R1.02)."""
    require(viewer, Capability.RUN_PROGRAMME, programme)
    return Organisation.objects.filter(people__participations__programme=programme).distinct()


def coordinators_of(viewer: Viewer, programme: Programme) -> QuerySet[Coordinator]:
    """Return who runs the programme, the first one first."""
    require(viewer, Capability.SEE_PROGRAMME, programme)
    return programme.coordinators.select_related("user", "user__person").order_by("since", "pk")


def other_roles(viewer: Viewer, participation: Participation) -> QuerySet[Participation]:
    """Return the same person's other role in the same programme, if any."""
    require(viewer, Capability.READ_PARTICIPATION, participation)
    return Participation.objects.filter(
        programme_id=participation.programme_id, person_id=participation.person_id
    ).exclude(pk=participation.pk)


def people_counts(viewer: Viewer, programme: Programme) -> People:
    """Count mentors, mentees, and those who wait for an invitation."""
    require(viewer, Capability.RUN_PROGRAMME, programme)
    waiting = Q(state=ParticipationState.INVITED.value, invited_at=None)
    found = programme.participations.aggregate(
        mentors=Count("pk", filter=Q(role=Participation.Role.MENTOR)),
        mentees=Count("pk", filter=Q(role=Participation.Role.MENTEE)),
        to_invite=Count("pk", filter=waiting),
    )
    return People(**found)


def counts_in(viewer: Viewer, programme: Programme) -> dict[tuple[str, str], int]:
    """Count who takes part, by role and state."""
    require(viewer, Capability.RUN_PROGRAMME, programme)
    rows = programme.participations.order_by().values_list("role", "state").annotate(n=Count("pk"))
    return {(role, state): n for role, state, n in rows}


def taking_part(participation_id: str, person_id: UUID) -> Participation | None:
    """Return the taking part that a letter to this person is about; None when it is gone."""
    return (
        Participation.objects.select_related("programme")
        .filter(pk=participation_id, person_id=person_id)
        .first()
    )


def coordinated(programme_id: str, user_id: UUID) -> Programme | None:
    """Return the programme that a letter to this co-ordinator is about; None when it is gone."""
    return Programme.objects.filter(pk=programme_id, coordinators__user_id=user_id).first()
