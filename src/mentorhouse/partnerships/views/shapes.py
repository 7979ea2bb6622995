"""Pages of one shape only: a team's plan, and when two who mentor each other swap roles."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.readers import who_can_read
from mentorhouse.access.relations import NotVisible
from mentorhouse.design.two_writers import ChangedMeanwhile, TwoWritersForm
from mentorhouse.design.words import day
from mentorhouse.documents import Block, Document, Facts, Heading, Paragraph
from mentorhouse.documents.downloads import KINDS, response
from mentorhouse.languages.saying import say
from mentorhouse.partnerships.actions import shapes as actions
from mentorhouse.partnerships.forms.shapes import SwapForm, plan_boxes, plan_form
from mentorhouse.partnerships.models import Partnership, TeamPlan
from mentorhouse.partnerships.queries import running_for
from mentorhouse.partnerships.queries import shapes as queries
from mentorhouse.partnerships.queries.phases import persons_in
from mentorhouse.partnerships.states import PartnershipState

BOTH, CONFLICT = ("GET", "POST"), 409
_C = Capability


@door(_C.KEEP_TEAM_PLAN)
def plan(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Show the plan of a team as it stands, and where its earlier versions are."""
    row = queries.team_for(request.user, partnership_id)
    return _shown(request, row, queries.plans_of(request.user, row)[:1], timezone.now())


@door(_C.KEEP_TEAM_PLAN)
def plan_version(request: SignedInRequest, partnership_id: UUID, number: int) -> HttpResponse:
    """Show an earlier version."""
    row = queries.team_for(request.user, partnership_id)
    return _shown(request, row, [queries.plan_for(request.user, row, number)], timezone.now())


@door(_C.KEEP_TEAM_PLAN, methods=BOTH)
def write_plan(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Write the plan. If somebody saved meanwhile, both texts stand side by side."""
    at = timezone.now()
    row = running_for(request.user, queries.team_for(request.user, partnership_id).pk,
                      _C.KEEP_TEAM_PLAN)  # fmt: skip
    newest, texts = _newest(request, row, at)
    form = plan_form(
        texts, revision=newest, data=request.POST if request.method == "POST" else None
    )
    if request.method == "GET" or not form.is_valid():
        return _writing(request, row, form)
    if not form.changes_something and form.cleaned_data["revision"] == newest:
        messages.info(request, say("You changed nothing, so the plan is as it was."))
        return redirect("partnerships:team_plan", row.pk)
    try:
        actions.write_plan(
            row, form.mine, based_on=form.cleaned_data["revision"], by=request.user, at=at
        )
    except ChangedMeanwhile:
        newest, texts = _newest(request, row, at)
        return _writing(request, row, form.met_by(texts, revision=newest), status=CONFLICT)
    messages.success(request, say("The plan is saved. The version before it stays readable."))
    return redirect("partnerships:team_plan", row.pk)


@door(_C.KEEP_TEAM_PLAN)
def plan_file(request: SignedInRequest, partnership_id: UUID, kind: str) -> HttpResponse:
    """Hand out the plan for Word or as an accessible PDF."""
    row = queries.team_for(request.user, partnership_id)
    newest = queries.plans_of(request.user, row)[:1]
    if kind not in KINDS or not newest:
        raise NotVisible
    texts = queries.read_plan(request.user, newest[0], at=timezone.now())
    return response(_document(row, newest[0], texts), kind)


@door(_C.SWAP_ROLES, methods=BOTH)
def swap(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Choose when two who mentor each other swap roles."""
    row = queries.two_for(request.user, partnership_id)
    now = queries.swap_of(row)
    people = {UUID(str(pk)): person.name for pk, person in persons_in(row).items()}
    form = SwapForm(
        people, request.POST if request.method == "POST" else None,
        initial={"how": now.how, "first": str(now.first_id)} if now else {},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        how, first = form.chosen
        actions.set_swap(row, how, first, by=request.user, at=timezone.now())
        messages.success(request, say("Noted. Each meeting says who is the mentor in it."))
        return redirect("home:partnership", row.pk)
    return render(request, "partnerships/swap.html", {"partnership": row, "form": form})


def _newest(request: SignedInRequest, row: Partnership, at: datetime) -> tuple[int, dict[str, str]]:
    newest = queries.plans_of(request.user, row)[:1]
    if not newest:
        return 0, {}
    return newest[0].revision, queries.read_plan(request.user, newest[0], at=at)


def _shown(
    request: SignedInRequest, row: Partnership, found: list[TeamPlan], at: datetime
) -> HttpResponse:
    texts = queries.read_plan(request.user, found[0], at=at) if found else {}
    versions = queries.plans_of(request.user, row)
    return render(request, "partnerships/team_plan.html", {
        "partnership": row, "plan": found[0] if found else None, "texts": texts,
        "boxes": plan_boxes(), "versions": versions,
        "newest": not found or found[0].revision == versions[0].revision,
        "readers": who_can_read(_C.KEEP_TEAM_PLAN),
        "runs": row.state == PartnershipState.ACTIVE,
        "programme": row.programme,
    })  # fmt: skip


def _writing(
    request: SignedInRequest, row: Partnership, form: TwoWritersForm, *, status: int = 200
) -> HttpResponse:
    page = {"partnership": row, "form": form, "aims": row.programme.design_as_read.aims}
    return render(request, "partnerships/team_plan_write.html", page, status=status)


def _document(row: Partnership, plan: TeamPlan, texts: dict[str, str]) -> Document:
    names = ", ".join(person.name for person in persons_in(row).values())
    facts = ((say("Together"), names), (say("Version"), str(plan.revision)),
             (say("Written on"), day(plan.written_at)))  # fmt: skip
    blocks: list[Block] = [Facts(facts)]
    for box in plan_boxes():
        lines = [line for line in texts.get(box.name, "").splitlines() if line.strip()]
        blocks.append(Heading(box.label))
        blocks += [Paragraph(line) for line in lines or [say("Nothing is written yet.")]]
    return Document(
        say("Our team’s plan"), subtitle=row.programme.name,
        blocks=tuple(blocks), made_on=timezone.localdate(plan.written_at),
    )  # fmt: skip
