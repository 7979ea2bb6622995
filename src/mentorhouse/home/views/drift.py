"""Pairs to whom a word may help, for a co-ordinator: a state, without content (R10.09)."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.design.paging import page_of
from mentorhouse.home.queries.drift import drifting_in
from mentorhouse.programmes.queries import programme_for


@door(Capability.READ_PARTNERSHIP_FACTS)
def drifting(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """List the pairs that have drifted for a while."""
    programme = programme_for(request.user, programme_id, Capability.READ_PARTNERSHIP_FACTS)
    page = page_of(drifting_in(request.user, programme, at=timezone.now()), request)
    return render(request, "home/drifting.html", {"programme": programme, "page": page})
