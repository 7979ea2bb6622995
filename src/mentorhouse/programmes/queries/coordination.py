"""Reads of who runs a programme, until when, who takes over, and which bodies run it together."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.db.models import Q, QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, may, require
from mentorhouse.organisations.models import Organisation
from mentorhouse.people.models import Person
from mentorhouse.programmes import rules
from mentorhouse.programmes.models import Coordinator, PartnerBody, Programme
from mentorhouse.programmes.relations import in_force, own_organisation
from mentorhouse.programmes.states import ParticipationState

TaskCount = Callable[[Programme], int]
_task_counts: list[TaskCount] = []


def coordinators_of(viewer: Viewer, programme: Programme) -> QuerySet[Coordinator]:
    """Return who runs the programme, the first one first.

    Who does not run it sees the local co-ordinators of their own organisation only.
    """
    require(viewer, Capability.SEE_PROGRAMME, programme)
    rows = in_force().filter(programme=programme)
    if not may(viewer, Capability.RUN_PROGRAMME, programme):
        mine = Person.objects.filter(pk=viewer.pk).values("organisation")
        local = own_organisation(viewer, programme.pk)
        rows = rows.filter(Q(organisation=None) | Q(organisation__in=mine) | Q(organisation=local))
    return rows.select_related("user__person", "organisation", "successor__user__person").order_by(
        "since", "pk"
    )


def former_coordinators(viewer: Viewer, programme: Programme) -> QuerySet[Coordinator]:
    """Return whose access has ended, the latest first."""
    require(viewer, Capability.RUN_PROGRAMME, programme)
    gone = programme.coordinators.exclude(pk__in=in_force().values("pk"))
    return gone.select_related("user__person", "organisation", "successor__user__person").order_by(
        "-since", "pk"
    )


def coordinator_for(viewer: Viewer, programme: Programme, coordinator_id: UUID) -> Coordinator:
    """Return one co-ordinator whose access has not ended, for those who run the programme."""
    row = coordinators_of(viewer, programme).filter(pk=coordinator_id).first()
    require(viewer, Capability.RUN_PROGRAMME, programme)
    if row is None:
        raise NotVisible
    return row


def successors_to(viewer: Viewer, row: Coordinator) -> QuerySet[Coordinator]:
    """Return who could take over: those who see all and whose access has no last day."""
    require(viewer, Capability.RUN_PROGRAMME, row.programme)
    rows = Coordinator.objects.lasting().filter(programme=row.programme_id).exclude(pk=row.pk)
    return rows.select_related("user__person").order_by("since", "pk")


def successions(programme: Programme) -> Mapping[UUID, UUID]:
    """Return, for each account whose access has ended, whom its open tasks go to (R2.28).

    For the house's own work. Whoever took over may have left too: then it is who came after them.
    """
    here = set(in_force().filter(programme=programme).values_list("user_id", flat=True))
    after = dict(programme.coordinators.central().values_list("user_id", "successor__user_id"))
    return rules.heirs(after, here)


def partner_bodies(viewer: Viewer, programme: Programme) -> QuerySet[PartnerBody]:
    """Return the organisations that run the programme together."""
    require(viewer, Capability.SEE_PROGRAMME, programme)
    return programme.partner_bodies.select_related("organisation")


def local_coordinators(
    viewer: Viewer, programme: Programme
) -> Mapping[UUID | None, list[Coordinator]]:
    """Return the local co-ordinators by the organisation whose people they see."""
    found: dict[UUID | None, list[Coordinator]] = {}
    for row in coordinators_of(viewer, programme).filter(organisation__isnull=False):
        found.setdefault(row.organisation_id, []).append(row)
    return found


def helps_to_run(viewer: Viewer, programme: Programme) -> bool:
    """Whether the viewer's own organisation helps to run the programme."""
    require(viewer, Capability.SEE_PROGRAMME, programme)
    return programme.partner_bodies.filter(organisation__people=viewer.pk).exists()


def organisation_of(viewer: Viewer, programme: Programme) -> Organisation | None:
    """Return the organisation whose people a local co-ordinator sees; None for those who see all.

    Raises `NotVisible` for everybody else.
    """
    require(viewer, Capability.SEE_PEOPLE, programme)
    own = own_organisation(viewer, programme.pk)
    return Organisation.objects.get(pk=own) if own else None


def counts_open_tasks(count: TaskCount) -> TaskCount:
    """Register what an upper room knows of the open tasks of a programme's co-ordinators."""
    _task_counts.append(count)
    return count


def workload(viewer: Viewer, programme: Programme) -> rules.Workload:
    """Estimate the work of running a programme (R2.08)."""
    require(viewer, Capability.RUN_PROGRAMME, programme)
    here = programme.participations.exclude(state=ParticipationState.DECLINED.value)
    return rules.Workload(
        participants=here.count(),
        minutes=programme.design.coordination.minutes_per_participant,
        coordinators=in_force().central().filter(programme=programme).count(),
        open_tasks=sum(count(programme) for count in _task_counts),
    )


def about_access(coordinator_id: str, user_id: UUID) -> Coordinator | None:
    """Return the row that a letter about access is about, if it concerns this account."""
    rows = Coordinator.objects.select_related("programme", "successor")
    concerned = Q(user=user_id) | Q(successor__user=user_id)
    return rows.filter(concerned, pk=coordinator_id).first()
