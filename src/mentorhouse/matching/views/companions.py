"""One partnership of a draft of several: kept, its people exchanged; and what changed (R5.10)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.states import NotNow
from mentorhouse.design.paging import page_of
from mentorhouse.languages.saying import say
from mentorhouse.matching.actions import several as deeds
from mentorhouse.matching.engine.reasons import points
from mentorhouse.matching.forms import NameFilter
from mentorhouse.matching.models import DraftGroup, MatchRun
from mentorhouse.matching.queries import companions, several
from mentorhouse.matching.queries import runs as queries
from mentorhouse.partnerships.rules import Shape
from mentorhouse.programmes.models import Participation

BOTH = ("GET", "POST")
KIND = MatchRun.Kind.SEVERAL
ROLE = Participation.Role
MOST_SHOWN = 50


@door(Capability.RUN_MATCHING, methods=BOTH)
def group(
    request: SignedInRequest, programme_id: UUID, run_id: UUID, group_id: UUID
) -> HttpResponse:
    """See what can be changed about a partnership of a draft; keep it, or let the run decide."""
    run = queries.run_for(request.user, programme_id, run_id, KIND)
    row = several.group_for(run, group_id)
    if request.method == "POST":
        try:
            kept = request.POST.get("keep") == "yes"
            deeds.keep(run, group_id, kept=kept, by=request.user, at=timezone.now())
        except NotNow as refusal:
            messages.warning(request, str(refusal))
        return redirect("matching:draft_group", programme_id, run_id, group_id)
    places = list(row.places.all())
    of = {role: [one for one in places if one.participation.role == role] for role in ROLE.values}
    return render(
        request,
        "matching/several/group.html",
        {
            "run": run,
            "programme": run.programme,
            "group": row,
            "kept": str(row.pk) in run.asked.get("keep", ()),
            "places": of["mentor"] if run.shape == Shape.RECIPROCAL else places,
            "pairs": [
                (one.participation, other.participation)
                for one in of["mentor"]
                for other in of["mentee"]
                if one.participation.person_id != other.participation.person_id
            ],
        },
    )


@door(Capability.RUN_MATCHING, methods=BOTH)
def exchange(
    request: SignedInRequest, programme_id: UUID, run_id: UUID, group_id: UUID, place_id: UUID
) -> HttpResponse:
    """Let somebody change places with somebody of another partnership of the draft."""
    run = queries.run_for(request.user, programme_id, run_id, KIND)
    row = several.group_for(run, group_id)
    if request.method == "POST":
        return _exchange(request, run, row, place_id)
    place = companions.place_in(row, place_id)
    form = NameFilter(request.GET)
    search = form.cleaned_data["search"] if form.is_valid() else ""
    page = page_of(companions.others_to_exchange(run, place, search=search), request)
    names = {"run": run, "programme": run.programme, "group": row, "place": place}
    more = {"form": form, "page": page, "together": companions.together_with}
    return render(request, "matching/several/exchange.html", names | more)


def _exchange(
    request: SignedInRequest, run: MatchRun, row: DraftGroup, place_id: UUID
) -> HttpResponse:
    try:
        other = UUID(request.POST.get("other", ""))
        deeds.exchange(run, place_id, other, seen=row.pk, by=request.user, at=timezone.now())
    except ValueError:
        messages.warning(request, say("Choose with whom to change places."))
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, say("Changed. Both partnerships are kept in the next draft."))
        return redirect("matching:several_run", run.programme_id, run.pk)
    return redirect("matching:exchange", run.programme_id, run.pk, row.pk, place_id)


@door(Capability.RUN_MATCHING)
def several_changes(request: SignedInRequest, programme_id: UUID, run_id: UUID) -> HttpResponse:
    """See which partnerships are new in a draft of several, and which are gone."""
    run = queries.run_for(request.user, programme_id, run_id, KIND)
    told = companions.compared(run)
    return render(
        request,
        "matching/several/changes.html",
        {
            "run": run,
            "programme": run.programme,
            "same": told.same,
            "lists": [
                (say("Now, and not before"), told.fresh[:MOST_SHOWN], len(told.fresh)),
                (say("Before, and not now"), told.gone[:MOST_SHOWN], len(told.gone)),
            ],
            "points": points,
        },
    )
