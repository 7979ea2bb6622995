"""Pages of the action plan: reading it, writing it, its earlier versions."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.readers import who_can_read
from mentorhouse.access.relations import NotVisible, may
from mentorhouse.design.paging import page_of
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.development.actions import plans as actions
from mentorhouse.development.actions.plans import PlanFacts
from mentorhouse.development.forms.plans import PlanForm
from mentorhouse.development.models import Plan, PlanVersion
from mentorhouse.development.queries import goals as goal_queries
from mentorhouse.development.queries import plans as queries
from mentorhouse.development.rules.plans import BOXES, SHEET, Drawing, Span, drawn
from mentorhouse.development.states import GoalState
from mentorhouse.languages.saying import say
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.queries import running_for
from mentorhouse.partnerships.relations import conditional_readers
from mentorhouse.partnerships.states import PartnershipState

BOTH = ("GET", "POST")
CONFLICT = 409
MOST_DRAWN = 20
_READ, _WRITE = Capability.READ_PLAN, Capability.WRITE_PLAN
FACTS = tuple(PlanFacts.__dataclass_fields__)


@door(_READ)
def plan(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Read the plan in force, with its drawing."""
    row = goal_queries.kept(request.user, partnership_id, _READ)
    found = queries.plan_of(request.user, row)
    context = _about(request, row)
    if found is None:
        return render(request, "development/plan_none.html", context)
    version = queries.version_of(found)
    spans = _spans(request, row, version)
    return _reading(request, row, version, {
        "plan": found, "spans": spans, "drawing": drawn(spans, today=timezone.localdate()),
    })  # fmt: skip


@door(_READ)
def versions(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """List all versions of the plan."""
    row, found = _plan(request, partnership_id)
    page = page_of(queries.versions_of(found), request)
    context = {"page": page, "plan": found} | _about(request, row)
    return render(request, "development/plan_versions.html", context)


@door(_READ)
def version(request: SignedInRequest, partnership_id: UUID, number: int) -> HttpResponse:
    """Read one version with its revision sheet."""
    row, found = _plan(request, partnership_id)
    drawing: Drawing | None = None
    one = queries.version_of(found, number)
    return _reading(request, row, one, {"plan": found, "drawing": drawing, "spans": []})


@door(_WRITE, methods=BOTH)
def write(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Begin the plan, or revise it: what changed, why, and new dates."""
    row = running_for(request.user, partnership_id, _WRITE)
    found = queries.plan_of(request.user, row)
    at = timezone.now()
    now = queries.version_of(found) if found else None
    words = queries.read_version(request.user, now, at=at) if now else _first(request, row)
    form = _form(row, now, words, dict(request.POST.items()))
    context: dict[str, Any] = {"form": form, "plan": found} | _about(request, row)
    if request.method == "GET" or not form.is_valid():
        return render(request, "development/plan_write.html", context)
    based_on = form.cleaned_data["revision"]
    facts = PlanFacts(**form.facts)
    try:
        actions.write_plan(row, facts, form.texts, based_on=based_on, by=request.user, at=at)
    except ChangedMeanwhile:
        if now and _is_same(form, words, now):  # sent twice
            return redirect("development:plan", row.pk)
        data: dict[str, Any] = {**dict(request.POST.items()), "revision": now.number if now else 0}
        context["form"] = _form(row, now, words, data)
        theirs = [(say(BOXES[name]), words.get(name, "")) for name in BOXES
                  if words.get(name, "") != form.texts[name]]  # fmt: skip
        context |= {"theirs": theirs}
        return render(request, "development/plan_write.html", context, status=CONFLICT)
    messages.success(request, say("The plan is saved. Earlier versions stay readable."))
    return redirect("development:plan", row.pk)


def _plan(request: SignedInRequest, partnership_id: UUID) -> tuple[Partnership, Plan]:
    row = goal_queries.kept(request.user, partnership_id, _READ)
    found = queries.plan_of(request.user, row)
    if found is None:
        raise NotVisible
    return row, found


def _form(
    row: Partnership, now: PlanVersion | None, words: dict[str, str], data: Mapping[str, Any]
) -> PlanForm:  # fmt: skip
    """Ask for the revision sheet from whoever began from a version."""
    today = timezone.localdate()
    began = str(data.get("revision", "")) if data else str(now.number if now else 0)
    return PlanForm(
        data or None, today=today, sheet=now is not None and began != "0",
        holding=conditional_readers(row), initial=_begin(words, now, today),
    )  # fmt: skip


def _reading(
    request: SignedInRequest, row: Partnership, one: PlanVersion, more: dict[str, Any]
) -> HttpResponse:
    texts = queries.read_version(request.user, one, at=timezone.now())
    boxes = [(say(label), texts.get(name, "")) for name, label in BOXES.items()]
    sheet = [(say(label), texts.get(name, "")) for name, label in SHEET.items()]
    context = {"version": one, "boxes": boxes, "sheet": sheet} | more | _about(request, row)
    return render(request, "development/plan.html", context)


def _spans(request: SignedInRequest, row: Partnership, one: PlanVersion) -> list[Span]:
    """Return what the drawing shows: the plan, its reviews, and the shared goals with a day."""
    found = [Span(say("The plan"), one.starts_on, one.ends_on or one.starts_on)]
    found += [Span(say("Review"), day, day) for day in one.review_dates]
    goals = goal_queries.goals_of(request.user, row).filter(due_on__isnull=False, notebook=None)
    wanted = list(goals[:MOST_DRAWN])
    for read in goal_queries.read_goals(request.user, wanted, row, at=timezone.now()):
        goal = read.goal
        due = goal.due_on or one.starts_on
        start = min(timezone.localdate(goal.set_at), due)
        done = goal.state == GoalState.REACHED.value
        if goal.state != GoalState.LET_GO.value:
            found.append(Span(read.texts["statement"], start, due, done))
    return found


def _first(request: SignedInRequest, row: Partnership) -> dict[str, str]:
    """Begin a plan with the shared goals that are open, in their order."""
    goals = goal_queries.goals_under_review(request.user, row)[:MOST_DRAWN]
    read = goal_queries.read_goals(request.user, goals, row, at=timezone.now())
    long = [one.texts["statement"] for one in read if one.goal.term == "long"]
    short = sorted((one for one in read if one.goal.term != "long"), key=lambda o: o.goal.place)
    return {
        "long_term_goal": "\n".join(long),
        "short_term_goals": "\n".join(one.texts["statement"] for one in short),
    }


def _begin(words: dict[str, str], now: PlanVersion | None, today: date) -> dict[str, Any]:
    """Say what the form begins with: the newest version, without its revision sheet."""
    kept = {name: text for name, text in words.items() if name not in SHEET}
    if now is None:
        return {**kept, "revision": 0, "starts_on": today}
    facts = {name: getattr(now, name) for name in FACTS}
    return {**kept, **facts, "revision": now.number}


def _is_same(form: PlanForm, words: dict[str, str], now: PlanVersion) -> bool:
    facts = {name: getattr(now, name) for name in FACTS}
    return form.facts == facts and all(words.get(k, "") == v for k, v in form.texts.items())


def _about(request: SignedInRequest, row: Partnership) -> dict[str, Any]:
    return {
        "partnership": row,
        "pair": may(request.user, _WRITE, row),
        "writes": row.state == PartnershipState.ACTIVE and may(request.user, _WRITE, row),
        "extracts": may(request.user, Capability.EXTRACT_PLAN, row),
        "readers": who_can_read(_READ, holding=conditional_readers(row)),
    }
