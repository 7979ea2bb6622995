"""Pages of the agreement. Only the pair opens them; whom the pair was told of may read."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, may
from mentorhouse.agreements import actions, queries
from mentorhouse.agreements.actions import AlreadySigned, EmptiedClause, OutdatedVersion
from mentorhouse.agreements.actions.joining import for_those_here_now
from mentorhouse.agreements.forms import SignForm, text_form, texts_of
from mentorhouse.agreements.models import Agreement
from mentorhouse.agreements.queries import preparing
from mentorhouse.agreements.queries.looking import open_look
from mentorhouse.agreements.states import PreparationState
from mentorhouse.agreements.views.paper import paper
from mentorhouse.design.two_writers import ChangedMeanwhile, TwoWritersForm
from mentorhouse.documents.downloads import KINDS, response
from mentorhouse.languages.saying import say
from mentorhouse.partnerships.relations import conditional_readers

CONFLICT = 409


@door(Capability.READ_AGREEMENT)
def agreement(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Read the newest version; a pair that opens it for the first time begins it."""
    at = timezone.now()
    row = _current(request, partnership_id, at=at)
    reading = queries.read_version(request.user, row, row.newest, at=at)
    asks = may(request.user, Capability.ASK_MANAGER_TO_JOIN, row.partnership)
    prepared = preparing.preparation_of(request.user, row.partnership)
    page = {
        "part": queries.signed_part(request.user, row.partnership, at=at),
        "asks_manager": asks and queries.starts_three_way(row.partnership),
        "agreement": row,
        "reading": reading,
        "may_write": may(request.user, Capability.WRITE_AGREEMENT, row),
        "signed_by_me": reading.signed_by(request.user.pk),
        "readable": Capability.READ_AGREEMENT,
        "holding": conditional_readers(row.partnership),
        "prepares": prepared or (row.in_force is None and preparing.prepares(row.partnership)),
        "shown": prepared is not None and prepared.state == PreparationState.TOGETHER,
        "look": open_look(row),
    }
    return render(request, "agreements/agreement.html", page)


@door(Capability.WRITE_AGREEMENT, methods=("GET", "POST"))
def write(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Change the text. If the other saved meanwhile, both texts stand side by side."""
    at = timezone.now()
    row = queries.agreement_for(request.user, partnership_id, Capability.WRITE_AGREEMENT)
    reading = queries.read_version(request.user, row, row.newest, at=at)
    holding = conditional_readers(row.partnership)
    if request.method == "GET":
        return _writing(request, row, text_form(reading, holding=holding))
    form = text_form(reading, holding=holding, data=request.POST)
    if not form.is_valid():
        return _writing(request, row, form)
    if not form.changes_something and form.cleaned_data["revision"] == reading.number:
        messages.info(request, say("You changed nothing, so there is no new version."))
        return redirect("agreements:agreement", partnership_id)
    try:
        actions.write(
            row, form.mine, based_on=form.cleaned_data["revision"], by=request.user, at=at
        )
    except EmptiedClause as refusal:
        form.add_error(refusal.key, str(refusal))
        return _writing(request, row, form)
    except ChangedMeanwhile:
        return _both_wrote(request, partnership_id, form, at=at)
    messages.success(request, say("Saved as a new version."))
    return redirect("agreements:agreement", partnership_id)


@door(Capability.SIGN_AGREEMENT, methods=("GET", "POST"))
def sign(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Sign the text on the page. If it is not the newest any more, show the new one instead."""
    at = timezone.now()
    row = queries.agreement_for(request.user, partnership_id, Capability.SIGN_AGREEMENT)
    form = SignForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _signing(request, row, form, at=at)
    try:
        actions.sign(row, **form.cleaned_data, by=request.user, at=at)
    except OutdatedVersion as refusal:
        row = queries.agreement_for(request.user, partnership_id)
        return _signing(
            request,
            row,
            SignForm(initial={"name": form.cleaned_data["name"]}),
            at=at,
            refusal=refusal,
        )
    except AlreadySigned as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, say("You have signed the agreement."))
    return redirect("agreements:agreement", partnership_id)


@door(Capability.READ_AGREEMENT)
def versions(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """List every version, with who signed it."""
    row = queries.kept_agreement(request.user, partnership_id)
    listed = queries.versions_of(request.user, row)
    return render(request, "agreements/versions.html", {"agreement": row, "versions": listed})


@door(Capability.READ_AGREEMENT)
def version(request: SignedInRequest, partnership_id: UUID, number: int) -> HttpResponse:
    """Read one version on a plain page that prints well."""
    at = timezone.now()
    row = queries.kept_agreement(request.user, partnership_id)
    page = {
        "agreement": row,
        "reading": queries.read_version(request.user, row, number, at=at),
        "part": queries.signed_part(request.user, row.partnership, at=at),
    }
    return render(request, "agreements/version.html", page)


@door(Capability.READ_AGREEMENT)
def download(
    request: SignedInRequest, partnership_id: UUID, number: int, kind: str
) -> HttpResponse:
    """Hand out one version with its signatures, as a Word file or an accessible PDF (R6.04)."""
    if kind not in KINDS:
        raise NotVisible
    at = timezone.now()
    row = queries.kept_agreement(request.user, partnership_id)
    reading = queries.read_version(request.user, row, number, at=at)
    part = queries.signed_part(request.user, row.partnership, at=at)
    return response(paper(row, reading, part, on=timezone.localdate(at)), kind)


def _current(request: SignedInRequest, partnership_id: UUID, *, at: datetime) -> Agreement:
    """Return the agreement, begun if it was not, and for those who are there now (R9.05)."""
    partnership = queries.partnership_with_agreement(request.user, partnership_id)
    row = queries.agreement_of(partnership)
    if row is None:
        actions.begin(partnership, by=request.user, at=at)
        return queries.agreement_for(request.user, partnership_id)
    writes = may(request.user, Capability.WRITE_AGREEMENT, row)
    if writes and queries.is_for_others(row.versions.get(number=row.newest)):
        for_those_here_now(row, by=request.user, at=at)
        return queries.agreement_for(request.user, partnership_id)
    return row


def _writing(
    request: SignedInRequest, row: Agreement, form: TwoWritersForm, *, status: int = 200
) -> HttpResponse:
    """Show the boxes; above them what each prepared, once all have finished (R6.02)."""
    prepared = preparing.preparation_of(request.user, row.partnership)
    page: dict[str, object] = {"agreement": row, "form": form, "everybody": ()}
    if prepared is not None and prepared.state == PreparationState.TOGETHER:
        at = timezone.now()
        page["pages"] = preparing.pages_of(prepared)
        page["everybody"] = preparing.all_answers(request.user, prepared, at=at)
    return render(request, "agreements/write.html", page, status=status)


def _both_wrote(
    request: SignedInRequest, partnership_id: UUID, form: TwoWritersForm, *, at: datetime
) -> HttpResponse:
    row = queries.agreement_for(request.user, partnership_id, Capability.WRITE_AGREEMENT)
    newest = queries.read_version(request.user, row, row.newest, at=at)
    met = form.met_by(texts_of(newest), revision=newest.number)
    return _writing(request, row, met, status=CONFLICT)


def _signing(
    request: SignedInRequest, row: Agreement, form: SignForm, *, at: datetime,
    refusal: OutdatedVersion | None = None,
) -> HttpResponse:  # fmt: skip
    reading = queries.read_version(request.user, row, row.newest, at=at)
    if reading.signed_by(request.user.pk):
        messages.info(request, str(AlreadySigned()))
        return redirect("agreements:agreement", row.partnership_id)
    form.initial["digest"] = reading.version.digest
    return render(
        request,
        "agreements/sign.html",
        {"agreement": row, "reading": reading, "form": form, "refusal": refusal},
        status=CONFLICT if refusal else 200,
    )
