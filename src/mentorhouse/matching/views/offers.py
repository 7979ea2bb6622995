"""A person's own match: who the partner would be, why, and the answer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.states import NotNow
from mentorhouse.languages.saying import say
from mentorhouse.matching.engine.reasons import points
from mentorhouse.matching.queries.offers import offer_for
from mentorhouse.partnerships import actions
from mentorhouse.partnerships.emails import BEGINS
from mentorhouse.partnerships.queries import membership_of, partnership_for
from mentorhouse.partnerships.rules import Shape, SomethingFirst
from mentorhouse.partnerships.states import PartnershipState

OFFER = "matching/offer.html"


@door(Capability.ANSWER_MATCH)
def offer(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """See the match that was offered, or what became of it."""
    return _page(request, partnership_id, OFFER)


@door(Capability.ANSWER_MATCH, methods=("GET", "POST"))
def accept(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Accept the match; what it means and who can read what is said before."""
    if request.method == "GET":
        return _page(request, partnership_id, "matching/accept.html")
    row = partnership_for(request.user, partnership_id, Capability.ANSWER_MATCH)
    try:
        actions.accept(row, by=request.user, at=timezone.now())
    except SomethingFirst as refusal:
        messages.warning(request, str(refusal))
        return redirect(refusal.page)
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, say("You have accepted the match."))
    return redirect("matching:offer", partnership_id)


@door(Capability.ANSWER_MATCH, methods=("GET", "POST"))
def decline(request: SignedInRequest, partnership_id: UUID) -> HttpResponse:
    """Decline the match. No reason is asked."""
    if request.method == "GET":
        return _page(request, partnership_id, "matching/decline.html")
    row = partnership_for(request.user, partnership_id, Capability.ANSWER_MATCH)
    try:
        actions.decline(row, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, say("You have declined the match. Nobody will ask you why."))
    if membership_of(request.user, partnership_id) is None:
        return redirect("home:start")  # the others go on, and are shown no more
    return redirect("matching:offer", partnership_id)


def _page(request: SignedInRequest, partnership_id: UUID, template: str) -> HttpResponse:
    """Draw a page about an offer that can be answered; else the one that says how it stands."""
    found = offer_for(request.user, partnership_id)
    if found.partnership.state == PartnershipState.ENDED:
        return redirect("partnerships:ending", partnership_id)
    if template != OFFER and not found.can_answer:
        return redirect("matching:offer", partnership_id)
    shape = Shape(found.partnership.shape)
    if shape is not Shape.ONE_TO_ONE and template == OFFER and found.shows_partner:
        template = "matching/offer_several.html"
    return render(
        request,
        template,
        {
            "begins": BEGINS.get(shape, ""),
            "offer": found,
            "partnership": found.partnership,
            "log": Capability.READ_MEETING_LOG,
            "agreement": Capability.READ_AGREEMENT,
            "points": points,
        },
    )
