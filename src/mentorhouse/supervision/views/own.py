"""Pages of mentors: their supervisor, their sessions, what they bring and take on."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.design.paging import page_of
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.relations import today
from mentorhouse.supervision import actions
from mentorhouse.supervision.forms.sessions import ActionForm, BringForm
from mentorhouse.supervision.queries import sessions as queries
from mentorhouse.supervision.rules import STANDINGS

BOTH = ("GET", "POST")


@door(Capability.SEE_OWN_SUPERVISION)
def mine(request: SignedInRequest, participation_id: UUID) -> HttpResponseBase:
    """Show who supervises the viewer, when it is due, and the sessions."""
    row = queries.own_supervision(request.user, participation_id)
    return _draw(
        request, "mine", row,
        standing=queries.own_standing(row, today=today()),
        supervisor=queries.own_supervisor(row), standings=STANDINGS,
        page=page_of(queries.own_attendances(row), request),
    )  # fmt: skip


@door(Capability.SEE_OWN_SUPERVISION)
def part(request: SignedInRequest, participation_id: UUID, session_id: UUID) -> HttpResponseBase:
    """Show one session as one of those who were there."""
    row = queries.own_supervision(request.user, participation_id)
    found, at = queries.own_attendance(request.user, row, session_id), timezone.now()
    return _draw(
        request, "part", row,
        part=queries.opened(request.user, [found], at=at)[0], session=found.session,
        said=queries.words_of(request.user, found.session, at=at),
    )  # fmt: skip


@door(Capability.SEE_OWN_SUPERVISION, methods=BOTH)
def bring(request: SignedInRequest, participation_id: UUID, session_id: UUID) -> HttpResponseBase:
    """Write down what one would like to talk about."""
    row = queries.own_supervision(request.user, participation_id)
    found, at = queries.own_attendance(request.user, row, session_id), timezone.now()
    if request.method == "POST":
        form = BringForm(request.POST)
        if form.is_valid():
            try:
                actions.bring(found, form.cleaned_data["text"], by=request.user, at=at)
            except NotNow as refusal:
                form.add_error("text", str(refusal))
            else:
                messages.success(request, _("Kept. Your supervisor can read it."))
                return redirect("supervision:part", row.pk, session_id)
    else:
        opened = queries.opened(request.user, [found], at=at)[0]
        form = BringForm(initial={"text": opened.brings})
    return _draw(request, "bring", row, form=form, session=found.session)


@door(Capability.SEE_OWN_SUPERVISION, methods=BOTH)
def action(request: SignedInRequest, participation_id: UUID, session_id: UUID) -> HttpResponseBase:
    """Write down what one takes on."""
    row = queries.own_supervision(request.user, participation_id)
    found = queries.own_attendance(request.user, row, session_id)
    form = ActionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.take_on(
            found, said["text"], form.day(), once=said["once"], by=request.user, at=timezone.now()
        )
        return redirect("supervision:part", row.pk, session_id)
    return _draw(request, "action", row, form=form, session=found.session)


@door(Capability.SEE_OWN_SUPERVISION, methods=("POST",))
def settle(
    request: SignedInRequest, participation_id: UUID, session_id: UUID, action_id: UUID
) -> HttpResponseBase:
    """Mark one’s own action as done, or as open again."""
    row = queries.own_supervision(request.user, participation_id)
    found = queries.own_attendance(request.user, row, session_id)
    chosen = next((one for one in found.actions.all() if one.pk == action_id), None)
    if chosen is None:
        raise NotVisible
    done = request.POST.get("done") == "yes"
    actions.settle_action(chosen, done=done, by=request.user, at=timezone.now())
    return redirect("supervision:part", row.pk, session_id)


@door(Capability.SEE_OWN_SUPERVISION, methods=("POST",))
def release(request: SignedInRequest, participation_id: UUID, session_id: UUID) -> HttpResponseBase:
    """Say whether the co-ordinator may read the themes."""
    row = queries.own_supervision(request.user, participation_id)
    found = queries.own_attendance(request.user, row, session_id)
    agree = request.POST.get("agree") == "yes"
    try:
        actions.agree_to_release(found, agree=agree, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        done = _("You agree that the co-ordinator reads the themes, once all who were there do.")
        messages.success(request, done if agree else _("The co-ordinator does not read them."))
    return redirect("supervision:part", row.pk, session_id)


def _draw(request: SignedInRequest, template: str, row: Participation, **more: Any) -> HttpResponse:
    page = {"programme": row.programme, "row": row} | more
    return render(request, f"supervision/{template}.html", page)
