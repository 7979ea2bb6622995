"""What the pages of this room share: their frame, and one form on a page."""

from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render

from mentorhouse.access.doors import SignedInRequest
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import may
from mentorhouse.programmes.models import Programme

BOTH = ("GET", "POST")
CONFLICT = 409
Saved = list[tuple[str, str]]  # label and value of what somebody else saved meanwhile


def draw(
    request: SignedInRequest, template: str, programme: Programme, *, status: int = 200, **more: Any
) -> HttpResponse:
    """Draw a page: a co-ordinator's within the programme's ways, anybody else's on its own."""
    runs = may(request.user, Capability.MANAGE_NOMINATIONS, programme)
    base = "programmes/page.html" if runs else "talent/page.html"
    page = {"programme": programme, "runs": runs, "base": base, "here": "governance"} | more
    return render(request, f"talent/{template}.html", page, status=status)


def one_form(
    request: SignedInRequest,
    programme: Programme,
    form: Form | None,
    *,
    title: str,
    button: str = "Save",
    saved: Saved | None = None,
    **more: Any,
) -> HttpResponse:
    """Draw a page of one form. `lede` says what it is; `back` is (words, name, *parts)."""
    page = {"lede": (), "saved": saved, "warning": False, "form": form}
    page |= {"title": title, "button": button} | more
    return draw(request, "one_form", programme, status=CONFLICT if saved else 200, **page)
