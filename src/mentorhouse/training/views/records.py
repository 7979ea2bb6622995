"""Records from learning systems, for co-ordinators: files, courses, tokens, what waits (R4.12)."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.design import tables, words
from mentorhouse.design.forms import Form
from mentorhouse.design.paging import page_of
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.queries import programme_for
from mentorhouse.programmes.relations import today
from mentorhouse.training.actions import keeping
from mentorhouse.training.actions import records as deeds
from mentorhouse.training.actions import statements as systems
from mentorhouse.training.forms import CourseCodeForm, RecordsFileForm, SystemForm
from mentorhouse.training.queries import people as facts
from mentorhouse.training.queries import records as queries
from mentorhouse.training.rules.records import REASONS
from mentorhouse.training.rules.sheet import MOST_BYTES, UnreadableRecords, check_size
from mentorhouse.training.rules.statements import Malformed, as_statements

POST = ("POST",)


@door(Capability.KEEP_TRAINING_RECORDS)
def records(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Show the exchange with learning systems."""
    return _page(request, _programme(request, programme_id))


@door(Capability.KEEP_TRAINING_RECORDS, methods=POST)
def check_file(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Check a file and show what would be recorded, and the problems; nothing is recorded."""
    programme = _programme(request, programme_id)
    form = RecordsFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, programme, file_form=form)
    file = form.cleaned_data["file"]
    try:
        check_size(file.size)
        upload, problems = deeds.check_file(
            programme, file.read(MOST_BYTES + 1), today=today(), by=request.user, at=timezone.now()
        )
    except UnreadableRecords as refusal:
        form.add_error("file", str(refusal))
    except Malformed as refusal:
        for problem in refusal.problems[:5]:
            form.add_error("file", f"{problem.where}: {problem.problem} {problem.remedy}")
    else:
        page = {"programme": programme, "upload": upload, "problems": problems}
        return render(request, "training/checked.html", page)
    return _page(request, programme, file_form=form)


@door(Capability.KEEP_TRAINING_RECORDS, methods=POST)
def record_file(request: SignedInRequest, programme_id: UUID, upload_id: UUID) -> HttpResponseBase:
    """Record what a checked file holds."""
    programme = _programme(request, programme_id)
    row = queries.upload_for(request.user, programme, upload_id)
    count = deeds.record_file(row, by=request.user, at=timezone.now())
    told = ngettext("{n} completion is new.", "{n} completions are new.", count).format(n=count)
    messages.success(request, told if count else _("Nothing was new: all of it is there already."))
    return redirect("training:records", programme.pk)


@door(Capability.KEEP_TRAINING_RECORDS, methods=POST)
def map_course(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Say what a course is here."""
    programme = _programme(request, programme_id)
    form = CourseCodeForm(request.POST, there=list(queries.codes_in(request.user, programme)))
    if not form.is_valid():
        return _page(request, programme, code_form=form)
    said = form.cleaned_data
    deeds.map_course(programme, said["code"], said["what"], by=request.user, at=timezone.now())
    messages.success(request, _("Saved. What waited for it was looked at again."))
    return redirect("training:records", programme.pk)


@door(Capability.KEEP_TRAINING_RECORDS, methods=POST)
def unmap_course(request: SignedInRequest, programme_id: UUID, code_id: UUID) -> HttpResponseBase:
    """Forget a course."""
    programme = _programme(request, programme_id)
    deeds.unmap_course(programme, code_id, by=request.user, at=timezone.now())
    return redirect("training:records", programme.pk)


@door(Capability.KEEP_TRAINING_RECORDS, methods=POST)
def add_system(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Add a learning system, and show its token this once."""
    programme = _programme(request, programme_id)
    form = SystemForm(request.POST)
    if not form.is_valid():
        return _page(request, programme, system_form=form)
    said = form.cleaned_data
    try:
        system, token = systems.add_system(
            programme, said["name"], once=said["once"], by=request.user, at=timezone.now()
        )
    except NotNow as refusal:
        messages.warning(request, str(refusal))
        return redirect("training:records", programme.pk)
    page = {"programme": programme, "system": system, "token": token, "house": settings.BASE_URL}
    return render(request, "training/token.html", page)


@door(Capability.KEEP_TRAINING_RECORDS, methods=POST)
def revoke_system(
    request: SignedInRequest, programme_id: UUID, system_id: UUID
) -> HttpResponseBase:
    """Take a token away."""
    programme = _programme(request, programme_id)
    row = queries.system_for(request.user, programme, system_id)
    systems.revoke_system(row, by=request.user, at=timezone.now())
    messages.success(request, _("The token is revoked. Nothing comes from there any more."))
    return redirect("training:records", programme.pk)


@door(Capability.KEEP_TRAINING_RECORDS, methods=POST)
def look_again(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """Look at what waits once more."""
    programme = _programme(request, programme_id)
    count = systems.look_again(programme, by=request.user, at=timezone.now())
    told = ngettext("{n} record fits now.", "{n} records fit now.", count).format(n=count)
    messages.success(request, told if count else _("None of them fits yet."))
    return redirect("training:records", programme.pk)


@door(Capability.KEEP_TRAINING_RECORDS, methods=POST)
def put_aside(request: SignedInRequest, programme_id: UUID, statement_id: UUID) -> HttpResponseBase:
    """Put a statement aside that is about nobody here."""
    programme = _programme(request, programme_id)
    row = queries.statement_for(request.user, programme, statement_id)
    try:
        systems.put_aside(row, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    return redirect("training:records", programme.pk)


@door(Capability.KEEP_TRAINING_RECORDS)
def report(request: SignedInRequest, programme_id: UUID, kind: str) -> HttpResponseBase:
    """Hand out every completion, for the learning system: CSV, Excel or xAPI statements."""
    programme = _programme(request, programme_id)
    if kind not in {*tables.TYPES, "json"}:
        raise NotVisible
    rows = list(facts.completions_in(request.user, programme))
    keeping.note_export(programme, count=len(rows), by=request.user, at=timezone.now())
    if kind == "json":
        found = as_statements(
            ((r.pk, r.person_id, r.what, r.get_what_display(), r.at) for r in rows),
            house=settings.BASE_URL,
        )
        answer = JsonResponse(found, safe=False)
        answer["Content-Disposition"] = 'attachment; filename="statements.json"'
        return answer
    headings = (_("Person number"), _("E-mail"), _("Course"), _("Date"), _("How it is known"))
    lines = [
        (str(r.person_id), r.person.user.email, r.what, words.local(r.at).date().isoformat(),
         r.get_source_display())
        for r in rows
    ]  # fmt: skip
    return tables.as_download(kind, "completions", headings, lines)


def _programme(request: SignedInRequest, programme_id: UUID) -> Programme:
    return programme_for(request.user, programme_id, Capability.KEEP_TRAINING_RECORDS)


def _page(request: SignedInRequest, programme: Programme, **bound: Form) -> HttpResponse:
    codes = list(queries.codes_in(request.user, programme))
    fresh = {
        "file_form": RecordsFileForm(),
        "code_form": CourseCodeForm(there=codes),
        "system_form": SystemForm(),
    }
    shown: dict[str, Any] = fresh | bound
    page = {
        "programme": programme,
        "codes": codes,
        "systems": queries.systems_in(request.user, programme),
        "page": page_of(queries.waiting_in(request.user, programme), request),
        "reasons": REASONS,
        "forms": list(shown.values()),
    }
    return render(request, "training/records.html", page | shown)
