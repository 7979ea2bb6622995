"""The list of imports, bringing a file, and one import wherever it stands."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.states import NotNow
from mentorhouse.design.paging import page_of
from mentorhouse.languages.saying import say
from mentorhouse.programmes.queries import programme_for
from mentorhouse.recruitment import queries
from mentorhouse.recruitment.actions.ending import abandon
from mentorhouse.recruitment.actions.starting import Spreadsheet, start_save, upload
from mentorhouse.recruitment.forms import UploadForm
from mentorhouse.recruitment.models import ImportBatch
from mentorhouse.recruitment.rules.outcome import nothing_changed, outcome_lines
from mentorhouse.recruitment.rules.people import Weight
from mentorhouse.recruitment.sheets import UnreadableFile
from mentorhouse.recruitment.sheets.table import MOST_BYTES
from mentorhouse.recruitment.states import ImportState

BOTH = ("GET", "POST")
TO_MAP = frozenset({ImportState.READ, ImportState.MAPPED})


@door(Capability.IMPORT_PEOPLE)
def imports(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """List the imports of a programme."""
    programme = programme_for(request.user, programme_id, Capability.IMPORT_PEOPLE)
    page = page_of(queries.imports_in(request.user, programme), request)
    return render(request, "recruitment/imports.html", {"programme": programme, "page": page})


@door(Capability.IMPORT_PEOPLE, methods=BOTH)
def new(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """Bring a spreadsheet."""
    programme = programme_for(request.user, programme_id, Capability.IMPORT_PEOPLE)
    form = UploadForm(initial={"role": request.GET.get("role", "")})
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            file = form.cleaned_data["file"]
            sheet = Spreadsheet(form.cleaned_data["role"], file.name, file.read())
            try:
                batch = upload(programme, sheet, by=request.user, at=timezone.now())
            except (UnreadableFile, NotNow) as refusal:
                form.add_error("file", str(refusal))
            else:
                return redirect("recruitment:batch", programme.pk, batch.pk)
        elif _too_large(request):
            form.errors.pop("file", None)
            form.add_error(
                "file",
                say("The file is larger than {size} MB. Split it", size=MOST_BYTES // 2**20),
            )
    return render(request, "recruitment/new.html", {"programme": programme, "form": form})


def _too_large(request: SignedInRequest) -> bool:
    """Whether no handler took the file because of its size."""
    length = request.META.get("CONTENT_LENGTH", "")
    return not request.FILES and length.isdecimal() and int(length) > MOST_BYTES


@door(Capability.IMPORT_PEOPLE)
def batch(request: SignedInRequest, programme_id: UUID, batch_id: UUID) -> HttpResponse:
    """Show an import where it stands: at work, its problems, or what became of it."""
    row = queries.batch_for(request.user, programme_id, batch_id)
    if row.state in TO_MAP:
        return redirect("recruitment:columns", programme_id, batch_id)
    page: dict[str, object] = {"programme": row.programme, "batch": row}
    if row.at_work:
        return render(request, "recruitment/at_work.html", page)
    if row.state == ImportState.CHECKED:
        return _checked(request, row)
    if row.state == ImportState.SAVED:
        page |= {
            "lines": outcome_lines(row.counts, role=row.role),
            "unchanged": nothing_changed(row.counts),
            "other_list_is_here": queries.other_list_is_here(row),
        }
        return render(request, "recruitment/saved.html", page)
    return render(request, "recruitment/over.html", page)


def _checked(request: SignedInRequest, row: ImportBatch) -> HttpResponse:
    at = timezone.now()
    asked, errors = request.GET.get("only", ""), row.counts.get("errors", 0)
    only = asked if asked in set(Weight) else Weight.ERROR if errors else ""
    problems = queries.SealedProblems(request.user, row, at=at, only=only)
    return render(
        request,
        "recruitment/checked.html",
        {
            "programme": row.programme,
            "batch": row,
            "picture": queries.picture_of(request.user, row, at=at),
            "only": only,
            "errors": errors,
            "notes": row.counts.get("notes", 0),
            "page": page_of(problems, request, size=queries.ON_A_PAGE),
        },
    )


@door(Capability.IMPORT_PEOPLE, methods=("POST",))
def save(request: SignedInRequest, programme_id: UUID, batch_id: UUID) -> HttpResponse:
    """Save everybody in the file."""
    row = queries.batch_for(request.user, programme_id, batch_id)
    try:
        start_save(row, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    return redirect("recruitment:batch", programme_id, batch_id)


@door(Capability.IMPORT_PEOPLE, methods=BOTH)
def give_up(request: SignedInRequest, programme_id: UUID, batch_id: UUID) -> HttpResponse:
    """Ask first, then delete the file; nobody is saved."""
    row = queries.batch_for(request.user, programme_id, batch_id)
    if request.method == "GET":
        page = {"programme": row.programme, "batch": row}
        return render(request, "recruitment/give_up.html", page)
    try:
        abandon(row, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.warning(request, str(refusal))
        return redirect("recruitment:batch", programme_id, batch_id)
    messages.success(request, say("The file is deleted. Nobody was saved."))
    return redirect("recruitment:imports", programme_id)
