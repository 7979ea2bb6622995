"""With whom oneself must not be matched (R5.04)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.states import NotNow
from mentorhouse.people import actions, queries
from mentorhouse.people.forms import ConflictForm


@door(Capability.EDIT_OWN_PROFILE, methods=("GET", "POST"))
def conflicts(request: SignedInRequest) -> HttpResponseBase:
    """Show what one declared, and declare a conflict."""
    person = queries.own_profile(request.user)
    form = ConflictForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        try:
            actions.declare_conflict(person, email, by=request.user, at=timezone.now())
        except NotNow as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, _("It is kept. You will not be matched with this person."))
            return redirect("people:conflicts")
    rows = queries.own_conflicts(request.user)
    return render(request, "people/conflicts.html", {"form": form, "rows": rows})


@door(Capability.EDIT_OWN_PROFILE, methods=("POST",))
def take_conflict_back(request: SignedInRequest, conflict_id: UUID) -> HttpResponse:
    """Delete what one declared."""
    person = queries.own_profile(request.user)
    actions.take_conflict_back(person, conflict_id, by=request.user, at=timezone.now())
    messages.success(request, _("It is taken back. The two of you may be matched."))
    return redirect("people:conflicts")
