"""The life of a programme: where it stands, opening recruitment, and each move by hand (R2.17)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door, holds_back
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes import actions, forms, queries, rules
from mentorhouse.programmes.models import Programme

BOTH = ("GET", "POST")
OPEN = mark("Recruitment is open.")


def standing_of(request: SignedInRequest, programme: Programme) -> dict[str, Any]:
    """Return what the set-up says of where a programme stands, what is open and what comes next."""
    people = queries.people_counts(request.user, programme)
    coordinators = queries.coordinators_of(request.user, programme).count()
    points = rules.launch_points(programme.design, coordinators=coordinators)
    ready = rules.may_recruit(points)
    overrides = queries.launch_overrides(request.user, programme)
    return {
        "programme": programme,
        "coordinators": coordinators,
        "points": points,
        "missing": [point for point in points if not point.done],
        "standings": rules.STANDINGS,
        "standing": rules.STANDINGS[programme.state],
        "deed": rules.next_deed(
            programme.state,
            ready=ready,
            people=people,
            at_once=programme.design.matching.at_once,
        ),
        "ways": rules.ways_from(programme.state, people=people),
        "overrides": [(row, rules.point_words(row.points)) for row in overrides],
    }


@holds_back
def read_only(request: SignedInRequest, parts: Mapping[str, Any]) -> HttpResponse | None:
    """Let co-ordinators change nothing of an archived programme, in whichever room (R2.17)."""
    programme_id = parts.get("programme_id")
    role = queries.role_in_archived(request.user, programme_id) if programme_id else None
    if role is None:
        return None
    messages.warning(request, say(rules.IN_THE_ARCHIVE))
    page = "programmes:people" if role.organisation_id else "programmes:set_up"
    return redirect(page, programme_id)


def open_now(request: SignedInRequest, programme: Programme) -> HttpResponse:
    """Open recruitment from the set-up, where nothing is missing."""
    try:
        actions.open_recruitment(programme, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, say(OPEN))
    return redirect("programmes:set_up", programme.pk)


@door(Capability.RUN_PROGRAMME, methods=BOTH)
def launch(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Show the points that recruitment waits for; open it all the same, with a reason (R2.06)."""
    programme = queries.programme_for(request.user, programme_id)
    form = forms.OverrideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            actions.open_recruitment(programme, by=request.user, at=timezone.now(), reason=reason)
        except NotNow as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, say(OPEN))
            return redirect("programmes:set_up", programme.pk)
    page = standing_of(request, programme) | {"form": form}
    return render(request, "programmes/launch.html", page)


@door(Capability.RUN_PROGRAMME, methods=BOTH, always=True)
def move(request: SignedInRequest, programme_id: UUID, way: str) -> HttpResponseBase:
    """Say what a move brings about and how many pairs still run; make it when it is confirmed."""
    programme = queries.programme_for(request.user, programme_id)
    if way not in rules.WAYS:
        raise NotVisible
    chosen = rules.WAYS[way]
    if request.method == "POST":
        return _make(request, programme, chosen)
    people = queries.people_counts(request.user, programme)
    if chosen not in rules.ways_from(programme.state, people=people):
        messages.warning(request, say("{words}: this cannot be done now.", words=chosen.words))
        return redirect("programmes:set_up", programme.pk)
    page = {
        "programme": programme,
        "way": chosen,
        "people": people,
        "still": rules.still_running(people) if chosen.move in rules.ENDS else "",
    }
    return render(request, "programmes/move.html", page)


def _make(request: SignedInRequest, programme: Programme, way: rules.Way) -> HttpResponse:
    typed = request.POST.get("pairs", "")
    seen = int(typed) if typed.isdecimal() and len(typed) < 10 else 0  # noqa: PLR2004  # a count
    try:
        actions.move_on(programme, way.move, by=request.user, at=timezone.now(), pairs_seen=seen)
    except NotNow as refusal:
        messages.error(request, str(refusal))
        return redirect("programmes:move", programme.pk, way.key)
    messages.success(request, say(way.done))
    return redirect("programmes:set_up", programme.pk)
