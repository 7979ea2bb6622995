"""What the pages of this theme share: the words for managers, and one form on a page."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mentorhouse.programmes.models import Programme
from mentorhouse.recruitment.models import Application, Endorsement
from mentorhouse.recruitment.rules.endorsing import counts_silence
from mentorhouse.recruitment.states import Asks

BOTH = ("GET", "POST")


def managers_page(row: Endorsement) -> dict[str, Any]:
    """Say all that a manager's page may know: who asks, the programme, and until when."""
    return asked_page(row.application, Asks(row.relation)) | {"until": row.link_until}


def asked_page(application: Application, relation: Asks) -> dict[str, Any]:
    """Say what stands on a manager's page; the applicant is shown the same."""
    programme = application.programme
    return {
        "programme": programme,
        "applicant": application.person.name,
        "role": application.role,
        "relation": relation.value,
        "silence": counts_silence(programme.design, application.role),
        "until": None,
    }


def one_form(
    request: HttpRequest,
    programme: Programme,
    form: Form | None,
    *,
    title: str,
    button: str,
    **more: Any,
) -> HttpResponse:
    """Draw a co-ordinator's page of one form. `back` is (words, name, *parts)."""
    page = {"programme": programme, "here": "people", "form": form, "lede": ()}
    page |= {"title": title, "button": button} | more
    return render(request, "recruitment/endorsing/one_form.html", page)
