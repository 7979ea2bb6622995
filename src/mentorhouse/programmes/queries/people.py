"""Reads of who takes part. A local co-ordinator gets their own organisation's people only."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, Lower

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.organisations.models import Organisation
from mentorhouse.people.models import Person
from mentorhouse.people.queries import conflicts_among
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.relations import coordinates, own_organisation
from mentorhouse.programmes.rules import People
from mentorhouse.programmes.states import ParticipationState

ORDERS: Mapping[str, tuple[str, ...]] = {
    "name": ("person__family_name", "person__given_name", "pk"),
    "organisation": ("person__organisation__name", "person__family_name", "pk"),
    "role": ("role", "person__family_name", "person__given_name", "pk"),
    "state": ("state", "person__family_name", "person__given_name", "pk"),
    "joined": ("-joined_at", "pk"),
}

MOST_LEVELS = 6  # of a line that are looked up, each in one query


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
    rows = seen_by(viewer, programme).select_related(
        "person", "person__user", "person__organisation"
    )
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
    people = seen_by(viewer, programme).order_by().values("person__organisation")
    return Organisation.objects.filter(pk__in=people)


def other_roles(viewer: Viewer, participation: Participation) -> QuerySet[Participation]:
    """Return the same person's other role in the same programme, if any."""
    require(viewer, Capability.READ_PARTICIPATION, participation)
    return Participation.objects.filter(
        programme_id=participation.programme_id, person_id=participation.person_id
    ).exclude(pk=participation.pk)


def people_counts(viewer: Viewer, programme: Programme) -> People:
    """Count mentors, mentees, those who wait for an invitation, and those in partnerships."""
    return counted(seen_by(viewer, programme))


def counted(people: QuerySet[Participation]) -> People:
    """Count what the next deed depends on, in one query."""
    mentor, invited = Participation.Role.MENTOR, ParticipationState.INVITED.value
    return People(
        **people.order_by().aggregate(
            mentors=Count("pk", filter=Q(role=mentor)),
            mentees=Count("pk", filter=Q(role=Participation.Role.MENTEE)),
            to_invite=Count("pk", filter=Q(state=invited, invited_at=None)),
            unanswered=Count("pk", filter=Q(state=invited, invited_at__isnull=False)),
            pairs=Coalesce(Sum("places_taken", filter=Q(role=mentor)), 0),
            in_pairs=Count("pk", filter=Q(places_taken__gt=0)),
        )
    )


def seen_by(viewer: Viewer, programme: Programme) -> QuerySet[Participation]:
    """Return whom the viewer may see: all of them, or those of their own organisation (R2.09)."""
    require(viewer, Capability.SEE_PEOPLE, programme)
    rows = Participation.objects.filter(programme=programme)
    if coordinates(viewer, programme.pk):
        return rows
    organisation = own_organisation(viewer, programme.pk)
    if organisation is None:
        raise NotVisible
    return rows.filter(person__organisation=organisation)


def taking_part(participation_id: str, person_id: UUID) -> Participation | None:
    """Return the taking part that a letter to this person is about; None when it is gone."""
    return (
        Participation.objects.select_related("programme")
        .filter(pk=participation_id, person_id=person_id)
        .first()
    )


def line_managed(
    programme: Programme, among: Collection[UUID] | None = None
) -> set[tuple[UUID, UUID]]:
    """Return mentors and mentees of whom one stands in the other's line, as people have said.

    Nobody is matched with their own manager, or with a manager of that manager (R5.04). For rules;
    shown to nobody as a list. `among` looks at some participations only.
    """
    rows = programme.participations.order_by()
    if among is not None:
        rows = rows.filter(pk__in=among)
    said = rows.exclude(person__line_manager_email="").values_list(
        "pk", "role", "person__line_manager_email"
    )
    named = [(pk, role, email.casefold()) for pk, role, email in said]
    if not named:
        return set()
    above = lines_above({email for *_, email in named})
    managers = rows.annotate(address=Lower("person__user__email")).filter(
        address__in={address for line in above.values() for address in line}
    )
    found: dict[str, list[tuple[UUID, str]]] = defaultdict(list)
    for pk, role, email in managers.values_list("pk", "role", "address"):
        found[email].append((pk, role))
    return {
        (other, pk) if role == Participation.Role.MENTEE else (pk, other)
        for pk, role, email in named
        for address in above[email]
        for other, other_role in found.get(address, ())
        if other_role != role
    }


def in_conflict(
    programme: Programme, among: Collection[UUID] | None = None
) -> set[tuple[UUID, UUID]]:
    """Return mentors and mentees of whom one declared a conflict of interest with the other.

    For rules (R5.04); shown to nobody as a list. `among` looks at some participations only.
    """
    rows = programme.participations.order_by()
    if among is not None:
        rows = rows.filter(pk__in=among)
    apart = conflicts_among(rows.values("person"))
    if not apart:
        return set()
    named = {person for pair in apart for person in pair}
    here: dict[tuple[UUID, str], UUID] = {
        (person, role): pk
        for pk, person, role in rows.filter(person__in=named).values_list("pk", "person", "role")
    }
    both = apart | {(other, one) for one, other in apart}
    mentor, mentee = Participation.Role.MENTOR.value, Participation.Role.MENTEE.value
    return {
        (here[one, mentor], here[other, mentee])
        for one, other in both
        if (one, mentor) in here and (other, mentee) in here
    }


def lines_above(managers: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return for each manager's address the line from there upwards, as far as people have said."""
    boss: dict[str, str] = {}
    wanted = {address.casefold() for address in managers}
    for _ in range(MOST_LEVELS):
        people = Person.objects.annotate(address=Lower("user__email")).filter(address__in=wanted)
        said = people.exclude(line_manager_email="").values_list("address", "line_manager_email")
        more = {address: email.casefold() for address, email in said}
        boss |= more
        wanted = set(more.values()) - boss.keys()
        if not wanted:
            break
    return {address.casefold(): tuple(_line(address.casefold(), boss)) for address in managers}


def _line(address: str | None, boss: Mapping[str, str]) -> dict[str, None]:
    """Return an address and those above it, in order; a ring is gone round once."""
    line: dict[str, None] = {}
    while address is not None and address not in line:
        line[address] = None
        address = boss.get(address)
    return line
