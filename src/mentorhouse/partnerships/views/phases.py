"""The phases of a partnership: drawn, with a checklist, moved by the pair itself (R10.01)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.readers import who_can_read
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.languages.saying import say
from mentorhouse.partnerships.actions import phases as actions
from mentorhouse.partnerships.forms.phases import MoveForm, TickForm
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.queries import running_for
from mentorhouse.partnerships.queries.phases import standings_of, suggestion_for
from mentorhouse.partnerships.rules.phases import NO_SUCH
from mentorhouse.programmes.relations import day_of


@door(Capability.FOLLOW_PHASES, methods=("GET", "POST"))
def phases(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """See where the pair stands, tick points, and move on or back."""
    row = running_for(request.user, partnership_id, Capability.FOLLOW_PHASES)
    if not row.programme.design.phases:
        raise NotVisible
    if request.method == "POST":
        _do(request, row)
        return redirect("partnerships:phases", row.pk)
    standings = standings_of(request.user, row)
    place, here = next((n, one) for n, one in enumerate(standings) if one.here)
    return render(
        request,
        "partnerships/phases.html",
        {
            "partnership": row,
            "programme": row.programme,
            "standings": standings,
            "here": here,
            "role": row.role_of(request.user),
            "following": standings[place + 1].phase if place + 1 < len(standings) else None,
            "suggestion": suggestion_for(row, standings, day_of(timezone.now())),
            "form": TickForm(here.points, here.phase.key),
            "readers": who_can_read(Capability.FOLLOW_PHASES),
        },
    )


def _do(request: SignedInRequest, row: Partnership) -> None:
    at = timezone.now()
    if request.POST.get("deed") != "move":
        phase, points = request.POST.get("phase", ""), request.POST.getlist("points")
        actions.tick(row, phase, points, by=request.user, at=at)
        messages.success(request, say("Your ticks are saved."))
        return
    form = MoveForm(request.POST)
    if not form.is_valid():
        messages.warning(request, say(NO_SUCH))
        return
    try:
        actions.move_phase(row, **form.cleaned_data, by=request.user, at=at)
    except NotNow as refusal:
        messages.warning(request, str(refusal))
        return
    messages.success(request, say("You have moved your partnership. The others are told."))
