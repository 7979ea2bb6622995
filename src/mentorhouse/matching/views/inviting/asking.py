"""A mentee looks closely at one mentor, and turns to them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.states import NotNow
from mentorhouse.design.forms import Form
from mentorhouse.languages.saying import say
from mentorhouse.matching.actions import inviting as deeds
from mentorhouse.matching.actions.inviting.asking import AlreadyTalking
from mentorhouse.matching.engine.reasons import points
from mentorhouse.matching.forms.inviting import AimsForm, InviteForm
from mentorhouse.matching.models import Invitation
from mentorhouse.matching.queries.inviting import looking, times
from mentorhouse.matching.rules import inviting as rules
from mentorhouse.partnerships.rules import SomethingFirst


@door(Capability.INVITE_MENTOR, methods=("GET", "POST"))
def invite(request: SignedInRequest, participation_id: UUID, mentor_id: UUID) -> HttpResponse:
    """See one mentor, why the two would fit and what comes next; send what one hopes for."""
    at = timezone.now()
    found = looking.mentor_for(request.user, participation_id, mentor_id, at=at)
    form = _form(request, found, at)
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            talk = _send(request, found, form, at)
        except AlreadyTalking as refusal:
            messages.warning(request, str(refusal))
            return redirect("matching:talk", refusal.talk_id)
        except SomethingFirst as refusal:
            messages.warning(request, str(refusal))
            return redirect(refusal.page)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _sent(talk))
            return redirect("matching:talk", talk.pk)
    return render(request, "matching/invite.html", _context(found, form))


def _form(request: SignedInRequest, found: looking.Mentor, at: datetime) -> Form | None:
    """Give the form for this kind of talk; none where the two cannot talk now."""
    if found.refusal and request.method == "GET":
        return None
    data = request.POST if request.method == "POST" else None
    ways = {"one_way": found.one_way, "mutual": found.mutual}
    if not found.terms.has_meeting:
        return AimsForm(data, **ways)
    zone = timezone.get_current_timezone_name()
    offered = found.offered
    needed = found.terms.kind != rules.CALL
    return InviteForm(data, zone=zone, at=at, offered=offered, needs_message=needed, **ways)


def _send(request: SignedInRequest, found: looking.Mentor, form: Form, at: datetime) -> Invitation:
    text, origin = form.cleaned_data["message"], found.origin
    mutual = bool(form.cleaned_data.get("mutual"))
    if isinstance(form, InviteForm):
        aims = deeds.Aims(text, form.cleaned_data.get("way") or "", form.starts, mutual)
        if form.booked is not None:
            time = times.time_to_book(found.mentor, form.booked)
            return deeds.book(found.mentee, time, aims, origin=origin, by=request.user, at=at)
    else:
        aims = deeds.Aims(text, mutual=mutual)
    return deeds.invite(found.mentee, found.mentor, aims, origin=origin, by=request.user, at=at)


def _sent(talk: Invitation) -> str:
    if talk.starts_at is not None:
        return say("Booked. The event for your calendar is on its way to both of you.")
    return say("Sent. We write to you as soon as there is an answer.")


def _context(found: looking.Mentor, form: Form | None) -> dict[str, Any]:
    return {
        "found": found,
        "mentee": found.mentee,
        "mentor": found.mentor,
        "programme": found.mentee.programme,
        "form": form,
        "points": points,
        "rows": range(1, rules.MOST_TIMES + 1),
        "zone": timezone.get_current_timezone_name(),
    }
