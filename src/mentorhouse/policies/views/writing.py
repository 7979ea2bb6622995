"""Writing a version of a policy, reading any version, and putting a draft in force."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.states import NotNow
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.documents import as_html, from_markdown
from mentorhouse.languages.saying import say
from mentorhouse.organisations.models import Organisation
from mentorhouse.policies.actions import writing as actions
from mentorhouse.policies.forms import OrganisationForm, PutInForceForm, WordingForm
from mentorhouse.policies.models import Document, Policy
from mentorhouse.policies.queries import keeping as queries
from mentorhouse.policies.rules import EVERYONE, IsWithdrawn
from mentorhouse.policies.states import DocumentState
from mentorhouse.policies.views.keeping import CONFLICT, as_revision

BOTH = ("GET", "POST")


@door(Capability.KEEP_POLICIES)
def for_organisation(request: SignedInRequest, programme_id: UUID, key: str) -> HttpResponseBase:
    """Lead to writing the document of the organisation that was chosen."""
    row = queries.policy_for(request.user, programme_id, key)
    form = OrganisationForm(
        request.GET, organisations=queries.organisations_without(request.user, row)
    )
    if form.is_valid():
        whose = form.cleaned_data["organisation"].pk
        return redirect("policies:write", programme_id, key, whose)
    messages.warning(request, say("Choose an organisation first."))
    return redirect("policies:policy", programme_id, key)


@door(Capability.KEEP_POLICIES, methods=BOTH)
def write(request: SignedInRequest, programme_id: UUID, key: str, whose: str) -> HttpResponseBase:
    """Write the draft. If another co-ordinator wrote meanwhile, both texts are on the page."""
    row = queries.policy_for(request.user, programme_id, key)
    organisation = queries.organisation_of(request.user, row, whose)
    if row.withdrawn_at is not None:
        messages.warning(request, str(IsWithdrawn()))
        return redirect("policies:policy", programme_id, key)
    draft = queries.draft_of(request.user, row, organisation)
    form = WordingForm(request.POST or None, initial=_begun(request, row, organisation, draft))
    if request.method == "GET" or not form.is_valid():
        return _writing(request, row, organisation, form)
    try:
        saved = actions.write(
            row, organisation, form.wording(), based_on=form.cleaned_data["revision"],
            by=request.user, at=timezone.now(),
        )  # fmt: skip
    except ChangedMeanwhile:
        newest = queries.draft_of(request.user, row, organisation)
        data = as_revision(request.POST, newest.revision if newest else 0)
        return _writing(request, row, organisation, WordingForm(data), met=True, theirs=newest)
    except NotNow as refusal:
        messages.warning(request, str(refusal))
        return redirect("policies:policy", programme_id, key)
    messages.success(
        request, say("The draft is saved. Nobody else sees it until you put it in force.")
    )
    return redirect("policies:version", programme_id, key, saved.pk)


@door(Capability.KEEP_POLICIES)
def version(
    request: SignedInRequest, programme_id: UUID, key: str, document_id: UUID
) -> HttpResponseBase:
    """Read one version, as those read it whom it concerns."""
    row = queries.policy_for(request.user, programme_id, key)
    document = queries.version_in(request.user, row, document_id)
    page = {
        "programme": row.programme,
        "policy": row,
        "document": document,
        "text": as_html(from_markdown(document.text), below=1),
        "is_draft": document.state == DocumentState.DRAFT,
    }
    return render(request, "policies/version.html", page)


@door(Capability.KEEP_POLICIES, methods=BOTH)
def put_in_force(
    request: SignedInRequest, programme_id: UUID, key: str, document_id: UUID
) -> HttpResponseBase:
    """Show the draft, say whom it concerns and what happens; put it in force when confirmed."""
    row = queries.policy_for(request.user, programme_id, key)
    document = queries.version_in(request.user, row, document_id)
    today = timezone.localdate()
    initial = {"revision": document.revision, "approved_on": today}
    form = PutInForceForm(request.POST or None, today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _put(request, row, document, form, at=timezone.now())
    if document.state != DocumentState.DRAFT:
        return redirect("policies:version", programme_id, key, document_id)
    return _putting(request, row, document, form)


@door(Capability.KEEP_POLICIES, methods=("POST",))
def discard(
    request: SignedInRequest, programme_id: UUID, key: str, document_id: UUID
) -> HttpResponseBase:
    """Discard a draft."""
    row = queries.policy_for(request.user, programme_id, key)
    document = queries.version_in(request.user, row, document_id)
    try:
        actions.discard(document, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, say("The draft is discarded."))
    return redirect("policies:policy", programme_id, key)


def _put(
    request: SignedInRequest, row: Policy, document: Document, form: PutInForceForm, *,
    at: datetime,
) -> HttpResponse:  # fmt: skip
    said = form.cleaned_data
    try:
        actions.put_in_force(
            document, based_on=said["revision"], approved_by=said["approved_by"],
            approved_on=said["approved_on"], by=request.user, at=at,
        )  # fmt: skip
    except ChangedMeanwhile:
        newest = queries.version_in(request.user, row, document.pk)
        data = as_revision(request.POST, newest.revision)
        again = PutInForceForm(data, today=form.today)
        return _putting(request, row, newest, again, met=True)
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(
            request,
            say("The version is in force. Whoever has to accept it is asked at next sign-in."),
        )
    return redirect("policies:policy", row.programme_id, row.key)


def _putting(
    request: SignedInRequest, row: Policy, document: Document, form: PutInForceForm, *,
    met: bool = False,
) -> HttpResponse:  # fmt: skip
    page = {
        "programme": row.programme,
        "policy": row,
        "document": document,
        "text": as_html(from_markdown(document.text), below=2),
        "form": form,
        "met": met,
    }
    return render(request, "policies/put_in_force.html", page, status=CONFLICT if met else 200)


def _begun(
    request: SignedInRequest, row: Policy, organisation: Organisation | None, draft: Document | None
) -> dict[str, object]:
    """Return what a writer begins from: the draft, else the version in force."""
    if draft is not None:
        said = {"text": draft.text, "link": draft.link, "news": draft.news}
        return said | {"revision": draft.revision}
    before = queries.in_force_of(request.user, row, organisation)
    said = {"text": before.text, "link": before.link} if before else {}
    return said | {"revision": 0}


def _writing(
    request: SignedInRequest, row: Policy, organisation: Organisation | None, form: WordingForm, *,
    met: bool = False, theirs: Document | None = None,
) -> HttpResponse:  # fmt: skip
    """Draw the form; `met` says that somebody else wrote meanwhile, and `theirs` what."""
    page = {
        "programme": row.programme,
        "policy": row,
        "organisation": organisation,
        "whose": organisation.pk if organisation else EVERYONE,
        "form": form,
        "met": met,
        "saved": theirs,
    }
    return render(request, "policies/write.html", page, status=CONFLICT if met else 200)
