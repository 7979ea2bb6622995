"""A talk about the course of a partnership: its agenda, with the agreement alongside (R10.11)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.agreements.queries import Reading, agreement_of, read_version
from mentorhouse.design.two_writers import ChangedMeanwhile, TwoWritersForm
from mentorhouse.home.rules.course import AGENDA
from mentorhouse.languages.saying import say
from mentorhouse.partnerships.actions import correcting as actions
from mentorhouse.partnerships.forms.living import TopicForm, course_form
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.queries import living as queries
from mentorhouse.partnerships.queries import running_for

BOTH = ("GET", "POST")
CONFLICT = 409
_C = Capability.CORRECT_COURSE


@door(_C, methods=BOTH)
def course(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Ask for the talk; then see its agenda, and close it when you have talked."""
    row = running_for(request.user, partnership_id, _C)
    at = timezone.now()
    form = TopicForm(request.POST or None)
    if request.method == "POST" and _do(request, row, form, at):
        return redirect("home:course", row.pk)
    talk = queries.open_correction(row)
    words = queries.read_correction(request.user, talk, at=at) if talk else {}
    return render(
        request,
        "home/course.html",
        {
            "partnership": row,
            "talk": talk,
            "words": words,
            "agenda": [say(line) for line in AGENDA],
            "reading": _agreement(request, row, at) if talk else None,
            "form": form,
            "past": queries.past_corrections(request.user, row, at=at),
        },
    )


@door(_C, methods=BOTH)
def agreed(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Write what you try from now on. If the other saved meanwhile, both stand side by side."""
    row = running_for(request.user, partnership_id, _C)
    at = timezone.now()
    talk = queries.open_correction(row)
    if talk is None:
        messages.info(request, say(actions.NOT_OPEN))
        return redirect("home:course", row.pk)
    text = queries.read_correction(request.user, talk, at=at)["agreed"]
    form = course_form(talk, text, request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _writing(request, row, form)
    revision, by = form.cleaned_data["revision"], request.user
    try:
        actions.write_correction(row, talk.pk, form.mine["agreed"], based_on=revision, by=by, at=at)
    except ChangedMeanwhile:
        met = form.met_by({"agreed": text}, revision=talk.revision)
        return _writing(request, row, met, status=CONFLICT)
    except NotNow as refusal:
        messages.warning(request, str(refusal))
        return redirect("home:course", row.pk)
    messages.success(request, say("Saved."))
    return redirect("home:course", row.pk)


def _do(request: SignedInRequest, row: Partnership, form: TopicForm, at: datetime) -> bool:
    """Do what was pressed; False where the form is to be shown again."""
    deed, by = request.POST.get("deed"), request.user
    if deed == "ask":
        if not form.is_valid():
            return False
        actions.ask_correction(row, form.cleaned_data["topic"], by=by, at=at)
        messages.success(request, say("The others are told that you would like to talk."))
        return True
    if deed not in {"talked", "leave"}:
        raise NotVisible
    try:
        talk = UUID(request.POST.get("talk", ""))
        actions.close_correction(row, talk, talked=deed == "talked", by=by, at=at)
    except ValueError:
        raise NotVisible from None
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, say("The talk is closed."))
    return True


def _agreement(request: SignedInRequest, row: Partnership, at: datetime) -> Reading | None:
    """Open the agreement in force, else the newest; nothing where the pair has none."""
    found = agreement_of(row)
    if found is None:
        return None
    return read_version(request.user, found, found.in_force or found.newest, at=at)


def _writing(
    request: SignedInRequest, row: Partnership, form: TwoWritersForm, *, status: int = 200
) -> HttpResponse:
    page: dict[str, Any] = {"partnership": row, "form": form}
    return render(request, "home/course_agreed.html", page, status=status)
