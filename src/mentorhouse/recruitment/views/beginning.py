"""The way in: as what one applies; a visitor gets a link by e-mail."""

from typing import Any
from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorhouse.access.doors import door
from mentorhouse.access.policy import Capability
from mentorhouse.access.states import NotNow
from mentorhouse.people.actions import change_profile
from mentorhouse.people.models import Person
from mentorhouse.people.queries import has_profile, told_of
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.states import ParticipationState
from mentorhouse.recruitment.actions import applying as actions
from mentorhouse.recruitment.forms.directory import NameForm, WayInForm
from mentorhouse.recruitment.queries import applying as queries
from mentorhouse.recruitment.queries.directory import recruiting_programme
from mentorhouse.recruitment.rules.applying import ROLES

EACH = {"mentee": ("mentee",), "mentor": ("mentor",), "both": ROLES}


@door(Capability.SEE_PUBLIC_PAGES, methods=("GET", "POST"))
def apply(request: HttpRequest, programme_id: UUID) -> HttpResponseBase:
    """Say as what one would like to take part, and begin or get the link."""
    programme = recruiting_programme(programme_id)
    offered = _offered(request, programme)
    known = request.user.is_authenticated
    form = WayInForm(
        request.POST or None,
        roles=offered,
        role=request.GET.get("role", ""),
        address=not known,
    )
    unnamed = known and not has_profile(request.user)
    name = NameForm(request.POST or None, initial=told_of(request.user)) if unnamed else None
    valid = request.method == "POST" and bool(offered) and form.is_valid()
    if valid and (name is None or name.is_valid()):
        done = _begin(request, programme, form, name) if known else _send(request, programme, form)
        if done:
            return done
    page = {
        "programme": programme,
        "form": form,
        "name": name,
        "offered": offered,
        "ways": queries.ways_in(request.user, programme, today=timezone.localdate()),
        "takes_part": queries.taking_part_in(request.user, programme),
        "under_way": queries.own_open(request.user, programme.pk) if known else [],
    }
    return render(request, "recruitment/applying/apply.html", page)


def _offered(request: HttpRequest, programme: Programme) -> list[tuple[str, str]]:
    stands = queries.taking_part_in(request.user, programme)
    ways = queries.ways_in(request.user, programme, today=timezone.localdate())
    here = {
        way.role
        for way in ways
        if stands.get(way.role, None) is not ParticipationState.ACCEPTED
        and (way.open or way.role in stands)
    }
    words = {
        "mentee": _("As a mentee: I would like to learn with somebody"),
        "mentor": _("As a mentor: I would like to share what I know"),
        "both": _("As both"),
    }
    return [(key, text) for key, text in words.items() if here >= set(EACH[key])]


def _send(request: HttpRequest, programme: Programme, form: WayInForm) -> HttpResponseBase:
    address, role = form.cleaned_data["email"], form.cleaned_data["role"]
    if ratelimit.consume(request, action="reset_password", key=address.lower()):
        actions.ask_way_in(programme, address, role, at=timezone.now())
    return redirect("recruitment:apply_sent", programme.pk)


def _begin(
    request: Any,  # of somebody signed in
    programme: Programme,
    form: WayInForm,
    name: NameForm | None,
) -> HttpResponseBase | None:
    at = timezone.now()
    if name is not None:
        change_profile(Person(user=request.user), name.cleaned_data, by=request.user, at=at)
    try:
        actions.begin(programme, EACH[form.cleaned_data["role"]], by=request.user, at=at)
    except NotNow as refusal:
        messages.warning(request, str(refusal))
        return None
    return redirect("recruitment:form", programme.pk)


@door(Capability.SEE_PUBLIC_PAGES)
def apply_sent(request: HttpRequest, programme_id: UUID) -> HttpResponseBase:
    """Say what happens next, whoever asked."""
    programme = recruiting_programme(programme_id)
    return render(request, "recruitment/applying/sent_link.html", {"programme": programme})
