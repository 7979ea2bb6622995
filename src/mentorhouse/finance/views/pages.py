"""What the pages of this room share: finding the programme, and drawing one form."""

from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from mentorhouse.access.doors import SignedInRequest, View
from mentorhouse.access.policy import Capability
from mentorhouse.access.states import NotNow
from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.queries import programme_for

BOTH = ("GET", "POST")
CONFLICT = 409
Saved = list[tuple[str, str]]  # label and value of what somebody else saved meanwhile


def ours(request: SignedInRequest, programme_id: UUID) -> Programme:
    """Return the programme to who keeps its budget. Raises `NotVisible`."""
    return programme_for(request.user, programme_id, Capability.MANAGE_BUDGET)


def refused_kindly(view: View) -> View:
    """Lead back to the budget with the reason where the books leave no room for a deed."""

    @wraps(view)
    def through(request: SignedInRequest, programme_id: UUID, **parts: Any) -> HttpResponseBase:
        try:
            return view(request, programme_id, **parts)
        except NotNow as refusal:
            messages.error(request, str(refusal))
            return redirect("finance:budget", programme_id)

    return through


def one_form(
    request: SignedInRequest,
    programme: Programme,
    form: Form | None,
    *,
    title: str,
    button: str = mark("Save"),
    saved: Saved | None = None,
    **more: Any,
) -> HttpResponse:
    """Draw a page of one form. `lede` says what it is; `back` is (words, name, *parts)."""
    page = {"lede": (), "saved": saved, "warning": False, "facts": ()}
    page |= {"programme": programme, "form": form, "title": title, "button": say(button)} | more
    return render(request, "finance/one_form.html", page, status=CONFLICT if saved else 200)
