"""Saving a change of the design: at once in a draft; else after saying what it changes."""

import json
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest
from mentorhouse.access.states import NotNow
from mentorhouse.languages.saying import say
from mentorhouse.programmes import actions, forms, queries, rules
from mentorhouse.programmes.design import Design, DesignError, parse_design, plain
from mentorhouse.programmes.design.problems import Problem, problems_of
from mentorhouse.programmes.design.telling import differences
from mentorhouse.programmes.design.walk import Data, Kind, by_path
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.states import ProgrammeState

CONFIRMED, AGAIN = "confirmed", "again"
NOT_SENT_ON = frozenset({"csrfmiddlewaretoken", CONFIRMED, AGAIN})


@dataclass(frozen=True)
class Wish:
    """What the design is to be, which version its writer saw, and where they came from."""

    design: Design
    version: int
    done: str
    back: str


def settle(
    request: SignedInRequest, programme: Programme, wish: Wish, *, always_ask: bool = False
) -> HttpResponse:
    """Save the design; while the programme is under way, first say what that changes.

    Raises `ChangedMeanwhile`, and `NotNow` where the programme leaves no room for it.
    """
    if wish.version != programme.design_version:
        raise actions.ChangedMeanwhile(programme)
    if plain(wish.design) == plain(programme.design):
        messages.info(request, "Nothing was changed.")
        return redirect(wish.back)
    if problem := rules.small_number_problem(programme.design, wish.design, programme.state):
        raise NotNow(problem)
    asks = always_ask or programme.state != ProgrammeState.DRAFT
    if asks and CONFIRMED not in request.POST:
        return _ask(request, programme, wish)
    actions.change_design(
        programme, wish.design, by=request.user, at=timezone.now(), version=wish.version
    )
    messages.success(request, wish.done)
    return redirect(wish.back)


def effects(request: SignedInRequest, programme: Programme, design: Design) -> list[rules.Told]:
    """Say what another design would change, for whom and from when."""
    changes = differences(plain(programme.design), plain(design))
    return rules.told(changes, queries.touched(request.user, programme))


def _ask(request: SignedInRequest, programme: Programme, wish: Wish) -> HttpResponse:
    sent = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in NOT_SENT_ON
        for value in values
    ]
    page = {
        "programme": programme,
        "told": effects(request, programme, wish.design),
        "sent": sent,
        "back": wish.back,
        "address": request.get_full_path(),
        "tried": _to_try(programme, wish.design),
    }
    return render(request, "programmes/what_this_changes.html", page)


def _to_try(programme: Programme, design: Design) -> str:
    """Return a design whose rules or points differ, so that it can be tried on real data first."""
    now, wanted = programme.design.matching, design.matching
    parts = ("hard_rules", "soft_rules", "criteria")
    differs = any(getattr(now, part) != getattr(wanted, part) for part in parts)
    return json.dumps(plain(design)) if wanted.at_once and now.at_once and differs else ""


def read(data: Data) -> tuple[Design | None, list[Problem]]:
    """Return the design that these values are, or what is wrong with it."""
    try:
        return parse_design(data), []
    except DesignError as refusal:
        return None, problems_of(refusal, data)


def links_of(programme: Programme, problem: Problem) -> list[tuple[str, str]]:
    """Return where each setting of a problem is changed: what it is called, and its address."""
    return [(_called(path), address_of(programme, path)) for path in problem.settings]


def _called(path: str) -> str:
    setting, topic = by_path()[path], rules.topic_of(path)
    return f"{say(topic.title)}: {setting.title}"


def address_of(programme: Programme, path: str) -> str:
    """Return the address at which a setting is changed."""
    if by_path()[path].kind is Kind.ENTRIES:
        return reverse("programmes:entries", args=[programme.pk, path])
    page = reverse("programmes:topic", args=[programme.pk, rules.topic_of(path).key])
    return f"{page}#id_{forms.field_name(path)}"
