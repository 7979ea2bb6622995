"""The audit trail, for auditors of the installation."""

from django.http import HttpResponse
from django.shortcuts import render

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.design.paging import page_of
from mentorhouse.home.queries import trail as queries


@door(Capability.READ_AUDIT_TRAIL)
def trail(request: SignedInRequest) -> HttpResponse:
    """List who did what, newest first."""
    page = page_of(queries.trail(request.user), request)
    return render(request, "home/trail.html", {"page": page, "lines": queries.in_words(page.rows)})
