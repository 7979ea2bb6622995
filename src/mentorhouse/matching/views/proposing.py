"""A mentor proposes a pair; the mentee answers; where it is theirs, the co-ordinator decides."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.design.paging import page_of
from mentorhouse.languages.saying import say
from mentorhouse.matching.actions import proposing as deeds
from mentorhouse.matching.engine.reasons import points
from mentorhouse.matching.forms.proposing import ProposeForm
from mentorhouse.matching.queries import proposing as queries
from mentorhouse.matching.queries.inviting.fit import reasons_for
from mentorhouse.matching.rules import proposing as rules
from mentorhouse.matching.states.proposing import ProposalState
from mentorhouse.partnerships.rules import SomethingFirst
from mentorhouse.programmes.queries import programme_for

BOTH = ("GET", "POST")
DEEDS = {"ask": True, "leave": False}


@door(Capability.PROPOSE_PAIR, methods=BOTH)
def propose(request: SignedInRequest, participation_id: UUID) -> HttpResponse:
    """Propose a pair by a work address; see what one has proposed."""
    at = timezone.now()
    part = queries.proposing_part(request.user, participation_id)
    form = ProposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email, once = form.cleaned_data["email"], form.cleaned_data["once"]
        try:
            deeds.propose(part, email, once=once, by=request.user, at=at)
        except SomethingFirst as refusal:
            messages.warning(request, str(refusal))
            return redirect(refusal.page)
        except NotNow as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, say("Sent. If the two of you can be a pair, they are asked."))
            return redirect("matching:propose", part.pk)
    page = {
        "part": part,
        "programme": part.programme,
        "form": form,
        "sent": queries.sent_by(request.user, part, at=at),
        "approved": rules.needs_approval(part.programme.design),
    }
    return render(request, "matching/proposing/propose.html", page)


@door(Capability.ANSWER_PROPOSAL, methods=BOTH)
def proposal(request: SignedInRequest, proposal_id: UUID) -> HttpResponse:
    """See the mentor who would like to work with oneself, and say yes or no; or that it is over."""
    row = queries.proposal_for(request.user, proposal_id)
    if row.mentee is None:
        raise NotVisible
    if request.method == "POST":
        accept = request.POST.get("answer") == "yes"
        try:
            begun = deeds.answer(row, accept=accept, by=request.user, at=timezone.now())
        except SomethingFirst as refusal:
            messages.warning(request, str(refusal))
            return redirect(refusal.page)
        except NotNow as refusal:
            messages.warning(request, str(refusal))
            return redirect("matching:proposal", row.pk)
        if begun is not None:
            messages.success(request, say("Your partnership begins."))
            return redirect("home:partnership", begun.pk)
        messages.success(request, say("You said no. Nobody is told, and nobody asks why."))
        return redirect("matching:proposal", row.pk)
    if row.state != ProposalState.ASKED:
        return render(request, "matching/proposing/over.html", {"row": row})
    reasons = reasons_for(row.mentee, row.mentor)
    page = {"row": row, "programme": row.programme, "reasons": reasons, "points": points}
    return render(request, "matching/proposing/proposal.html", page)


@door(Capability.RUN_MATCHING)
def to_decide(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """See the pairs that mentors propose and that wait for a decision."""
    programme = programme_for(request.user, programme_id, Capability.RUN_MATCHING)
    waiting = queries.to_decide_in(request.user, programme)
    if not rules.needs_approval(programme.design) and not waiting.exists():
        raise NotVisible
    rows = page_of(waiting, request)
    return render(
        request, "matching/proposing/to_decide.html", {"programme": programme, "page": rows}
    )


@door(Capability.DECIDE_PROPOSAL, methods=("POST",))
def decide(
    request: SignedInRequest, programme_id: UUID, proposal_id: UUID, deed: str
) -> HttpResponse:
    """Let a proposal through to the mentee, or leave it."""
    row = queries.proposal_for(request.user, proposal_id, Capability.DECIDE_PROPOSAL)
    if deed not in DEEDS or row.programme_id != programme_id:
        raise NotVisible
    try:
        deeds.decide(row, ask=DEEDS[deed], by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, say("Decided."))
    decides = rules.needs_approval(row.programme.design)
    return redirect("matching:proposals_to_decide" if decides else "matching:check", programme_id)
