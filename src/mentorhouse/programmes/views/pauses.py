"""One's own pause in one role of one programme (R1.08)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.states import NotNow
from mentorhouse.languages.saying import say
from mentorhouse.people.queries import pause_of
from mentorhouse.programmes import actions, forms, queries, rules
from mentorhouse.programmes.relations import today
from mentorhouse.programmes.states import Work


@door(Capability.PAUSE_PLACE, methods=("GET", "POST"))
def pause(request: SignedInRequest, participation_id: UUID) -> HttpResponseBase:
    """Pause here until a day, or change the day."""
    row = queries.participation_for(request.user, participation_id, Capability.PAUSE_PLACE)
    known = queries.place_pause_of(row, on=today())
    initial = {"returns_on": known.returns_on} if known else {}
    form = forms.PlacePauseForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        until = form.cleaned_data["returns_on"]
        try:
            actions.pause_place(row, until=until, by=request.user, at=timezone.now())
        except NotNow as refusal:
            form.add_error("returns_on", str(refusal))
        else:
            messages.success(request, say("You pause here. Your partnerships go on."))
            return redirect("programmes:taking_part", row.pk)
    page = {
        "row": row,
        "form": form,
        "known": known,
        "everywhere": pause_of(row.person_id, on=today()),
        "refusal": rules.refusal(row.programme.state, Work.SET_PLACES),
    }
    return render(request, "programmes/pause.html", page)


@door(Capability.PAUSE_PLACE, methods=("POST",))
def come_back(request: SignedInRequest, participation_id: UUID) -> HttpResponseBase:
    """Come back before the day."""
    row = queries.participation_for(request.user, participation_id, Capability.PAUSE_PLACE)
    actions.end_place_pause(row, by=request.user, at=timezone.now())
    messages.success(request, say("Welcome back. You can be found and matched here again."))
    return redirect("programmes:taking_part", row.pk)
