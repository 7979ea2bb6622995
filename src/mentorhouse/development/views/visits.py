"""Pages of visits to other services, where the programme has them (R8.16)."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.readers import who_can_read
from mentorhouse.access.relations import NotVisible, may
from mentorhouse.design.paging import page_of
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.development.actions import plans as actions
from mentorhouse.development.forms.plans import VisitForm
from mentorhouse.development.queries import plans as queries
from mentorhouse.development.queries.goals import kept
from mentorhouse.languages.saying import say
from mentorhouse.partnerships.queries import running_for
from mentorhouse.partnerships.relations import conditional_readers
from mentorhouse.partnerships.states import PartnershipState

BOTH = ("GET", "POST")
CONFLICT = 409
_READ, _WRITE = Capability.READ_PLAN, Capability.WRITE_PLAN


@door(_READ, methods=BOTH)
def visits(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """List the visits of a pair, and plan one."""
    row = queries.visits_place(kept(request.user, partnership_id, _READ))
    at = timezone.now()
    holding = conditional_readers(row)
    writes = row.state == PartnershipState.ACTIVE and may(request.user, _WRITE, row)
    form = VisitForm(
        request.POST or None, today=timezone.localdate(at), new=True, holding=holding,
        initial={"once": uuid4()},
    )  # fmt: skip
    if request.method == "POST":
        if not writes:
            raise NotVisible
        if form.is_valid():
            planned, once = form.cleaned_data["planned_on"], form.cleaned_data["once"]
            actions.plan_visit(row, planned, form.texts, once=once, by=request.user, at=at)
            messages.success(request, say("The visit is planned."))
            return redirect("development:visits", row.pk)
    page = page_of(queries.visits_of(request.user, row), request)
    context = {
        "partnership": row, "page": page, "form": form, "writes": writes,
        "visits": queries.read_visits(request.user, row, list(page), at=at),
        "readers": who_can_read(_READ, holding=holding),
    }  # fmt: skip
    return render(request, "development/visits.html", context)


@door(_WRITE, methods=BOTH)
def visit(request: SignedInRequest, partnership_id: UUID, visit_id: UUID) -> HttpResponse:
    """Change a visit, or say when it was made and what was learnt."""
    row = queries.visits_place(running_for(request.user, partnership_id, _WRITE))
    one = queries.visit_for(request.user, row, visit_id)
    at = timezone.now()
    read = queries.read_visits(request.user, row, [one], at=at)
    now = read[0][1] if read else {}
    begin = {**now, "planned_on": one.planned_on, "made_on": one.made_on,
             "revision": one.revision, "once": uuid4()}  # fmt: skip
    form = VisitForm(
        request.POST or None, today=timezone.localdate(at), holding=conditional_readers(row),
        initial=begin,
    )  # fmt: skip
    context: dict[str, Any] = {"partnership": row, "form": form}
    if request.method == "GET" or not form.is_valid():
        return render(request, "development/visit.html", context)
    days = form.cleaned_data["planned_on"], form.cleaned_data["made_on"]
    based_on = form.cleaned_data["revision"] or 0
    try:
        actions.change_visit(one, days, form.texts, based_on=based_on, by=request.user, at=at)
    except ChangedMeanwhile:
        if now != form.texts:
            form.data = dict(request.POST.items()) | {"revision": str(one.revision)}
            context |= {"theirs": [(str(form.fields[k].label), v) for k, v in now.items()
                                   if v != form.texts[k]]}  # fmt: skip
            return render(request, "development/visit.html", context, status=CONFLICT)
    messages.success(request, say("The visit is saved."))
    return redirect("development:visits", row.pk)
