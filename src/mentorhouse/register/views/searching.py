"""Searching the register, as a mentee does (R5.02)."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.design.paging import Page
from mentorhouse.languages.saying import say
from mentorhouse.people.rules import WAYS
from mentorhouse.programmes.queries import programme_for
from mentorhouse.register import forms
from mentorhouse.register.queries import searching as reads

LONGEST_NUMBER = 6


@door(Capability.SEARCH_REGISTER)
def search(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """Show the mentors who fit what was asked, and why each does."""
    programme = programme_for(request.user, programme_id, Capability.SEARCH_REGISTER)
    wanted = forms.SearchForm(request.GET).wanted()
    asked = request.GET.get("page", "1")
    number = (
        int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= LONGEST_NUMBER else 1
    )
    found = reads.search(request.user, programme, wanted, page=number, at=timezone.now())
    return render(
        request,
        "register/search.html",
        {
            "programme": programme,
            "filter": forms.SearchForm(request.GET, _offered(found.options)),
            "wanted": wanted,
            "seeker": reads.seeker_in(request.user, programme),
            "found": found,
            "page": Page(found.rows, found.number, found.total, reads.SIZE, request.GET),
        },
    )


def _offered(
    options: Mapping[str, Sequence[reads.Option]],
) -> dict[str, list[tuple[str, str]]]:
    """Write each value with how many have it; a way of meeting in the reader’s language."""
    return {
        name: [
            (one.value, f"{say(WAYS[one.value]) if name == 'way' else one.label} ({one.count:,})")
            for one in lines
        ]
        for name, lines in options.items()
    }
