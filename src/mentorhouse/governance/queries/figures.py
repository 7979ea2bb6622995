"""The figures of a programme for its steering group: counts, and never a person (R2.07)."""

from enum import StrEnum

from django.db.models import Count

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import Viewer, require
from mentorhouse.governance.rules.figures import Group, without_small
from mentorhouse.languages.saying import mark
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.states import ParticipationState

# Words where a state's own name does not say enough.
OF_PEOPLE = {
    "invited": mark("Invited, no answer yet"),
    "accepted": mark("Taking part"),
    "declined": mark("Said no"),
}
ROLES = {
    Participation.Role.MENTOR: mark("Mentors"),
    Participation.Role.MENTEE: mark("Mentees"),
}
OF_PAIRS = {
    "offered": mark("Offered, waiting for an answer"),
    "active": mark("Running"),
    "declined": mark("Declined"),
    "lapsed": mark("Lapsed before both had answered"),
    "ended": mark("Ended"),
}


def figures_of(viewer: Viewer, programme: Programme) -> dict[str, Group]:
    """Return mentors, mentees and partnerships by state, small numbers hidden."""
    require(viewer, Capability.SEE_GOVERNANCE, programme)
    limit = programme.design.evaluation.small_number
    rows = Participation.objects.filter(programme=programme).order_by()
    people = {
        (role, state): count
        for role, state, count in rows.values_list("role", "state").annotate(Count("pk"))
    }
    found = {
        ROLES[role]: without_small(
            {
                _words(state, OF_PEOPLE): people.get((role.value, state.value), 0)
                for state in ParticipationState
            },
            limit=limit,
        )
        for role in Participation.Role
    }
    pairs = Partnership.objects.filter(programme=programme).order_by().values_list("state")
    counted = dict(pairs.annotate(Count("pk")))
    found[mark("Partnerships")] = without_small(
        {_words(s, OF_PAIRS): counted.get(s.value, 0) for s in PartnershipState}, limit=limit
    )
    return found


def _words(state: StrEnum, known: dict[str, str]) -> str:
    return known.get(state.value, state.value.capitalize())
