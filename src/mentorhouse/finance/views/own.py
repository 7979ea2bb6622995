"""A mentor's own claims: list, claim, read, answer, take back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.readers import who_can_read
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.design.paging import page_of
from mentorhouse.finance.actions import claims as actions
from mentorhouse.finance.actions.claims import Expenditure
from mentorhouse.finance.forms import AnswerForm, ClaimForm
from mentorhouse.finance.queries import claims as reads
from mentorhouse.finance.rules.claims import STANDINGS, Expense
from mentorhouse.finance.states import UNDECIDED, ClaimState
from mentorhouse.finance.views.pages import BOTH
from mentorhouse.languages.saying import say


@door(Capability.CLAIM_EXPENSES)
def claims(request: SignedInRequest, participation_id: UUID) -> HttpResponseBase:
    """List one's own claims in a programme, and lead to a new one."""
    part = reads.claimant(request.user, participation_id)
    page = {
        "part": part,
        "page": page_of(reads.own_claims(request.user, part), request),
        "open": reads.takes_claims(part),
        "expenses": part.programme.design_as_read.expenses,
        "standings": STANDINGS,
        "readers": who_can_read(Capability.READ_CLAIM),
    }
    return render(request, "finance/my_claims.html", page)


@door(Capability.CLAIM_EXPENSES, methods=BOTH)
def send(request: SignedInRequest, participation_id: UUID) -> HttpResponseBase:
    """Claim what one spent."""
    part = reads.claimant(request.user, participation_id)
    if not reads.takes_claims(part):
        raise NotVisible
    expenses = part.programme.design_as_read.expenses
    form = ClaimForm(
        request.POST or None, per_mile=expenses.pence_per_mile, today=timezone.localdate()
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        spent = Expenditure(
            said["on"], Expense(said["kind"]), said["amount"], said["miles"], said["note"]
        )
        claim = actions.send(part, spent, once=said["once"], by=request.user, at=timezone.now())
        messages.success(request, say("Your claim is sent."))
        return redirect("finance:my_claim", part.pk, claim.pk)
    page = {"part": part, "form": form, "expenses": expenses}
    return render(
        request,
        "finance/send_claim.html",
        page | {"readers": who_can_read(Capability.READ_CLAIM)},
    )


@door(Capability.CLAIM_EXPENSES, methods=BOTH)
def claim(request: SignedInRequest, participation_id: UUID, claim_id: UUID) -> HttpResponseBase:
    """Read one's own claim; answer a question about it."""
    part = reads.claimant(request.user, participation_id)
    row = reads.own_claim(request.user, part, claim_id)
    form = AnswerForm(request.POST or None) if row.state == ClaimState.ASKED else None
    if request.method == "POST":
        if form is None:
            messages.error(request, say("There is no question to answer any more."))
            return redirect("finance:my_claim", part.pk, row.pk)
        if form.is_valid():
            return _answer(request, participation_id, claim_id, form)
    colour, means = STANDINGS[ClaimState(row.state)]
    page = {"part": part, "claim": row, "form": form, "colour": colour, "means": means}
    return render(request, "finance/my_claim.html", page | {"undecided": row.state in UNDECIDED})


def _answer(
    request: SignedInRequest, participation_id: UUID, claim_id: UUID, form: AnswerForm
) -> HttpResponseBase:
    part = reads.claimant(request.user, participation_id)
    row = reads.own_claim(request.user, part, claim_id)
    try:
        actions.answer(row, form.cleaned_data["words"], by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, say("Your answer is sent."))
    return redirect("finance:my_claim", part.pk, row.pk)


@door(Capability.CLAIM_EXPENSES, methods=("POST",))
def withdraw(request: SignedInRequest, participation_id: UUID, claim_id: UUID) -> HttpResponseBase:
    """Take one's own claim back."""
    part = reads.claimant(request.user, participation_id)
    row = reads.own_claim(request.user, part, claim_id)
    try:
        actions.withdraw(row, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, say("Your claim is taken back."))
    return redirect("finance:my_claim", part.pk, row.pk)
