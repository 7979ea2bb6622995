"""Pages of claims for co-ordinators: the list, one claim with the decision, paying."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.design.paging import page_of
from mentorhouse.design.words import pounds
from mentorhouse.finance.actions import claims as actions
from mentorhouse.finance.forms import ClaimFilter, DecisionForm, PaidForm
from mentorhouse.finance.models import Claim
from mentorhouse.finance.queries import budget as budget_reads
from mentorhouse.finance.queries import claims as reads
from mentorhouse.finance.rules.claims import STANDINGS
from mentorhouse.finance.states import UNDECIDED, ClaimState
from mentorhouse.finance.views.pages import BOTH, one_form
from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.queries import programme_for

TOLD = {
    "approve": mark(
        "The claim is approved and counts on the line. Look at what you still expect there."
    ),
    "ask": mark("The question is sent."),
    "decline": mark("The claim is declined."),
}


def _ours(request: SignedInRequest, programme_id: UUID) -> Programme:
    programme = programme_for(request.user, programme_id, Capability.DECIDE_CLAIM)
    if not reads.has_claims(request.user, programme):
        raise NotVisible
    return programme


@door(Capability.DECIDE_CLAIM)
def claims(request: SignedInRequest, programme_id: UUID) -> HttpResponseBase:
    """List the claims of the programme."""
    programme = _ours(request, programme_id)
    listed = ClaimFilter(request.GET)
    rows = reads.claims_in(request.user, programme, **listed.chosen())
    page = {"programme": programme, "filter": listed, "page": page_of(rows, request)}
    return render(request, "finance/claims.html", page | {"standings": STANDINGS})


@door(Capability.DECIDE_CLAIM, methods=BOTH)
def claim(request: SignedInRequest, programme_id: UUID, claim_id: UUID) -> HttpResponseBase:
    """Show a claim and decide about it."""
    programme = _ours(request, programme_id)
    row = reads.claim_for(request.user, programme, claim_id)
    form = _decision(request, row)
    if request.method == "POST" and form and form.is_valid():
        deed = form.cleaned_data["deed"]
        try:
            _decide(request, row, form)
        except NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, say(TOLD[deed]))
        return redirect("finance:claim", programme.pk, row.pk)
    actions.note_reading(row, by=request.user, at=timezone.now())
    page = {
        "programme": programme,
        "claim": row,
        "colour": STANDINGS[ClaimState(row.state)][0],
        "own": row.person_id == request.user.pk,
        "form": form,
    }
    return render(request, "finance/claim.html", page)


@door(Capability.DECIDE_CLAIM, methods=BOTH)
def paid(request: SignedInRequest, programme_id: UUID, claim_id: UUID) -> HttpResponseBase:
    """Record that an approved claim was paid."""
    programme = _ours(request, programme_id)
    row = reads.claim_for(request.user, programme, claim_id)
    today = timezone.localdate()
    form = PaidForm(request.POST or None, initial={"on": today}, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            actions.pay(row, on=form.cleaned_data["on"], by=request.user, at=timezone.now())
        except NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, say("The claim is marked as paid."))
        return redirect("finance:claim", programme.pk, row.pk)
    return one_form(
        request, programme, form, title=say("Record that a claim was paid"), button=say("Record"),
        lede=(say("Mentorhouse pays nothing itself. Record here when the money has been sent."),),
        facts=_facts(row), back=(say("The claim"), "finance:claim", programme.pk, row.pk),
    )  # fmt: skip


@door(Capability.DECIDE_CLAIM, methods=BOTH)
def take_back(request: SignedInRequest, programme_id: UUID, claim_id: UUID) -> HttpResponseBase:
    """Take a decision back that was wrong, while nothing is paid."""
    programme = _ours(request, programme_id)
    row = reads.claim_for(request.user, programme, claim_id)
    if request.method == "POST":
        try:
            actions.take_back(row, by=request.user, at=timezone.now())
        except NotNow as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, say("The decision is taken back. The claim waits again."))
        return redirect("finance:claim", programme.pk, row.pk)
    lede = (say("The claim waits for a decision again and counts no longer. The mentor is told."),)
    return one_form(
        request, programme, None, title=say("Take a decision back"),
        button=say("Take back"), warning=True, lede=lede, facts=_facts(row),
        back=(say("The claim"), "finance:claim", programme.pk, row.pk),
    )  # fmt: skip


def _decision(request: SignedInRequest, row: Claim) -> DecisionForm | None:
    if row.state not in UNDECIDED or row.person_id == request.user.pk:
        return None
    lines = budget_reads.lines_of(request.user, row.participation.programme)
    return DecisionForm(request.POST or None, claim=row, lines=list(lines))


def _decide(request: SignedInRequest, row: Claim, form: DecisionForm) -> None:
    said: dict[str, Any] = form.cleaned_data
    by, at = request.user, timezone.now()
    if said["deed"] == "ask":
        actions.ask(row, said["words"], by=by, at=at)
    elif said["deed"] == "decline":
        actions.decline(row, said["words"], by=by, at=at)
    else:
        line = form.lines[said["line"]]
        actions.approve(row, said["granted"], line, reason=said["words"], by=by, at=at)


def _facts(row: Claim) -> tuple[tuple[str, str], ...]:
    return (
        (say("Mentor"), row.participation.person.name),
        (say("Claimed"), pounds(row.amount)),
        (say("Approved"), pounds(row.granted) if row.granted is not None else say("Nothing yet")),
    )
