"""Pages of placements: who takes an opportunity up, and how it goes on."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.languages.saying import say
from mentorhouse.programmes.models import Programme
from mentorhouse.talent.actions import opportunities as actions
from mentorhouse.talent.forms import PlacementForm
from mentorhouse.talent.models import Opportunity
from mentorhouse.talent.queries import opportunities as queries
from mentorhouse.talent.queries.nominations import talent_programme
from mentorhouse.talent.states import PlacementMove
from mentorhouse.talent.views.pages import BOTH, one_form, told


@door(Capability.OFFER_OPPORTUNITY, methods=BOTH)
def place(request: SignedInRequest, programme_id: UUID, opportunity_id: UUID) -> HttpResponseBase:
    """Record who takes an opportunity up."""
    programme, row = _ours(request, programme_id, opportunity_id)
    interested = queries.interested_in(request.user, row)
    form = PlacementForm(request.POST or None, opportunity=row, interested=interested)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.place(
                row, form.nomination(), said["begins_on"], said["ends_on"],
                by=request.user, at=timezone.now(),
            )  # fmt: skip
        except NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, say("Recorded. The board sees how many there are, not who."))
        return redirect("talent:opportunity", programme.pk, row.pk)
    lede = (
        say("Choose among those who said that they are interested. Agree it with them first."),
        say("Who can read this: the nominee, the nominators of both organisations, co-ordinators."),
        say("The board sees numbers only."),
    )
    return one_form(
        request, programme, form, title=say("Record who takes it up"), button=say("Record"),
        lede=lede,
        back=(row.title, "talent:opportunity", programme.pk, row.pk),
    )  # fmt: skip


@door(Capability.OFFER_OPPORTUNITY, methods=("POST",))
def move(
    request: SignedInRequest,
    programme_id: UUID,
    opportunity_id: UUID,
    placement_id: UUID,
    move: str,
) -> HttpResponseBase:
    """Record that a placement has begun, is completed, or was called off."""
    programme, row = _ours(request, programme_id, opportunity_id)
    placement = queries.placement_for(request.user, row, placement_id)
    if move not in set(PlacementMove):
        raise NotVisible
    told(
        request,
        lambda: actions.move_placement(
            placement, PlacementMove(move), by=request.user, at=timezone.now()
        ),
        say("Recorded."),
    )
    return redirect("talent:opportunity", programme.pk, row.pk)


def _ours(
    request: SignedInRequest, programme_id: UUID, opportunity_id: UUID
) -> tuple[Programme, Opportunity]:
    programme = talent_programme(request.user, programme_id, Capability.OFFER_OPPORTUNITY)
    capability = Capability.OFFER_OPPORTUNITY
    return programme, queries.opportunity_for(request.user, programme, opportunity_id, capability)
