"""Who runs a programme: the list with its workload, one co-ordinator, and partner bodies."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes import actions, forms, queries, rules
from mentorhouse.programmes.forms.coordination import DATED, LASTING
from mentorhouse.programmes.models import Coordinator, Programme
from mentorhouse.programmes.relations import today

BOTH = ("GET", "POST")
ADDED = mark("The co-ordinator is added, and an e-mail is on its way.")


@door(Capability.RUN_PROGRAMME, methods=BOTH)
def coordinators(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List who runs the programme and how much work it is; name another."""
    programme = queries.programme_for(request.user, programme_id)
    rows = list(queries.coordinators_of(request.user, programme))
    central = [row for row in rows if row.organisation_id is None]
    lasting = [row for row in central if row.until is None]
    form = forms.CoordinatorForm(request.POST or None, successors=lasting, today=today())
    if request.method == "POST" and form.is_valid():
        terms = actions.Terms(
            until=form.cleaned_data["until"],
            successor=form.chosen,
            external=form.cleaned_data["external"],
        )
        if _add(request, programme, form, terms):
            return redirect("programmes:coordinators", programme.pk)
    page = {
        "programme": programme,
        "rows": central,
        "locals": [row for row in rows if row.organisation_id is not None],
        "former": queries.former_coordinators(request.user, programme),
        "form": form,
        "role_description": programme.design.coordination.role_description,
        "workload": queries.workload(request.user, programme),
    }
    return render(request, "programmes/coordinators.html", page)


def _add(request: SignedInRequest, programme: Programme, form: Any, terms: actions.Terms) -> bool:
    email = form.cleaned_data["email"]
    try:
        actions.add_coordinator(programme, email, by=request.user, at=timezone.now(), terms=terms)
    except NotNow as refusal:
        form.add_error("email", str(refusal))
        return False
    messages.success(request, say(ADDED))
    return True


@door(Capability.RUN_PROGRAMME, methods=BOTH)
def coordinator(
    request: SignedInRequest, programme_id: UUID, coordinator_id: UUID
) -> HttpResponseBase:
    """Say how long one co-ordinator has access, or end it: by a hand-over, where they see all."""
    programme = queries.programme_for(request.user, programme_id)
    row = queries.coordinator_for(request.user, programme, coordinator_id)
    heirs = list(queries.successors_to(request.user, row))
    deed = request.POST.get("deed", "")
    if deed == "end" and row.organisation_id is not None:
        return _end_local(request, row)
    terms = _terms_form(request if deed == "terms" else None, row, heirs)
    over = forms.HandOverForm(request.POST if deed == "hand_over" else None, successors=heirs)
    if deed == "hand_over" and over.is_valid():
        done = _hand_over(request, row, over)
        if done is not None:
            return done
    if deed == "terms" and terms.is_valid() and _change(request, row, terms):
        return redirect("programmes:coordinators", programme.pk)
    page = {
        "programme": programme,
        "row": row,
        "terms": terms,
        "over": over,
        "heirs": heirs,
        "no_successor": say(rules.NO_SUCCESSOR),
        "is_me": row.user_id == request.user.pk,
    }
    return render(request, "programmes/coordinator.html", page)


def _terms_form(
    request: SignedInRequest | None, row: Coordinator, heirs: list[Coordinator]
) -> forms.TermsForm:
    shown = {
        "lasts": DATED if row.until else LASTING,
        "until": row.until,
        "successor": str(row.successor_id or ""),
        "external": row.external,
    }
    data = request.POST if request else None
    return forms.TermsForm(
        data, successors=heirs, today=today(), initial=shown, local=row.organisation_id is not None
    )


def _change(request: SignedInRequest, row: Coordinator, form: forms.TermsForm) -> bool:
    terms = actions.Terms(
        until=form.cleaned_data["until"],
        successor=form.chosen,
        external=form.cleaned_data.get("external", False),
        organisation=row.organisation,
    )
    try:
        actions.set_terms(row, terms, by=request.user, at=timezone.now())
    except NotNow as refusal:
        form.add_error("lasts", str(refusal))
        return False
    messages.success(request, say("The change is saved."))
    return True


def _hand_over(
    request: SignedInRequest, row: Coordinator, form: forms.HandOverForm
) -> HttpResponse | None:
    to = form.chosen.user
    try:
        actions.hand_over(row.programme, to=to, leaving=row, by=request.user, at=timezone.now())
    except NotNow as refusal:
        form.add_error("to", str(refusal))
        return None
    messages.success(request, say("It is handed over. Both have an e-mail."))
    if row.user_id == request.user.pk:
        return redirect("home:start")
    return redirect("programmes:coordinators", row.programme_id)


def _end_local(request: SignedInRequest, row: Coordinator) -> HttpResponse:
    try:
        actions.end_local(row, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, say("The access has ended."))
    return redirect("programmes:partners", row.programme_id)


@door(Capability.RUN_PROGRAMME, methods=BOTH)
def partners(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List the organisations that run the programme together; add or remove one."""
    programme = queries.programme_for(request.user, programme_id)
    bodies = list(queries.partner_bodies(request.user, programme))
    form = forms.PartnerForm(request.POST if "name" in request.POST else None)
    if "remove" in request.POST:
        return _remove(request, programme, request.POST["remove"])
    if form.is_bound and form.is_valid():
        name = form.cleaned_data["name"]
        try:
            actions.add_partner(programme, name, by=request.user, at=timezone.now())
        except NotNow as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, say("{name} is added.", name=name))
            return redirect("programmes:partners", programme.pk)
    here = queries.local_coordinators(request.user, programme)
    page = {
        "programme": programme,
        "bodies": [(body, here.get(body.organisation_id, [])) for body in bodies],
        "form": form,
    }
    return render(request, "programmes/partners.html", page)


@door(Capability.RUN_PROGRAMME, methods=BOTH)
def local_coordinator(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Name a local co-ordinator for one of the organisations that run the programme together."""
    programme = queries.programme_for(request.user, programme_id)
    bodies = list(queries.partner_bodies(request.user, programme))
    if not bodies:
        messages.warning(request, say("Add an organisation first."))
        return redirect("programmes:partners", programme.pk)
    form = forms.LocalForm(request.POST or None, bodies=bodies, today=today())
    if request.method == "POST" and form.is_valid():
        terms = actions.Terms(
            until=form.cleaned_data["until"], organisation=form.chosen.organisation
        )
        if _add(request, programme, form, terms):
            return redirect("programmes:partners", programme.pk)
    page = {"programme": programme, "form": form}
    return render(request, "programmes/local_coordinator.html", page)


def _remove(request: SignedInRequest, programme: Programme, body_id: str) -> HttpResponse:
    bodies = {str(body.pk): body for body in queries.partner_bodies(request.user, programme)}
    if body_id not in bodies:
        raise NotVisible
    try:
        actions.remove_partner(bodies[body_id], by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, say("The organisation is removed."))
    return redirect("programmes:partners", programme.pk)
