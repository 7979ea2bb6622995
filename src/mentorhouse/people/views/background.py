"""Evidence of a background: one's own pages, the file, and the co-ordinator's page (R1.09)."""

from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow
from mentorhouse.people import actions, queries
from mentorhouse.people.forms import EvidenceForm, MissingForm, Versioned
from mentorhouse.people.models import Evidence
from mentorhouse.people.rules import FILE_TYPES

BOTH = ("GET", "POST")


@door(Capability.READ_OWN_PROFILE)
def background(request: SignedInRequest) -> HttpResponseBase:
    """List one's own evidence, and how each stands."""
    queries.own_profile(request.user)
    rows = queries.own_evidence(request.user)
    return render(request, "people/background.html", {"rows": rows})


@door(Capability.EDIT_OWN_PROFILE, methods=BOTH)
def add(request: SignedInRequest) -> HttpResponseBase:
    """Add evidence."""
    person = queries.own_profile(request.user)
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_evidence(
                person, form.said, form.cleaned_data["file"], by=request.user, at=timezone.now()
            )
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is added. A co-ordinator looks at it."))
            return redirect("people:background")
    return render(request, "people/evidence_form.html", {"form": form, "row": None})


@door(Capability.EDIT_OWN_PROFILE, methods=BOTH)
def change(request: SignedInRequest, evidence_id: UUID) -> HttpResponseBase:
    """Change one's own evidence; then it waits for a co-ordinator again."""
    row = _own(request, evidence_id)
    initial = {name: getattr(row, name) for name in EvidenceForm.base_fields if name != "file"}
    form = EvidenceForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said, file, version = (
            form.said, form.cleaned_data["file"], form.cleaned_data["version"],
        )  # fmt: skip
        try:
            actions.change_evidence(
                row, said, file, version=version, by=request.user, at=timezone.now()
            )
        except NotNow as refusal:
            form.refused(refusal, version=row.version)
        else:
            messages.success(request, _("It is changed. A co-ordinator looks at it again."))
            return redirect("people:background")
    return render(request, "people/evidence_form.html", {"form": form, "row": row})


@door(Capability.EDIT_OWN_PROFILE, methods=("POST",))
def remove(request: SignedInRequest, evidence_id: UUID) -> HttpResponseBase:
    """Remove one's own evidence and its file."""
    row = _own(request, evidence_id)
    actions.remove_evidence(row, by=request.user, at=timezone.now())
    messages.success(request, _("It is removed, and its file is deleted."))
    return redirect("people:background")


@door(Capability.READ_EVIDENCE)
def file(request: SignedInRequest, evidence_id: UUID) -> HttpResponseBase:
    """Hand out the file. It is never drawn on a page, whatever it holds."""
    row = queries.evidence_for(request.user, evidence_id)
    content = queries.file_of(request.user, row, at=timezone.now())
    answer = HttpResponse(content, content_type=FILE_TYPES[row.filetype].content_type)
    plain = f"evidence.{FILE_TYPES[row.filetype].ending}"
    answer["Content-Disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(row.filename)}"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@door(Capability.VERIFY_EVIDENCE, methods=BOTH)
def verify(request: SignedInRequest, evidence_id: UUID) -> HttpResponseBase:
    """Show a co-ordinator a piece of evidence: verify it, or say what is missing."""
    row = queries.evidence_for(request.user, evidence_id)
    require(request.user, Capability.VERIFY_EVIDENCE, row)
    back = "returning" in request.POST
    form = MissingForm(request.POST if back else None)
    if request.method == "POST" and (not back or form.is_valid()):
        return _decide(request, row, form.cleaned_data["missing"] if back else "")
    actions.note_reading(row.person, by=request.user, at=timezone.now())
    return render(request, "people/verify.html", {"row": row, "form": form})


def _decide(request: SignedInRequest, row: Evidence, missing: str) -> HttpResponseBase:
    form = Versioned(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else -1
    at = timezone.now()
    try:
        if missing:
            actions.return_evidence(row, missing, version=version, by=request.user, at=at)
        else:
            actions.verify_evidence(row, version=version, by=request.user, at=at)
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("Its owner sees what is missing.") if missing else _("It is verified.")
        )
    return redirect("people:verify", row.pk)


def _own(request: SignedInRequest, evidence_id: UUID) -> Evidence:
    row = queries.evidence_for(request.user, evidence_id)
    if row.person_id != request.user.pk:
        raise NotVisible
    return row
