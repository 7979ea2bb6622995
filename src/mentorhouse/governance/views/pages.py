"""What every page of this room gives its template."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from mentorhouse.access.doors import SignedInRequest
from mentorhouse.access.policy import Capability
from mentorhouse.access.readers import who_can_read
from mentorhouse.access.relations import may
from mentorhouse.access.states import NotNow
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.queries import programme_for

BOTH = ("GET", "POST")


def kept(request: SignedInRequest, programme_id: UUID) -> Programme:
    """Return the programme to those who keep its governance pages."""
    return programme_for(request.user, programme_id, Capability.RUN_GOVERNANCE)


def seen(request: SignedInRequest, programme_id: UUID) -> Programme:
    """Return the programme to those who see its governance pages."""
    return programme_for(request.user, programme_id, Capability.SEE_GOVERNANCE)


def page(
    request: SignedInRequest,
    template: str,
    programme: Programme,
    *,
    readers: Capability = Capability.RUN_GOVERNANCE,
    **more: Any,
) -> HttpResponse:
    """Draw a page; it says who can read it, and offers deeds only to those who may do them."""
    common = {
        "programme": programme,
        "keeps": may(request.user, Capability.RUN_GOVERNANCE, programme),
        "sits": may(request.user, Capability.SEE_GOVERNANCE, programme),
        "readers": who_can_read(readers),
    }
    return render(request, f"governance/{template}.html", common | more)


def tried(request: SignedInRequest, deed: Callable[[], object], done: str) -> bool:
    """Do a deed and say so; say why where it is refused."""
    try:
        deed()
    except NotNow as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, done)
    return True
