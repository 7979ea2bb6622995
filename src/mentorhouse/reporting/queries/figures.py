"""The figures of a programme: counted for the week, and given out without a person (R2.07)."""

from uuid import UUID

from django.db.models import Count, QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.states import ParticipationState
from mentorhouse.reporting.models import Release
from mentorhouse.reporting.rules.figures import Groups, from_kept

REMEMBERED = 8  # releases that a reader is thought to lay beside each other


def counted(programme: Programme) -> dict[str, dict[str, int]]:
    """Count mentors, mentees and partnerships by state. For the gate alone: no page shows them."""
    rows = Participation.objects.filter(programme=programme).order_by()
    people = {
        (role, state): count
        for role, state, count in rows.values_list("role", "state").annotate(Count("pk"))
    }
    found = {
        role.value: {
            state.value: people.get((role.value, state.value), 0) for state in ParticipationState
        }
        for role in Participation.Role
    }
    pairs = Partnership.objects.filter(programme=programme).order_by().values_list("state")
    by_state = dict(pairs.annotate(Count("pk")))
    found["partnership"] = {state.value: by_state.get(state.value, 0) for state in PartnershipState}
    return found


def kept_by_readers(programme: Programme) -> list[tuple[int, Groups]]:
    """Return what was given out before, the newest first, with the small number of its time."""
    rows = Release.objects.filter(programme=programme).order_by("-at")[:REMEMBERED]
    return [(row.small_number, from_kept(row.figures)) for row in rows]


def releases_of(viewer: Viewer, programme: Programme) -> QuerySet[Release]:
    """Return all figures that were given out, the newest first."""
    require(viewer, Capability.SEE_GOVERNANCE, programme)
    return Release.objects.filter(programme=programme).order_by("-at")


def release_for(viewer: Viewer, programme: Programme, release_id: UUID) -> Release:
    """Return the figures of one week; `NotVisible` where there are none."""
    found = releases_of(viewer, programme).filter(pk=release_id).first()
    if found is None:
        raise NotVisible
    return found
