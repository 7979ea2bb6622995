"""Pages of named contacts: what came to them, and what they do about it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.access.states import NotNow
from mentorhouse.concerns import actions
from mentorhouse.concerns.forms.handling import CloseForm, HoldForm, StepForm
from mentorhouse.concerns.models import Concern
from mentorhouse.concerns.queries import handling as queries
from mentorhouse.concerns.queries.speaking import concern_for
from mentorhouse.concerns.rules import LONGEST_DELAY, deadlines, is_late
from mentorhouse.design.forms import Form
from mentorhouse.design.paging import page_of
from mentorhouse.programmes.queries import programme_for
from mentorhouse.programmes.relations import day_of, today

BOTH = ("GET", "POST")


@door(Capability.SEE_CONCERNS)
def concerns(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List what came to the viewer, by dates; no word of it is opened here."""
    row = programme_for(request.user, programme_id, Capability.SEE_CONCERNS)
    page = page_of(queries.concerns_to(request.user, row), request)
    lines = [(one, deadlines(_sent_on(one)), _is_late(one)) for one in page]
    shown = {"programme": row, "page": page, "lines": lines}
    return render(request, "concerns/concerns.html", shown)


@door(Capability.HANDLE_CONCERN, methods=("POST",))
def take_up(request: SignedInRequest, concern_id: UUID) -> HttpResponseBase:
    """Say that one has it."""
    row = _handled(request, concern_id)
    actions.take_up(row, by=request.user, at=timezone.now())
    messages.success(request, _("Taken up. Whoever spoke up is told so."))
    return redirect("concerns:concern", row.pk)


@door(Capability.HANDLE_CONCERN, methods=BOTH)
def step(request: SignedInRequest, concern_id: UUID) -> HttpResponseBase:
    """Note what one has done."""
    row, form = _handled(request, concern_id), StepForm(request.POST or None)
    title, button = _("Note a step"), _("Save the note")
    return _written(request, row, form, actions.note_step, title=title, button=button)


@door(Capability.HANDLE_CONCERN, methods=BOTH)
def close(request: SignedInRequest, concern_id: UUID) -> HttpResponseBase:
    """Answer and close."""
    row, form = _handled(request, concern_id), CloseForm(request.POST or None)
    title, button = _("Answer and close"), _("Send the answer and close")
    return _written(request, row, form, actions.close, title=title, button=button)


@door(Capability.HANDLE_CONCERN, methods=("POST",))
def tell(request: SignedInRequest, concern_id: UUID) -> HttpResponseBase:
    """Tell the mentee now."""
    row = _handled(request, concern_id)
    actions.tell(row, by=request.user, at=timezone.now())
    messages.success(request, _("The mentee is told."))
    return redirect("concerns:concern", row.pk)


@door(Capability.HANDLE_CONCERN, methods=BOTH)
def hold(request: SignedInRequest, concern_id: UUID) -> HttpResponseBase:
    """Put off telling the mentee, with a reason."""
    row, form = _handled(request, concern_id), HoldForm(request.POST or None)
    title, button = _("Tell the mentee later"), _("Save the reason")
    return _written(
        request, row, form, actions.hold, title=title, button=button, days=LONGEST_DELAY
    )


def _written(
    request: SignedInRequest, row: Concern, form: Form, deed: Any, *, title: str, button: str,
    days: int = 0,
) -> HttpResponseBase:  # fmt: skip
    """Do a deed with one text, or show the form again with what was typed."""
    if request.method == "POST" and form.is_valid():
        said, at = form.cleaned_data, timezone.now()
        try:
            deed(row, said["text"], once=said["once"], by=request.user, at=at)
        except NotNow as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("concerns:concern", row.pk)
    shown = {
        "programme": row.programme, "row": row, "form": form, "title": title, "button": button,
        "days": days,
    }  # fmt: skip
    return render(request, "concerns/deed.html", shown)


def _handled(request: SignedInRequest, concern_id: UUID) -> Concern:
    row = concern_for(request.user, concern_id)
    require(request.user, Capability.HANDLE_CONCERN, row)
    return row


def _sent_on(row: Concern) -> Any:
    return day_of(row.sent_at or row.begun_at)


def _is_late(row: Concern) -> bool:
    return is_late(row.state, _sent_on(row), today=today())
