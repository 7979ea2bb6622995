"""The start page of governance: its parts, and how each stands."""

from uuid import UUID

from django.http import HttpResponseBase
from django.urls import reverse

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import may
from mentorhouse.governance.queries.overview import facts_of
from mentorhouse.governance.rules.overview import parts, parts_of_member
from mentorhouse.governance.views.pages import page, seen
from mentorhouse.programmes.relations import today


@door(Capability.SEE_GOVERNANCE)
def start(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List the parts."""
    programme = seen(request, programme_id)
    facts = facts_of(request.user, programme, on=today())
    keeps = may(request.user, Capability.RUN_GOVERNANCE, programme)
    nominated = programme.design.mentees.entry == "nomination"
    listed = parts(facts, by_nomination=nominated) if keeps else parts_of_member(facts)
    tasks = [vars(part) | {"href": reverse(part.page, args=[programme.pk])} for part in listed]
    return page(request, "start", programme, readers=Capability.SEE_GOVERNANCE, tasks=tasks)
