"""The health check and the principles: what data answers, and what a co-ordinator says."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.readers import who_can_read
from mentorhouse.access.relations import NotVisible
from mentorhouse.governance.actions.checks import answer_point
from mentorhouse.governance.actions.entries import ChangedMeanwhile
from mentorhouse.governance.forms.checks import CheckForm
from mentorhouse.governance.models import CheckNote
from mentorhouse.governance.queries.checks import notes_of
from mentorhouse.governance.rules.checks import CHECKLISTS, Point, count_of
from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.queries import programme_for
from mentorhouse.programmes.relations import today
from mentorhouse.reporting import queries

BOTH = ("GET", "POST")
TITLES = {"health": mark("Health check"), "principles": mark("Principles of good arrangements")}
LEADS = {
    "health": mark(
        "Twenty-seven points that a sound programme has thought of. What data shows is "
        "answered by itself. You answer the others."
    ),
    "principles": mark(
        "Eleven principles of good mentoring arrangements. Look at your design against "
        "each of them."
    ),
}
STATES = {
    "yes": (mark("Yes"), "green"),
    "partly": (mark("Partly"), "yellow"),
    "no": (mark("No"), "red"),
    "not_needed": (mark("Not needed"), "grey"),
    "open": (mark("Open"), "blue"),
}


@door(Capability.RUN_GOVERNANCE)
def checklist(request: SignedInRequest, programme_id: UUID, checklist: str) -> HttpResponseBase:
    """Show every point of a checklist, how it stands and why."""
    programme = _programme(request, programme_id)
    judged = queries.checklist_of(request.user, programme, checklist, on=today())
    page = {
        "programme": programme,
        "checklist": checklist,
        "title": say(TITLES[checklist]),
        "lead": say(LEADS[checklist]),
        "counts": count_of(judged),
        "rows": [(one, *STATES[one.state], _page_of(programme, one.point)) for one in judged],
        "others": [(say(TITLES[key]), key) for key in CHECKLISTS if key != checklist],
        "readers": who_can_read(Capability.RUN_GOVERNANCE),
    }
    return render(request, "reporting/checklist.html", page)


def _programme(request: SignedInRequest, programme_id: UUID) -> Programme:
    return programme_for(request.user, programme_id, Capability.RUN_GOVERNANCE)


def _page_of(programme: Programme, point: Point) -> str:
    """Return the page on which the point is put right, where there is one."""
    if point.topic:
        return reverse("programmes:topic", args=[programme.pk, point.topic])
    return reverse(point.page, args=[programme.pk]) if point.page else ""


@door(Capability.RUN_GOVERNANCE, methods=BOTH)
def point(
    request: SignedInRequest, programme_id: UUID, checklist: str, point: str
) -> HttpResponseBase:
    """Answer one point; of two who save at once, the second sees what is saved by then."""
    if checklist not in CHECKLISTS:
        raise NotVisible
    programme = _programme(request, programme_id)
    known = {one.key: one for one in CHECKLISTS[checklist]}
    if point not in known:
        raise NotVisible
    row = notes_of(request.user, programme, checklist).get(point)
    form = _form(request, programme, row)
    theirs: list[tuple[str, str]] = []
    meanwhile = False
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            answer_point(
                programme, checklist, point, form.values(), version=version, by=request.user,
                at=timezone.now(),
            )  # fmt: skip
        except ChangedMeanwhile as refusal:
            theirs, meanwhile = form.differences(refusal.row), True
            form = _form(request, programme, row, version=refusal.row.version)
        else:
            messages.success(request, say("The answer is saved."))
            return redirect(f"reporting:{checklist}", programme.pk)
    page = {
        "programme": programme,
        "checklist": checklist,
        "title": say(TITLES[checklist]),
        "point": known[point],
        "href": _page_of(programme, known[point]),
        "form": form,
        "theirs": theirs,
        "meanwhile": meanwhile,
        "readers": who_can_read(Capability.RUN_GOVERNANCE),
    }
    return render(request, "reporting/point.html", page)


def _form(
    request: SignedInRequest,
    programme: Programme,
    row: CheckNote | None,
    version: int | None = None,
) -> CheckForm:
    data = request.POST.copy() if request.method == "POST" else None
    if data is not None and version is not None:
        data["version"] = str(version)
    return CheckForm(data, programme=programme, row=row)
