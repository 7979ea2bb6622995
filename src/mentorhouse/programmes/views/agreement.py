"""The clauses of the agreement: list, add, change, order, remove. Works without JavaScript."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.programmes import actions, forms, queries, rules
from mentorhouse.programmes.design import parse_design
from mentorhouse.programmes.models import Programme

BOTH = ("GET", "POST")
Clauses = list[dict[str, Any]]
DEEDS = {"up": "Moved up.", "down": "Moved down.", "remove": "Removed."}


@door(Capability.RUN_PROGRAMME, methods=BOTH)
def agreement(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List the clauses; move or remove one."""
    programme = queries.programme_for(request.user, programme_id)
    if request.method == "POST":
        return _rearrange(request, programme)
    page = {"programme": programme, "clauses": programme.design.agreement.clauses}
    return render(request, "programmes/agreement.html", page)


def _rearrange(request: SignedInRequest, programme: Programme) -> HttpResponse:
    deed, key = request.POST.get("deed", ""), request.POST.get("key", "")
    if deed not in DEEDS:
        raise NotVisible
    if deed == "remove" and len(programme.design.agreement.clauses) == 1:
        messages.error(request, "An agreement needs one clause at least. Add another one first.")
        return redirect("programmes:agreement", programme.pk)

    def rearranged(clauses: Clauses) -> Clauses:
        by_key = {clause["key"]: clause for clause in clauses}
        return [by_key[k] for k in rules.moved(list(by_key), key, deed)]

    version = request.POST.get("version", "")
    seen = int(version) if version.isdecimal() else 0
    try:
        _change(request, programme, rearranged, version=seen)
    except actions.ChangedMeanwhile:
        messages.error(
            request,
            "Someone else changed this programme meanwhile, so nothing was moved or removed. "
            "This is how it stands now: please try again.",
        )
    else:
        messages.success(request, DEEDS[deed])
    return redirect("programmes:agreement", programme.pk)


@door(Capability.RUN_PROGRAMME, methods=BOTH)
def add_clause(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Add a clause at the end."""
    programme = queries.programme_for(request.user, programme_id)

    def with_it(clauses: Clauses, said: dict[str, Any]) -> Clauses:
        return [*clauses, {"key": rules.new_key([c["key"] for c in clauses])} | said]

    return _clause_page(request, programme, "Add a clause", {}, with_it)


@door(Capability.RUN_PROGRAMME, methods=BOTH)
def change_clause(request: SignedInRequest, programme_id: UUID, key: str) -> HttpResponseBase:
    """Change one clause."""
    programme = queries.programme_for(request.user, programme_id)
    known = {clause.key: clause for clause in programme.design.agreement.clauses}
    if key not in known:
        return _removed_meanwhile(request, programme)

    def with_it(clauses: Clauses, said: dict[str, Any]) -> Clauses:
        return [clause | said if clause["key"] == key else clause for clause in clauses]

    shown = {"title": known[key].title, "text": known[key].text}
    return _clause_page(request, programme, "Change a clause", shown, with_it)


@door(Capability.RUN_PROGRAMME)
def remove_clause(request: SignedInRequest, programme_id: UUID, key: str) -> HttpResponseBase:
    """Ask once before a clause goes."""
    programme = queries.programme_for(request.user, programme_id)
    clause = next((c for c in programme.design.agreement.clauses if c.key == key), None)
    if clause is None:
        raise NotVisible
    page = {"programme": programme, "clause": clause}
    return render(request, "programmes/remove_clause.html", page)


def _removed_meanwhile(request: SignedInRequest, programme: Programme) -> HttpResponse:
    """Keep what somebody wrote in a clause that another co-ordinator has just removed."""
    if request.method != "POST":
        raise NotVisible
    messages.warning(
        request, "Someone removed this clause while you were writing. Save to add it at the end."
    )
    data = request.POST.copy()
    data["version"] = str(programme.design_version)
    page = {
        "programme": programme,
        "title": "Add a clause",
        "form": forms.ClauseForm(data),
        "theirs": [],
        "action": reverse("programmes:add_clause", args=[programme.pk]),
    }
    return render(request, "programmes/clause.html", page)


def _clause_page(
    request: SignedInRequest,
    programme: Programme,
    title: str,
    shown: dict[str, Any],
    with_it: Callable[[Clauses, dict[str, Any]], Clauses],
) -> HttpResponse:
    form = forms.ClauseForm(
        request.POST or None, initial=shown | {"version": programme.design_version}
    )
    theirs: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("title", "text")}
        version = form.cleaned_data["version"]
        try:
            _change(request, programme, lambda clauses: with_it(clauses, said), version=version)
        except actions.ChangedMeanwhile as refusal:
            data = request.POST.copy()
            data["version"] = str(refusal.programme.design_version)
            form = forms.ClauseForm(data)
            theirs = [
                (name.capitalize(), text) for name, text in shown.items() if text != said[name]
            ]
        else:
            messages.success(request, "The clause is saved.")
            return redirect("programmes:agreement", programme.pk)
    page = {"programme": programme, "title": title, "form": form, "theirs": theirs, "action": ""}
    return render(request, "programmes/clause.html", page)


def _change(
    request: SignedInRequest,
    programme: Programme,
    change: Callable[[Clauses], Clauses],
    *,
    version: int,
) -> None:
    data = programme.design.model_dump(mode="json")
    data["agreement"]["clauses"] = change(data["agreement"]["clauses"])
    actions.change_design(
        programme, parse_design(data), by=request.user, at=timezone.now(), version=version
    )
