"""Pages of opportunities: the list, one of them, listing and changing one, being interested."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, may
from mentorhouse.access.states import NotNow, possible
from mentorhouse.design.paging import page_of
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.languages.saying import mark, say
from mentorhouse.organisations.models import Organisation
from mentorhouse.programmes.models import Programme
from mentorhouse.talent.actions import opportunities as actions
from mentorhouse.talent.forms import OpportunityFilter, OpportunityForm
from mentorhouse.talent.queries import nominations as people
from mentorhouse.talent.queries import opportunities as queries
from mentorhouse.talent.rules import PLACED
from mentorhouse.talent.states import PLACEMENT, PlacementMove, PlacementState
from mentorhouse.talent.views.pages import BOTH, Saved, draw, one_form, told

ABOUT = (
    mark("Your organisation opens something to the nominees of the others."),
    mark(
        "They say here that they are interested. You "
        "see who they are, and agree the rest with them."
    ),
    mark("Who can read this: nominees, nominators and co-ordinators of this programme."),
)


@door(Capability.SEE_OPPORTUNITIES)
def opportunities(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List the opportunities that are open."""
    programme = _here(request, programme_id)
    lists = may(request.user, Capability.OFFER_OPPORTUNITY, programme)
    bodies = queries.listing_bodies(request.user, programme)
    listed = OpportunityFilter(request.GET, lists=lists, organisations=bodies)
    today = timezone.localdate()
    rows = queries.opportunities_in(request.user, programme, today=today, **listed.chosen())
    return draw(
        request, "opportunities", programme,
        filter=listed, page=page_of(rows, request), lists=lists, today=today,
        mine=people.own_nomination(request.user, programme),
    )  # fmt: skip


@door(Capability.SEE_OPPORTUNITIES)
def opportunity(
    request: SignedInRequest, programme_id: UUID, opportunity_id: UUID
) -> HttpResponseBase:
    """Show one: to a nominee with the way to be interested, to its organisation with who is."""
    programme = _here(request, programme_id)
    row = queries.opportunity_for(request.user, programme, opportunity_id)
    mine = people.own_nomination(request.user, programme)
    ours = may(request.user, Capability.OFFER_OPPORTUNITY, row)
    placements = list(queries.placements_of(request.user, row)) if ours else []
    return draw(
        request, "opportunity", programme,
        row=row, mine=mine, ours=ours, placed=PLACED,
        open=not row.closed_at and row.open_until >= timezone.localdate(),
        interest=queries.interest_of(row, mine) if mine else None,
        page=page_of(queries.interested_in(request.user, row), request) if ours else None,
        placements=[(p, _moves(p.state)) for p in placements],
    )  # fmt: skip


@door(Capability.OFFER_OPPORTUNITY, methods=BOTH)
def offer(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List an opportunity."""
    programme = people.talent_programme(request.user, programme_id, Capability.OFFER_OPPORTUNITY)
    today, bodies = timezone.localdate(), _bodies(request, programme)
    form = OpportunityForm(request.POST or None, organisations=bodies, today=today)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            row = actions.offer(
                programme, form.body(), said, once=said["once"], by=request.user, at=timezone.now()
            )
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, say("The opportunity is listed."))
            return redirect("talent:opportunity", programme.pk, row.pk)
    return one_form(
        request, programme, form, title=say("List an opportunity"), button=say("List"), lede=ABOUT,
        back=(say("Opportunities"), "talent:opportunities", programme.pk),
    )  # fmt: skip


@door(Capability.OFFER_OPPORTUNITY, methods=BOTH)
def change(request: SignedInRequest, programme_id: UUID, opportunity_id: UUID) -> HttpResponseBase:
    """Change an opportunity."""
    programme = _here(request, programme_id)
    row = queries.opportunity_for(
        request.user, programme, opportunity_id, Capability.OFFER_OPPORTUNITY
    )
    form = OpportunityForm(
        request.POST or None, organisations=[row.organisation], today=timezone.localdate(), row=row
    )
    saved: Saved = []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.change(row, said, version=said["version"], by=request.user, at=timezone.now())
        except ChangedMeanwhile:
            saved = form.met_by(queries.opportunity_for(request.user, programme, row.pk))
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        if form.is_valid() and not saved:
            messages.success(request, say("Saved."))
            return redirect("talent:opportunity", programme.pk, row.pk)
    return one_form(
        request, programme, form, title=say("Change an opportunity"), lede=ABOUT, saved=saved,
        back=(row.title, "talent:opportunity", programme.pk, row.pk),
    )  # fmt: skip


@door(Capability.OFFER_OPPORTUNITY, methods=BOTH)
def close(request: SignedInRequest, programme_id: UUID, opportunity_id: UUID) -> HttpResponseBase:
    """Close an opportunity before its day."""
    programme = _here(request, programme_id)
    row = queries.opportunity_for(
        request.user, programme, opportunity_id, Capability.OFFER_OPPORTUNITY
    )
    if request.method == "POST":
        told(
            request,
            lambda: actions.close(row, by=request.user, at=timezone.now()),
            say("The opportunity is closed. Nobody new can be interested in it."),
        )
        return redirect("talent:opportunity", programme.pk, row.pk)
    lede = (
        say("Nobody new can say then that they are interested. Those who did stay listed."),
        say("It cannot be opened again; you may list it anew."),
    )
    return one_form(
        request, programme, None, title=say("Close the opportunity"), button=say("Close it"),
        lede=lede,
        warning=True, back=(row.title, "talent:opportunity", programme.pk, row.pk),
    )  # fmt: skip


@door(Capability.SEE_OPPORTUNITIES, methods=("POST",))
def interest(
    request: SignedInRequest, programme_id: UUID, opportunity_id: UUID
) -> HttpResponseBase:
    """Say that one is interested, or is not any more."""
    programme = _here(request, programme_id)
    row = queries.opportunity_for(request.user, programme, opportunity_id)
    mine = people.own_nomination(request.user, programme)
    if mine is None:
        raise NotVisible
    at = timezone.now()
    try:
        if request.POST.get("interested") == "no":
            actions.take_interest_back(row, mine, by=request.user, at=at)
            messages.success(
                request, say("Taken back. The organisation does not see you any more.")
            )
        else:
            today = timezone.localdate()
            actions.say_interested(row, mine, today=today, by=request.user, at=at)
            messages.success(
                request,
                say(
                    "{organisation} can see now that you are interested.",
                    organisation=row.organisation,
                ),
            )
    except NotNow as refusal:
        messages.error(request, str(refusal))
    return redirect("talent:opportunity", programme.pk, row.pk)


def _moves(state: str) -> list[PlacementMove]:
    open_to = possible(PLACEMENT, PlacementState(state))
    return [move for move in PlacementMove if move in open_to]


def _here(request: SignedInRequest, programme_id: UUID) -> Programme:
    return people.talent_programme(request.user, programme_id, Capability.SEE_OPPORTUNITIES)


def _bodies(request: SignedInRequest, programme: Programme) -> list[Organisation]:
    if may(request.user, Capability.MANAGE_NOMINATIONS, programme):
        return list(people.bodies_of(request.user, programme))
    own = people.own_body(request.user, programme)
    return [own] if own else []
