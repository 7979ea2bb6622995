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
from mentorhouse.access.relations import HOUSE, require
from mentorhouse.languages.saying import say, say_many
from mentorhouse.programmes import actions, forms, queries, rules
from mentorhouse.programmes.design import Design, shipped_design, shipped_designs
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.views import life

BOTH = ("GET", "POST")


@dataclass(frozen=True)
class Group:
    """Pages of the set-up that belong together."""

    name: str
    tasks: list[dict[str, str]]

    @property
    def lacks(self) -> int:
        """How many of its pages something is missing on."""
        return sum(task["state"] == "Missing" for task in self.tasks)


@door(Capability.START_PROGRAMME, methods=BOTH)
def start(request: SignedInRequest) -> HttpResponseBase:
    """Start a programme from a design that ships with the product, or from nothing."""
    require(request.user, Capability.START_PROGRAMME, HOUSE)
    form = forms.StartForm(request.POST or None, designs=shipped_designs())
    if request.method == "POST" and form.is_valid():
        name, chosen = form.cleaned_data["name"], form.cleaned_data["design"]
        design = Design(name=name) if chosen == forms.NOTHING else shipped_design(chosen)
        named = design.model_copy(update={"name": name})
        programme = actions.start(named, by=request.user, at=timezone.now())
        messages.success(request, say("The programme is started, and you co-ordinate it."))
        return redirect("programmes:set_up", programme.pk)
    context = {"form": form, "beside": rules.side_by_side()}
    return render(request, "programmes/start.html", context)


@door(Capability.RUN_PROGRAMME, methods=BOTH)
def set_up(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Show what is there and what is missing; open recruitment when nothing is."""
    programme = queries.programme_for(request.user, programme_id)
    if request.method == "POST":
        return life.open_now(request, programme)
    here = life.standing_of(request, programme)
    groups = _groups(programme, here["points"], here["coordinators"])
    pages = {point.key: _where(programme, point.key) for point in here["points"]}
    return render(request, "programmes/set_up.html", here | {"groups": groups, "pages": pages})


def _where(programme: Programme, point: str) -> str:
    """Return the page on which a point is reached that recruitment waits for."""
    if point == "coordinator":
        return reverse("programmes:coordinators", args=[programme.pk])
    return _page(programme, rules.POINTS_ON[point])


def _groups(
    programme: Programme, points: tuple[rules.LaunchPoint, ...], coordinators: int
) -> list[Group]:
    """Return the pages of the set-up in groups: what each holds, and whether something lacks."""
    missing = {rules.POINTS_ON.get(point.key, point.key) for point in points if not point.done}
    said = rules.in_short(programme.design)
    found = []
    for name in rules.GROUPS:
        tasks = [
            _task(say(topic.title), _page(programme, key), said[key], missing=key in missing)
            for key, topic in rules.TOPICS.items()
            if topic.group == name
        ]
        found.append(Group(name, tasks))
    who = say_many(
        "{count} co-ordinator run the programme.",
        "{count} co-ordinators run the programme.",
        coordinators,
    )
    who = who.replace("run", "runs") if coordinators == 1 else who
    address = reverse("programmes:coordinators", args=[programme.pk])
    task = _task(say("Co-ordinators"), address, who, missing="coordinator" in missing)
    found[-1].tasks.insert(0, task)
    return found


def _page(programme: Programme, key: str) -> str:
    return reverse("programmes:topic", args=[programme.pk, key])


def _task(words: str, href: str, hint: str, *, missing: bool) -> dict[str, str]:
    state, colour = (say("Missing"), "red") if missing else ("", "")
    return {"words": words, "href": href, "hint": hint, "state": state, "colour": colour}
