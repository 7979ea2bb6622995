"""Sending an update, and reading those of a programme (R6.09, R11.06)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.readers import who_can_read
from mentorhouse.access.relations import may
from mentorhouse.access.states import NotNow
from mentorhouse.communication import actions, queries
from mentorhouse.communication.forms import UpdateForm
from mentorhouse.design.paging import page_of
from mentorhouse.programmes.queries import programme_for


@door(Capability.SEND_UPDATE, methods=("GET", "POST"))
def send(request: SignedInRequest, participation_id: UUID) -> HttpResponseBase:
    """Write to the co-ordinators, and see what one sent before."""
    part = queries.sends_to(request.user, participation_id)
    form = UpdateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.send_update(
                part, said["text"], agreed=said["agreed"], once=said["once"], by=request.user,
                at=timezone.now(),
            )  # fmt: skip
        except NotNow as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, _("It is sent. Your co-ordinators can read it."))
            return redirect("communication:send_update", part.pk)
    page = page_of(queries.own_updates(request.user, part), request)
    shown = {"programme": part.programme, "part": part, "form": form, "page": page}
    return render(request, "communication/send_update.html", shown)


@door(Capability.SEE_UPDATES)
def updates(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """List the updates of a programme, new ones first."""
    programme = programme_for(request.user, programme_id, Capability.SEE_UPDATES)
    page = page_of(queries.updates_in(request.user, programme), request)
    shown = {"programme": programme, "page": page}
    return render(request, "communication/updates.html", shown)


@door(Capability.READ_UPDATE)
def update(request: SignedInRequest, update_id: UUID) -> HttpResponse:
    """Read one."""
    row = queries.update_for(request.user, update_id)
    programme, at = row.by.programme, timezone.now()
    runs = may(request.user, Capability.SEE_UPDATES, programme)
    shown = {
        "programme": programme,
        "row": row,
        "text": queries.read_update(request.user, row, at=at),
        "runs": runs,
        "readers": who_can_read(Capability.READ_UPDATE),
    }
    return render(request, "communication/update.html", shown)


@door(Capability.SEE_UPDATES, methods=("POST",))
def note_read(request: SignedInRequest, update_id: UUID) -> HttpResponse:
    """Note that it was read; its author sees the day."""
    row = queries.update_for(request.user, update_id)
    actions.note_read(row, by=request.user, at=timezone.now())
    messages.success(request, _("Noted. Whoever wrote sees that you have read it."))
    return redirect("communication:updates", row.by.programme_id)
