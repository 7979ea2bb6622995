"""The form: its steps as a task list, one page a step, check your answers, send."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability, Relation
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.people.actions import change_profile
from mentorhouse.people.queries import told_of
from mentorhouse.programmes.models import Programme
from mentorhouse.recruitment.actions import applying as actions
from mentorhouse.recruitment.actions.applying.writing import mark_of, said_in
from mentorhouse.recruitment.forms.applying import AboutForm, StepForm
from mentorhouse.recruitment.queries import applying as queries
from mentorhouse.recruitment.queries.applying import Sitting
from mentorhouse.recruitment.rules.applying import CRITERIA, Step, spoken
from mentorhouse.recruitment.rules.programme import ladder_of
from mentorhouse.recruitment.views.telling import checked, criteria_of, tasks_of

BOTH = ("GET", "POST")


@door(Capability.WRITE_APPLICATION)
def form(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Show the steps and where each stands."""
    sitting = queries.sitting_for(request.user, programme_id, at=timezone.now())
    return render(
        request,
        "recruitment/applying/form.html",
        _page(sitting) | {"tasks": tasks_of(sitting, at=timezone.now())},
    )


@door(Capability.WRITE_APPLICATION, methods=BOTH)
def step(request: SignedInRequest, programme_id: UUID, step: str) -> HttpResponseBase:
    """Fill in one step; what is typed is kept whatever is wrong with it."""
    sitting = queries.sitting_for(request.user, programme_id, at=timezone.now())
    found = next((one for one in sitting.steps if one.key == step), None)
    if found is None:
        raise NotVisible
    if found.key == "about":
        return _about(request, sitting, found)
    later = "later" in request.POST and len(sitting.to_send) == len(sitting.applications)
    there = said_in(found, sitting.drafts)
    filled = _filled(request, sitting, found, request.POST or None, said=there, later=later)
    theirs: dict[str, Any] = {}
    if request.method == "POST" and filled.is_valid():
        try:
            actions.save_step(
                programme_id, found.key, filled.said,
                began_from=filled.cleaned_data["began_from"], by=request.user, at=timezone.now(),
            )  # fmt: skip
            return _onward(request, sitting, found, later=later)
        except NotNow as refusal:
            filled.add_error(None, str(refusal))
        except actions.WrittenElsewhere as meanwhile:
            theirs = dict(meanwhile.theirs)
            again = request.POST.copy()
            again["began_from"] = mark_of(theirs)
            filled = _filled(request, sitting, found, again, said=theirs, later=later)
    page = _page(sitting) | {
        "step": found,
        "form": filled,
        "theirs": [
            (ask.label, spoken(ask, theirs[ask.key], sitting.programme.said))
            for ask in found.asks
            if theirs
        ],
        "criteria": criteria_of(sitting) if found.key == CRITERIA else [],
        "may_come_back": bool(sitting.to_send),
    }
    return render(request, "recruitment/applying/step.html", page)


def _filled(
    request: SignedInRequest, sitting: Sitting, found: Step, typed: QueryDict | None, *,
    said: Mapping[str, Any], later: bool,
) -> StepForm:  # fmt: skip
    return StepForm(
        typed, step=found, said=said, began_from=mark_of(said), later=later,
        holding=_holding(request, sitting.programme), speak=sitting.programme.said,
    )  # fmt: skip


def _about(request: SignedInRequest, sitting: Sitting, found: Step) -> HttpResponseBase:
    """Show what the profile says, and ask what it does not say."""
    ladder = ladder_of(sitting.programme.design)
    filled = AboutForm(
        request.POST or None, person=sitting.person, ladder=ladder, told=told_of(request.user)
    )
    if request.method == "POST" and filled.is_valid():
        if filled.said:
            change_profile(sitting.person, filled.said, by=request.user, at=timezone.now())
        actions.save_step(
            sitting.programme.pk, found.key, {}, began_from="", by=request.user, at=timezone.now()
        )
        return _onward(request, sitting, found, later="later" in request.POST)
    page = {"step": found, "form": filled, "person": sitting.person}
    return render(request, "recruitment/applying/about.html", _page(sitting) | page)


@door(Capability.WRITE_APPLICATION, methods=BOTH)
def check_answers(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Show every answer with a way to change it, and send."""
    at = timezone.now()
    if request.method == "POST":
        try:
            sent = actions.send(programme_id, by=request.user, at=at)
        except NotNow as refusal:
            messages.warning(request, str(refusal))
            return redirect("recruitment:check_answers", programme_id)
        for row in sent:
            return redirect("recruitment:applied", programme_id, row.pk)
    sitting = queries.sitting_for(request.user, programme_id, at=at)
    if not sitting.to_send:
        latest = next(iter(sitting.applications.values()))
        return redirect("recruitment:applied", programme_id, latest.pk)
    page = _page(sitting) | {
        "sections": checked(sitting),
        "tasks": [task for task in tasks_of(sitting, at=at) if task["missing"]],
    }
    return render(request, "recruitment/applying/check.html", page)


def _page(sitting: Sitting) -> dict[str, Any]:
    return {"programme": sitting.programme, "sitting": sitting, "roles": sitting.roles}


def _holding(request: SignedInRequest, programme: Programme) -> frozenset[Relation]:
    local = queries.read_locally(request.user, programme)
    return frozenset({Relation.LOCAL_COORDINATOR}) if local else frozenset()


def _onward(
    request: SignedInRequest, sitting: Sitting, done: Step, *, later: bool
) -> HttpResponseBase:
    """Lead to the next page: back to the check or the list, or on to the next step."""
    here = sitting.programme.pk
    if later:
        messages.success(request, _("Your draft is saved. It waits for you on your start page."))
        return redirect("recruitment:form", here)
    if not sitting.to_send:
        messages.success(request, _("Your change is saved."))
        return redirect("recruitment:form", here)
    keys = [one.key for one in sitting.steps]
    place = keys.index(done.key) + 1
    if request.GET.get("from") == "check" or place == len(keys):
        return redirect("recruitment:check_answers", here)
    return redirect("recruitment:step", here, keys[place])
