"""Letting somebody take part who lacks a must: with a reason, by a co-ordinator (R2.14)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.languages.saying import say
from mentorhouse.programmes import actions, forms, queries


@door(Capability.RUN_PROGRAMME, methods=("GET", "POST"))
def waive(request: SignedInRequest, programme_id: UUID, participation_id: UUID) -> HttpResponseBase:
    """Say which must somebody lacks; override it with a written reason."""
    programme = queries.programme_for(request.user, programme_id)
    row = queries.participation_for(request.user, participation_id)
    if row.programme_id != programme.pk:
        raise NotVisible
    form = forms.WaiverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            actions.waive_requirements(row, reason, by=request.user, at=timezone.now())
        except NotNow as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(
                request,
                say(
                    "{given_name} can say yes to taking part now.", given_name=row.person.given_name
                ),
            )
            return redirect("programmes:participation", programme.pk, row.pk)
    page = {"programme": programme, "row": row, "form": form, "stops": queries.what_stops(row)}
    return render(request, "programmes/waive.html", page)
