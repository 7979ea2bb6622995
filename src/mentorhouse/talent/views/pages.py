"""What the pages of this room share: their frame, and one form on a page."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render

from mentorhouse.access.doors import SignedInRequest
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import may
from mentorhouse.access.states import NotNow
from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.rules import refusal
from mentorhouse.programmes.states import Work

BOTH = ("GET", "POST")
CONFLICT = 409
Saved = list[tuple[str, str]]  # label and value of what somebody else saved meanwhile


def draw(
    request: SignedInRequest, template: str, programme: Programme, *, status: int = 200, **more: Any
) -> HttpResponse:
    """Draw a page: a co-ordinator's within the programme's ways, anybody else's on its own."""
    runs = may(request.user, Capability.MANAGE_NOMINATIONS, programme)
    base = "programmes/page.html" if runs else "talent/page.html"
    page = {"programme": programme, "runs": runs, "base": base, "here": "governance"}
    page |= _room(programme.state) | more
    return render(request, f"talent/{template}.html", page, status=status)


def told(request: SignedInRequest, deed: Callable[[], object], done: str) -> None:
    """Do a deed, and say that it is done or why it cannot be."""
    try:
        deed()
    except NotNow as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)


def _room(state: str) -> dict[str, Any]:
    """Say what the programme's state leaves room for, and in words what it does not."""
    fresh, kept = refusal(state, Work.NOMINATE), refusal(state, Work.KEEP_NOMINATIONS)
    return {"may_begin": not fresh, "may_go_on": not kept, "over": kept or fresh}


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
    page = {"lede": (), "saved": saved, "warning": False, "form": form}
    page |= {"title": title, "button": say(button)} | more
    return draw(request, "one_form", programme, status=CONFLICT if saved else 200, **page)
