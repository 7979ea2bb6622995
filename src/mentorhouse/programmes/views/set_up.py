"""Starting a programme and its set-up, a topic a page."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import HOUSE, NotVisible, require
from mentorhouse.programmes import actions, forms, queries, rules
from mentorhouse.programmes.design import Design, DesignError, shipped_design
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.views import life

BOTH = ("GET", "POST")
DESIGNS = (("general", "General programme: one mentor and one mentee, over six months"),)


@dataclass(frozen=True)
class Topic:
    """One page of the set-up."""

    key: str
    title: str
    form: type[forms.TopicForm]
    lead: str = ""


TOPICS = {
    topic.key: topic
    for topic in (
        Topic("purpose", "Name and purpose", forms.PurposeForm),
        Topic("confidentiality", "Confidentiality", forms.ConfidentialityForm),
        Topic("matching", "How people are matched", forms.MatchingForm),
        Topic(
            "ladder",
            "Grades",
            forms.LadderForm,
            "The order of the grades decides who stands above whom, and how far.",
        ),
        Topic(
            "meetings",
            "Meetings",
            forms.MeetingsForm,
            "What you recommend to every pair. They may agree on something else.",
        ),
        Topic("size", "Length and places", forms.SizeForm),
    )
}


# Two topics have pages of their own.
OWN_PAGES = {"agreement": "programmes:agreement", "coordinator": "programmes:coordinators"}
TITLES = {key: topic.title for key, topic in TOPICS.items()} | {
    "agreement": "Agreement",
    "coordinator": "Co-ordinators",
}


@door(Capability.START_PROGRAMME, methods=BOTH)
def start(request: SignedInRequest) -> HttpResponseBase:
    """Start a programme from a design that ships with the product."""
    require(request.user, Capability.START_PROGRAMME, HOUSE)
    form = forms.StartForm(request.POST or None, designs=DESIGNS)
    if request.method == "POST" and form.is_valid():
        design = shipped_design(form.cleaned_data["design"])
        named = design.model_copy(update={"name": form.cleaned_data["name"]})
        programme = actions.start(named, by=request.user, at=timezone.now())
        messages.success(request, "The programme is started, and you co-ordinate it.")
        return redirect("programmes:set_up", programme.pk)
    return render(request, "programmes/start.html", {"form": form})


@door(Capability.RUN_PROGRAMME, methods=BOTH)
def set_up(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Show what is there and what is missing; open recruitment when nothing is."""
    programme = queries.programme_for(request.user, programme_id)
    if request.method == "POST":
        return life.open_now(request, programme)
    here = life.standing_of(request, programme)
    tasks = _tasks(programme, here["points"], here["coordinators"])
    return render(request, "programmes/set_up.html", here | {"tasks": tasks})


def _tasks(
    programme: Programme, points: tuple[rules.LaunchPoint, ...], coordinators: int
) -> list[dict[str, str]]:
    """Return the pages of the set-up as a task list: what each holds, and whether it lacks."""
    missing = {point.key for point in points if not point.done}
    said = rules.in_short(programme.design, coordinators=coordinators)
    return [
        {
            "words": TITLES[key],
            "href": _page_of(programme, key),
            "hint": hint,
            "state": "Missing" if key in missing else "Ready",
            "colour": "red" if key in missing else "",
        }
        for key, hint in said.items()
    ]


def _page_of(programme: Programme, key: str) -> str:
    if key in TOPICS:
        return reverse("programmes:topic", args=[programme.pk, key])
    return reverse(OWN_PAGES[key], args=[programme.pk])


@door(Capability.RUN_PROGRAMME, methods=BOTH)
def topic(request: SignedInRequest, programme_id: UUID, key: str) -> HttpResponseBase:
    """Show one topic of the design and save it."""
    programme = queries.programme_for(request.user, programme_id)
    if key not in TOPICS:
        raise NotVisible
    shown = TOPICS[key]
    theirs: list[tuple[str, str]] = []
    design, version = programme.design, programme.design_version
    form = shown.form(request.POST or None, design=design, version=version)
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, programme, form, design)
        except actions.ChangedMeanwhile as refusal:
            form, theirs = _go_on(request, shown, form, refusal.programme)
        except DesignError as refusal:
            for problem in refusal.problems:
                form.add_error(None, problem)
        else:
            messages.success(request, f"{shown.title}: saved.")
            return redirect("programmes:set_up", programme.pk)
    page = {"programme": programme, "topic": shown, "form": form, "theirs": theirs}
    return render(request, "programmes/topic.html", page)


def _save(
    request: SignedInRequest, programme: Programme, form: forms.TopicForm, design: Design
) -> None:
    actions.change_design(
        programme,
        form.applied_to(design),
        by=request.user,
        at=timezone.now(),
        version=form.cleaned_data["version"],
    )


def _go_on(
    request: SignedInRequest, shown: Topic, typed: forms.TopicForm, now: Programme
) -> tuple[forms.TopicForm, list[tuple[str, str]]]:
    """Keep what was typed, on top of the newest design, and show where that differs."""
    data = request.POST.copy()
    data["version"] = str(now.design_version)
    form = shown.form(data, design=now.design, version=now.design_version)
    return form, typed.differences(now.design)
