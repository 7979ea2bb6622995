"""The way of a mentor who must pass something on: one thing a page, kept from page to page."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.concerns import actions
from mentorhouse.concerns.forms.speaking import NO, YES, BeginForm, FactsForm, GroundForm, ToldForm
from mentorhouse.concerns.models import Concern
from mentorhouse.concerns.queries import speaking as queries
from mentorhouse.concerns.rules import LONGEST_DELAY
from mentorhouse.concerns.states import ConcernState
from mentorhouse.design.forms import Form
from mentorhouse.languages.saying import say
from mentorhouse.programmes.design.agreement import GROUND_WORDS
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.queries import programme_for

BOTH = ("GET", "POST")
STEPS = ("ground", "told", "facts")


@door(Capability.SPEAK_UP, methods=BOTH)
def begin(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Say what comes, whom to ring in danger, and about which mentee it is."""
    row = programme_for(request.user, programme_id, Capability.SPEAK_UP)
    mentees = queries.own_mentees(request.user, row)
    if not mentees:
        raise NotVisible
    form = BeginForm(
        request.POST or None, mentees=[(str(one.pk), one.person.name) for one in mentees]
    )
    if request.method == "POST" and form.is_valid():
        said, at = form.cleaned_data, timezone.now()
        chosen = UUID(said["mentee"])
        begun = actions.begin(row, chosen, once=said["once"], by=request.user, at=at)
        return redirect("concerns:step", begun.pk, STEPS[0])
    return _draw(
        request, "begin", row, form=form, contacts=queries.contacts_of(row),
        first_told=row.design.confidentiality.mentee_told_first,
        exception=row.said(row.design.confidentiality.exception),
    )  # fmt: skip


@door(Capability.SEND_CONCERN, methods=BOTH)
def step(request: SignedInRequest, concern_id: UUID, step: str) -> HttpResponseBase:
    """Ask one thing and keep it; nobody but the mentor reads it before it is sent."""
    row = queries.draft_for(request.user, concern_id)
    if step not in STEPS:
        raise Http404
    if row.state != ConcernState.DRAFT:
        return redirect("concerns:concern", row.pk)
    form = _form(request, row, step)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data.get("told")
        texts = form.texts() if isinstance(form, ToldForm) else form.cleaned_data
        actions.write_step(
            row, texts, told_first=None if told is None else told == YES,
            by=request.user, at=timezone.now(),
        )  # fmt: skip
        place = STEPS.index(step) + 1
        if place == len(STEPS):
            return redirect("concerns:check", row.pk)
        return redirect("concerns:step", row.pk, STEPS[place])
    number = STEPS.index(step)
    return _draw(
        request, "step", row.programme,
        row=row, form=form, step=step, number=number + 1, steps=len(STEPS) + 1,
        back=STEPS[number - 1] if number else "",
        days=LONGEST_DELAY,
        statement=row.programme.said(row.programme.design.confidentiality.exception),
    )  # fmt: skip


@door(Capability.SEND_CONCERN, methods=BOTH)
def check(request: SignedInRequest, concern_id: UUID) -> HttpResponseBase:
    """Show what will be sent and to whom, and send it."""
    row, at = queries.draft_for(request.user, concern_id), timezone.now()
    if request.method == "POST":
        try:
            sent = actions.send_draft(row, by=request.user, at=at)
        except NotNow as refusal:
            messages.error(request, str(refusal))
            return redirect("concerns:check", row.pk)
        name = sent.contact.name if sent.contact else ""
        messages.success(request, _("Sent to %(name)s, and to nobody else.") % {"name": name})
        return redirect("concerns:concern", row.pk)
    if row.state != ConcernState.DRAFT:
        return redirect("concerns:concern", row.pk)
    return _draw(
        request, "check", row.programme,
        row=row, text=queries.text_of(request.user, row, at=at),
        complete=actions.is_complete(row), days=LONGEST_DELAY,
        words={key: say(words) for key, words in GROUND_WORDS.items()},
    )  # fmt: skip


@door(Capability.SEND_CONCERN, methods=("POST",))
def throw_away(request: SignedInRequest, concern_id: UUID) -> HttpResponseBase:
    """Delete what was not sent."""
    row = queries.draft_for(request.user, concern_id)
    try:
        actions.throw_away(row, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.error(request, str(refusal))
        return redirect("concerns:concern", row.pk)
    messages.success(request, _("Deleted. Nobody has read it."))
    return redirect("concerns:speak_up", row.programme_id)


@door(Capability.SEE_WHAT_WAS_PASSED_ON)
def passed_on(request: SignedInRequest, concern_id: UUID) -> HttpResponseBase:
    """Tell a mentee that their mentor has passed something on, and what they can do."""
    row = queries.passed_on_for(request.user, concern_id)
    return _draw(request, "passed_on", row.programme, row=row)


def _form(request: SignedInRequest, row: Concern, step: str) -> Form:
    """Show what was written before; a form that was sent shows what was typed."""
    data = request.POST if request.method == "POST" else None
    kept = None if data else queries.text_of(request.user, row, at=timezone.now())
    if step == "ground":
        grounds = row.programme.design.confidentiality.grounds
        return GroundForm(data, grounds=grounds, initial={"ground": kept and kept.ground})
    if step == "told":
        told = None if row.told_first is None else (YES if row.told_first else NO)
        return ToldForm(data, initial={"told": told, "unsafe": kept and kept.unsafe})
    return FactsForm(data, initial={"facts": kept and kept.facts})


def _draw(
    request: SignedInRequest, template: str, programme: Programme, **more: Any
) -> HttpResponse:
    urgent = programme.said(programme.design.confidentiality.urgent)
    shown = {"programme": programme, "urgent": urgent} | more
    return render(request, f"concerns/{template}.html", shown)
