"""What the columns hold, consent for identity data, and the list of problems as a file."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.states import NotNow
from mentorhouse.design.tables import WRITERS, as_download
from mentorhouse.languages.saying import mark, say
from mentorhouse.recruitment import queries
from mentorhouse.recruitment.actions.columns import choose_columns
from mentorhouse.recruitment.actions.starting import Declaration, start_check
from mentorhouse.recruitment.forms import ColumnsForm, DeclarationForm
from mentorhouse.recruitment.models import ImportBatch
from mentorhouse.recruitment.rules.fields import identity_places
from mentorhouse.recruitment.states import ImportState

BOTH = ("GET", "POST")
HEADINGS = (
    mark("Weight"), mark("Sheet"), mark("Row"), mark("Column"), mark("Value"), mark("Why"),
    mark("What to do"),
)  # fmt: skip
OPEN = frozenset({ImportState.READ, ImportState.MAPPED, ImportState.CHECKED})


@door(Capability.IMPORT_PEOPLE, methods=BOTH)
def columns(request: SignedInRequest, programme_id: UUID, batch_id: UUID) -> HttpResponse:
    """Say what each column holds; the guess is filled in."""
    row = queries.batch_for(request.user, programme_id, batch_id)
    if row.state not in OPEN:
        return redirect("recruitment:batch", programme_id, batch_id)
    at = timezone.now()
    picture = queries.picture_of(request.user, row, at=at)
    form = ColumnsForm(
        request.POST or None,
        headings=picture.headings,
        samples=picture.samples,
        role=row.role,
        chosen=row.chosen,
    )
    if request.method == "POST" and form.is_valid():
        try:
            row = choose_columns(row, form.chosen, headings=form.headings, by=request.user, at=at)
        except NotNow as refusal:
            messages.warning(request, str(refusal))
            return redirect("recruitment:batch", programme_id, batch_id)
        if identity_places(form.headings, form.chosen, row.role):
            return redirect("recruitment:consent", programme_id, batch_id)
        return _check(request, row, Declaration())
    page = {"programme": row.programme, "batch": row, "picture": picture, "form": form}
    return render(request, "recruitment/columns.html", page)


@door(Capability.IMPORT_PEOPLE, methods=BOTH)
def consent(request: SignedInRequest, programme_id: UUID, batch_id: UUID) -> HttpResponse:
    """Declare consent for identity data, or go on without it (R1.07)."""
    row = queries.batch_for(request.user, programme_id, batch_id)
    if row.state != ImportState.MAPPED:
        return redirect("recruitment:batch", programme_id, batch_id)
    form = DeclarationForm(request.POST or None)
    if request.method == "POST":
        form = DeclarationForm(request.POST)
        if form.is_valid():
            return _check(request, row, Declaration(**form.cleaned_data))
    headings = queries.picture_of(request.user, row, at=timezone.now()).headings
    places = sorted(identity_places(headings, row.chosen, row.role))
    page = {
        "programme": row.programme,
        "batch": row,
        "form": form,
        "identity": [
            headings[place] or say("Column {number}", number=place + 1) for place in places
        ],
    }
    return render(request, "recruitment/consent.html", page)


def _check(request: SignedInRequest, row: ImportBatch, declared: Declaration) -> HttpResponse:
    try:
        start_check(row, declared, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    return redirect("recruitment:batch", row.programme_id, row.pk)


@door(Capability.IMPORT_PEOPLE)
def problems(
    request: SignedInRequest, programme_id: UUID, batch_id: UUID, kind: str
) -> HttpResponse:
    """Hand out every problem as CSV or XLSX, safe against formulas (R14.06)."""
    row = queries.batch_for(request.user, programme_id, batch_id)
    if kind not in WRITERS or row.state != ImportState.CHECKED:
        raise Http404
    listed = queries.SealedProblems(request.user, row, at=timezone.now())
    rows = ((p.weight.value, p.sheet, p.row, p.column, p.value, p.why, p.remedy) for p in listed)
    return as_download(kind, "problems", HEADINGS, rows)
