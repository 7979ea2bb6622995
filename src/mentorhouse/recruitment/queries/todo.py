"""What waits for co-ordinators, and what comes next for those who are newly in."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import Viewer, require
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.relations import in_force
from mentorhouse.programmes.states import OPEN_FOR, ParticipationState, Work
from mentorhouse.recruitment.models import Application
from mentorhouse.recruitment.queries.deciding import (
    OPEN_STATES,
    Rows,
    free_places,
    next_for_a_place,
)
from mentorhouse.recruitment.states import ApplicationState, Decision

_S = ApplicationState


@dataclass(frozen=True)
class ToDo:
    """What waits for a co-ordinator in a programme."""

    programme: Programme
    to_look_at: int
    unsent: int
    next: int = 0


def to_do(viewer: Viewer) -> list[ToDo]:
    """Return what waits in the programmes that the viewer runs, in one query each way."""
    ids = in_force().central().filter(user_id=viewer.pk).values("programme")
    rows = Programme.objects.filter(pk__in=ids, state__in=[s.value for s in OPEN_FOR[Work.INVITE]])
    mine = Q(applications__person=viewer.pk)
    look = Q(applications__state=_S.SUBMITTED.value, applications__decision="") & ~mine
    unsent = Q(
        applications__state__in=OPEN_STATES, applications__decision__in=[d.value for d in Decision]
    )
    unsent &= ~mine
    counted = rows.annotate(
        look=Count("applications", filter=look), unsent=Count("applications", filter=unsent)
    )
    return [
        ToDo(row, row.look, row.unsent)
        for row in counted.order_by("name", "pk")
        if row.look or row.unsent
    ]


def waiting_to_do(viewer: Viewer, programme: Programme) -> ToDo:
    """Return what waits in one programme, for its desk."""
    require(viewer, Capability.DECIDE_APPLICATION, programme)
    rows = Application.objects.filter(programme=programme).exclude(person=viewer.pk)
    return ToDo(
        programme,
        rows.filter(state=_S.SUBMITTED.value, decision="").count(),
        rows.filter(state__in=OPEN_STATES).exclude(decision="").count(),
        sum(
            len(next_for_a_place(programme, role))
            for role in Participation.Role.values
            if free_places(programme, role) is not None
        ),
    )


def newly_in(viewer: Viewer) -> Rows:
    """Return the viewer's approved applications that no match has followed yet."""
    parts = Participation.objects.filter(
        programme=OuterRef("programme"), person=viewer.pk, role=OuterRef("role"),
        state=ParticipationState.ACCEPTED.value, places_taken=0,
    )  # fmt: skip
    rows = Application.objects.filter(person=viewer.pk, state=_S.APPROVED.value)
    rows = rows.filter(Exists(parts), programme__state__in=[s.value for s in OPEN_FOR[Work.MATCH]])
    return rows.select_related("programme").order_by("programme__name", "role")
