"""What people read who do not run the programme: the guides, and the public page."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.handbook import queries
from mentorhouse.handbook.rules import Book, Key
from mentorhouse.handbook.views.shared import as_file, drawn
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.queries import programme_for
from mentorhouse.recruitment.queries.applying import ways_in

GUIDES = {"mentor": Key.MENTOR_GUIDE, "mentee": Key.MENTEE_GUIDE}
OTHER = {"mentor": "mentee", "mentee": "mentor"}


@door(Capability.SEE_PROGRAMME)
def guide(request: SignedInRequest, programme_id: UUID, role: str) -> HttpResponseBase:
    """Show the guide for a role."""
    programme, found = _guide(request, programme_id, role)
    page = {
        "programme": programme,
        "book": found,
        "sections": drawn(found),
        "role": role,
        "other": OTHER[role],
    }
    return render(request, "handbook/guide.html", page)


@door(Capability.SEE_PROGRAMME)
def download_guide(
    request: SignedInRequest, programme_id: UUID, role: str, kind: str
) -> HttpResponse:
    """Hand a guide out as Word or PDF."""
    programme, found = _guide(request, programme_id, role)
    return as_file(found, programme, kind, today=timezone.localdate())


@door(Capability.SEE_PUBLIC_PAGES)
def public(request: HttpRequest, programme_id: UUID) -> HttpResponseBase:
    """Show the public page of a programme that is open."""
    today = timezone.localdate()
    programme, found = queries.public_page_of(programme_id, today=today)
    page = {
        "programme": programme,
        "sections": drawn(found),
        "ways": ways_in(request.user, programme, today=today),
    }
    return render(request, "handbook/public.html", page)


def _guide(request: SignedInRequest, programme_id: UUID, role: str) -> tuple[Programme, Book]:
    programme = programme_for(request.user, programme_id, Capability.SEE_PROGRAMME)
    if role not in GUIDES:
        raise NotVisible
    today = timezone.localdate()
    return programme, queries.book_of(request.user, programme, GUIDES[role], today=today)
