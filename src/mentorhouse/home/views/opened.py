"""Reading in an emergency what a pair wrote: for a purpose, recorded each time."""

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.queries import proved_at
from mentorhouse.concerns.actions.openings import look
from mentorhouse.concerns.forms.openings import LookForm
from mentorhouse.concerns.queries.openings import opening_for
from mentorhouse.concerns.views.openings import signs_in_first
from mentorhouse.home.queries.opened import opened as texts_of


@door(Capability.USE_OPENING, methods=("GET", "POST"))
def opened(request: SignedInRequest, opening_id: UUID) -> HttpResponseBase:
    """Ask what is read and for what; then show it once, to read only."""
    row = opening_for(request.user, opening_id, Capability.USE_OPENING)
    if away := signs_in_first(request):
        return away
    form, texts, at = LookForm(request.POST or None, kinds=row.kinds), None, timezone.now()
    if request.method == "POST" and form.is_valid():
        said, proved = form.cleaned_data, proved_at(request, request.user)
        try:
            reader = look(row, said["kind"], said["purpose"], proved=proved, by=request.user, at=at)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            texts = texts_of(reader, row, said["kind"], at=at)
    shown = {"programme": row.programme, "row": row, "form": form, "texts": texts}
    return render(request, "home/opened.html", shown)
