"""Pages of the list of nominations, of nominating, and of who may nominate."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import may
from mentorhouse.access.states import NotNow
from mentorhouse.design.paging import page_of
from mentorhouse.languages.saying import say
from mentorhouse.talent.actions import nominations as actions
from mentorhouse.talent.forms import NominationFilter, NominationForm, NominatorForm
from mentorhouse.talent.queries import nominations as queries
from mentorhouse.talent.rules import STANDINGS
from mentorhouse.talent.views.pages import BOTH, draw, one_form, told


@door(Capability.READ_NOMINATION)
def nominations(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List nominations: all for co-ordinators, those of one's own organisation for nominators."""
    programme = queries.list_programme(request.user, programme_id)
    runs = may(request.user, Capability.MANAGE_NOMINATIONS, programme)
    bodies = queries.bodies_of(request.user, programme) if runs else None
    listed = NominationFilter(request.GET, organisations=bodies)
    rows = queries.nominations_of(request.user, programme, **listed.chosen())
    return draw(
        request, "nominations", programme,
        filter=listed, page=page_of(rows, request), standings=STANDINGS,
        body=queries.own_body(request.user, programme),
    )  # fmt: skip


@door(Capability.NOMINATE, methods=BOTH)
def nominate(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Nominate somebody of one's own organisation."""
    programme = queries.talent_programme(request.user, programme_id, Capability.NOMINATE)
    form = NominationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.nominate(programme, form.nominee(), by=request.user, at=timezone.now())
        except NotNow as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, say("Nominated. They get an e-mail and decide themselves."))
            return redirect("talent:nominations", programme.pk)
    body = queries.own_body(request.user, programme)
    lede = (
        say("You nominate for {body}. Choose people who could go far.", body=body),
        say("Who can read this: they themselves, nominators of your organisation, co-ordinators."),
        say("The board sees the name only."),
    )
    return one_form(
        request, programme, form, title=say("Nominate someone"), button=say("Nominate"), lede=lede,
        back=(say("Nominations"), "talent:nominations", programme.pk),
    )  # fmt: skip


@door(Capability.MANAGE_NOMINATIONS, methods=BOTH)
def nominators(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List who nominates for which organisation, and name another."""
    programme = queries.talent_programme(request.user, programme_id, Capability.MANAGE_NOMINATIONS)
    bodies = queries.bodies_of(request.user, programme)
    form = NominatorForm(request.POST or None, organisations=bodies)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        try:
            actions.name_nominator(
                programme, email, form.body(), by=request.user, at=timezone.now()
            )
        except NotNow as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(
                request, say("{email} may nominate now and gets an e-mail.", email=email)
            )
            return redirect("talent:nominators", programme.pk)
    rows = queries.nominators_of(request.user, programme)
    return draw(
        request, "nominators", programme, form=form, page=page_of(rows, request),
        bodies=form.known,
    )  # fmt: skip


@door(Capability.MANAGE_NOMINATIONS, methods=("POST",))
def remove_nominator(
    request: SignedInRequest, programme_id: UUID, nominator_id: UUID
) -> HttpResponseBase:
    """Let somebody nominate no longer."""
    programme = queries.talent_programme(request.user, programme_id, Capability.MANAGE_NOMINATIONS)
    row = queries.nominator_for(request.user, programme, nominator_id)
    told(
        request,
        lambda: actions.remove_nominator(row, by=request.user, at=timezone.now()),
        say("They may not nominate any more. Whom they nominated stays."),
    )
    return redirect("talent:nominators", programme.pk)
