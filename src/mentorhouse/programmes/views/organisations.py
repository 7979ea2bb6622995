"""Who comes from where: the organisations of a programme, and describing one (R1.02)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.design.paging import page_of
from mentorhouse.organisations.actions import PartOfItself, describe
from mentorhouse.programmes import queries
from mentorhouse.programmes.forms.organisations import OrganisationForm
from mentorhouse.programmes.queries.organisations import bodies_in, body_for


@door(Capability.SEE_PEOPLE)
def organisations(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List the organisations that take part, with kind, region and people."""
    programme = queries.programme_for(request.user, programme_id, Capability.SEE_PEOPLE)
    page = {
        "programme": programme,
        "local": queries.organisation_of(request.user, programme),
        "page": page_of(bodies_in(request.user, programme), request),
    }
    return render(request, "programmes/organisations.html", page)


@door(Capability.DESCRIBE_ORGANISATION, methods=("GET", "POST"))
def organisation(
    request: SignedInRequest, programme_id: UUID, organisation_id: UUID
) -> HttpResponseBase:
    """Describe one organisation."""
    programme = queries.programme_for(request.user, programme_id, Capability.SEE_PEOPLE)
    row = body_for(request.user, programme, organisation_id)
    form = OrganisationForm(request.POST or None, initial=OrganisationForm.shown(row))
    if request.method == "POST" and form.is_valid():
        try:
            describe(row, form.said, by=request.user, at=timezone.now())
        except PartOfItself:
            form.add_error("parent", _("An organisation cannot be part of one of its own parts"))
        else:
            messages.success(request, _("The organisation is described."))
            return redirect("programmes:organisations", programme.pk)
    page = {"programme": programme, "row": row, "form": form}
    return render(request, "programmes/organisation.html", page)
