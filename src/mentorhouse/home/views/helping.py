"""What helps the two of a pair to meet: read the partner’s, share one’s own or take it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.home.queries import helping as queries
from mentorhouse.languages.saying import say
from mentorhouse.partnerships import actions
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.queries import partnership_for
from mentorhouse.partnerships.rules import OF_MORE_THAN_TWO, Shape
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.people.models import Person
from mentorhouse.people.rules import HELPS


@door(Capability.SEE_PARTNERSHIP, methods=("GET", "POST"))
def helps(request: SignedInRequest, partnership_id: UUID) -> HttpResponseBase:
    """Show what the partner shares, and whether one’s own is shared; change that."""
    row = partnership_for(request.user, partnership_id)
    if row.state != PartnershipState.ACTIVE or Shape(row.shape) in OF_MORE_THAN_TWO:
        raise NotVisible
    if request.method == "POST":
        return _change(request, row)
    partner = _partner(request, row)
    standing = queries.helping(request.user, row, partner)
    page = {"pair": row, "partner": partner, "standing": standing, "helps": (), "words": ""}
    if standing.partner_shares:
        needs = queries.helps_of_partner(request.user, partner, at=timezone.now())
        page |= {"helps": [say(HELPS[key]) for key in needs.helps], "words": needs.words}
    return render(request, "home/helps.html", page)


def _change(request: SignedInRequest, row: Partnership) -> HttpResponseBase:
    at = timezone.now()
    try:
        if "take_back" in request.POST:
            actions.take_adjustments_back(row, by=request.user, at=at)
            messages.success(request, _("Your partner can no longer read it."))
        else:
            actions.share_adjustments(row, by=request.user, at=at)
            messages.success(request, _("Your partner can read it now."))
    except NotNow as refusal:
        messages.error(request, str(refusal))
    return redirect("home:helps", row.pk)


def _partner(request: SignedInRequest, row: Partnership) -> Person:
    people = [member.participation.person for member in row.members.all()]
    found: Person = next(person for person in people if person.pk != request.user.pk)
    return found
