"""A mentor’s own record, the letter of recognition, and passports: issued, and checked (R1.10)."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.documents.downloads import KINDS, response
from mentorhouse.handbook import actions
from mentorhouse.handbook.forms import PassportForm
from mentorhouse.handbook.queries.record import accepted_by, record_of
from mentorhouse.handbook.rules import passport as passports
from mentorhouse.handbook.rules import record as rules
from mentorhouse.people.queries import own_profile
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.queries import participation_for
from mentorhouse.vault.signatures import fingerprint
from mentorhouse.vault.signing import public_key, sign

BOTH = ("GET", "POST")


@door(Capability.READ_OWN_RECORD)
def record(request: SignedInRequest, participation_id: UUID) -> HttpResponseBase:
    """Show what one did as a mentor, in figures, with what can be taken away."""
    part = _own(request, participation_id)
    said = record_of(request.user, part, at=timezone.now())
    page = {
        "part": part,
        "record": said,
        "rows": rules.rows_of(said),
        "accepted": accepted_by(request.user, part),
        "fingerprint": fingerprint(public_key()),
    }
    return render(request, "handbook/record.html", page)


@door(Capability.READ_OWN_RECORD)
def letter(request: SignedInRequest, participation_id: UUID, kind: str) -> HttpResponse:
    """Hand the letter of recognition out as PDF or Word."""
    part = _own(request, participation_id)
    if kind not in KINDS:
        raise NotVisible
    said = record_of(request.user, part, at=timezone.now())
    thanks = part.programme.design.recognition.words
    made = rules.letter(
        said, thanks=thanks, service=settings.ORGANISATION_NAME, today=timezone.localdate()
    )
    return response(made, kind)


@door(Capability.READ_OWN_RECORD)
def passport(request: SignedInRequest, participation_id: UUID) -> HttpResponse:
    """Hand the signed passport out."""
    part = _own(request, participation_id)
    at = timezone.now()
    said = record_of(request.user, part, at=at)
    issuer = passports.Issuer(settings.ORGANISATION_NAME, settings.BASE_URL, public_key())
    content = passports.write(said, issuer, today=timezone.localdate(at), sign=sign)
    actions.note_passport(part, by=request.user, at=at)
    answer = HttpResponse(content, content_type="application/json")
    name = slugify(said.name) or "mentor"
    answer["Content-Disposition"] = f'attachment; filename="passport-{name}.json"'
    return answer


@door(Capability.CHECK_PASSPORT, methods=BOTH)
def check(request: SignedInRequest) -> HttpResponseBase:
    """Check a passport that somebody brings; one’s own becomes evidence if one wishes."""
    form = PassportForm(request.POST or None, request.FILES or None)
    page: dict[str, Any] = {"form": form, "passport": None}
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data["file"]
        if form.cleaned_data["add"]:
            return _add(request, found)
        page |= {
            "passport": found,
            "fingerprint": fingerprint(found.public_key),
            "ours": found.public_key == public_key(),
        }
    return render(request, "handbook/check_passport.html", page)


def _add(request: SignedInRequest, found: passports.Passport) -> HttpResponse:
    try:
        actions.add_passport(own_profile(request.user), found, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.error(request, str(refusal))
        return redirect("handbook:check_passport")
    messages.success(request, _("Added. It counts once a co-ordinator has verified it."))
    return redirect("people:background")


def _own(request: SignedInRequest, participation_id: UUID) -> Participation:
    part = participation_for(request.user, participation_id, Capability.READ_OWN_RECORD)
    if part.role != Participation.Role.MENTOR:
        raise NotVisible
    return part
