"""A person's own policies: what is asked of them, reading one, accepting it, or later."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.design.paging import page_of
from mentorhouse.documents import as_html, from_markdown
from mentorhouse.languages.saying import say
from mentorhouse.policies.actions import accepting as actions
from mentorhouse.policies.forms import AcceptForm
from mentorhouse.policies.models import Document
from mentorhouse.policies.queries import mine as queries
from mentorhouse.policies.queries.keeping import version_for
from mentorhouse.policies.rules import PUT_OFF, NoLongerAsked, OutdatedVersion

CONFLICT = 409


@door(Capability.SEE_OWN_START)
def mine(request: SignedInRequest) -> HttpResponseBase:
    """List the policies of one's programmes, and what one accepted when."""
    page = {
        "mine": queries.policies_for(request.user),
        "before": page_of(queries.accepted_before(request.user), request),
    }
    return render(request, "policies/mine.html", page)


@door(Capability.SEE_OWN_START)
def asked(request: SignedInRequest) -> HttpResponseBase:
    """List what waits for acceptance; who has nothing to accept goes on to the start page."""
    waiting = queries.waiting_for(request.user)
    if not waiting:
        return redirect("home:start")
    return render(request, "policies/asked.html", {"waiting": waiting})


@door(Capability.SEE_OWN_START, methods=("POST",))
def not_now(request: SignedInRequest) -> HttpResponseBase:
    """Go on without accepting; the start page keeps a notice, and the next sign-in asks again."""
    request.session[PUT_OFF] = True
    return redirect("home:start")


@door(Capability.READ_POLICY)
def read(request: SignedInRequest, document_id: UUID) -> HttpResponseBase:
    """Read one version; accept it where it is asked."""
    return _reading(request, version_for(request.user, document_id), AcceptForm())


@door(Capability.ACCEPT_POLICY, methods=("POST",))
def accept(request: SignedInRequest, document_id: UUID) -> HttpResponseBase:
    """Accept the version on the page. If another one is in force by now, show that instead."""
    document = version_for(request.user, document_id, Capability.ACCEPT_POLICY)
    form = AcceptForm(request.POST)
    if not form.is_valid():
        return _reading(request, document, form)
    try:
        actions.accept(document, by=request.user, at=timezone.now())
    except OutdatedVersion as refusal:
        now = queries.version_of_mine(request.user, document.policy)
        messages.warning(request, str(refusal))
        return redirect("policies:read", now.document.pk if now else document.pk)
    except NoLongerAsked as refusal:
        messages.warning(request, str(refusal))
        return redirect("policies:mine")
    messages.success(
        request, say("Thank you. You have accepted {title}.", title=say(document.policy.title))
    )
    return redirect("policies:asked")


def _reading(request: SignedInRequest, document: Document, form: AcceptForm) -> HttpResponse:
    theirs = queries.version_of_mine(request.user, document.policy)
    is_theirs = theirs is not None and theirs.document.pk == document.pk
    page = {
        "document": document,
        "policy": document.policy,
        "programme": document.policy.programme,
        "text": as_html(from_markdown(document.text), below=1),
        "accepted_at": queries.accepted_at(request.user, document),
        "may_accept": is_theirs and theirs is not None and theirs.waits,
        "is_theirs": is_theirs,
        "form": form,
    }
    return render(request, "policies/read.html", page)
