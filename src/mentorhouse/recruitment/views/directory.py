"""Public pages: the directory of open programmes, and the guide before applying."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from mentorhouse.access.doors import door
from mentorhouse.access.policy import Capability
from mentorhouse.design.paging import page_of
from mentorhouse.programmes.models import Programme
from mentorhouse.recruitment.forms.directory import DirectoryForm, ReadinessForm
from mentorhouse.recruitment.queries.directory import open_programmes, recruiting_programme
from mentorhouse.recruitment.rules import directory as listing
from mentorhouse.recruitment.rules import readiness as guide

BOTH = ("GET", "POST")


@door(Capability.SEE_PUBLIC_PAGES)
def directory(request: HttpRequest) -> HttpResponseBase:
    """List the open programmes, by goal and stage of a career (R3.19)."""
    form = DirectoryForm(request.GET)
    everything = open_programmes(today=timezone.localdate())
    found = listing.fitting(everything, **form.chosen())
    page = {
        "form": form,
        "page": page_of(found, request),
        "any": bool(everything),
        "narrowed": any(form.chosen().values()),
    }
    return render(request, "recruitment/directory/directory.html", page)


@door(Capability.SEE_PUBLIC_PAGES, methods=BOTH)
def readiness(request: HttpRequest) -> HttpResponseBase:
    """Mentoring, coaching or counselling? Without a programme."""
    return _guide(request, None)


@door(Capability.SEE_PUBLIC_PAGES, methods=BOTH)
def programme_readiness(request: HttpRequest, programme_id: UUID) -> HttpResponseBase:
    """Ask the same before applying to a programme, with where else its people find help."""
    return _guide(request, recruiting_programme(programme_id))


def _guide(request: HttpRequest, programme: Programme | None) -> HttpResponseBase:
    """Ask, or say what suits. The answers stand in the request and are kept nowhere."""
    form = ReadinessForm(request.POST or None)
    page = {
        "programme": programme,
        "form": form,
        "help": programme.design.guidance.help if programme else [],
    }
    if request.method == "POST" and form.is_valid():
        suits = guide.suits(form.cleaned_data)
        said = {"suits": suits, "heads": guide.WORDS, "next": guide.NEXT}
        return render(request, "recruitment/directory/suits.html", page | said)
    return render(request, "recruitment/directory/readiness.html", page)
