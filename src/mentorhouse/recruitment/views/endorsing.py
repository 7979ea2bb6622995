"""The co-ordinators' pages: who was asked to support whom, and what they answered."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.states import NotNow
from mentorhouse.design.paging import page_of
from mentorhouse.design.words import hours
from mentorhouse.programmes.queries import programme_for
from mentorhouse.recruitment.actions import endorsing as actions
from mentorhouse.recruitment.forms.endorsing import SupportFilter
from mentorhouse.recruitment.queries import endorsing as queries
from mentorhouse.recruitment.rules.endorsing import (
    RELATION_WORDS,
    STANDING_WORDS,
    of_one,
)
from mentorhouse.recruitment.states import Asks, EndorsementState
from mentorhouse.vault.sealing import open_row


@door(Capability.READ_ENDORSEMENT)
def endorsements(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """List who was asked to support whom, and where it stands."""
    programme = programme_for(request.user, programme_id, Capability.SEE_PEOPLE)
    at, listed = timezone.now(), SupportFilter(request.GET)
    rows = queries.support_in(request.user, programme, at=at, **listed.chosen())
    page = page_of(rows, request)
    return render(
        request,
        "recruitment/endorsing/endorsements.html",
        {
            "programme": programme,
            "here": "people",
            "local": queries.is_local(request.user, programme),
            "filter": listed,
            "page": page,
            "relations": RELATION_WORDS,
            "standings": {
                row.pk: STANDING_WORDS[of_one(queries.question_of(row), at=at)] for row in page
            },
            "hours": hours,
        },
    )


@door(Capability.READ_ENDORSEMENT)
def endorsement(
    request: SignedInRequest, programme_id: UUID, endorsement_id: UUID
) -> HttpResponse:  # fmt: skip
    """Show one question with its answer and comment, and the questions that it supersedes."""
    programme = programme_for(request.user, programme_id, Capability.SEE_PEOPLE)
    row = queries.endorsement_for(request.user, programme, endorsement_id)
    at = timezone.now()
    actions.note_reading(row, by=request.user, at=at)
    superseded = row.state == EndorsementState.SUPERSEDED
    words = open_row(request.user, row, at=at, purpose="read an endorsement")
    return render(
        request,
        "recruitment/endorsing/endorsement.html",
        {
            "programme": programme,
            "here": "people",
            "local": queries.is_local(request.user, programme),
            "row": row,
            "comment": words["comment"],
            "relation": RELATION_WORDS[Asks(row.relation)],
            "standing": None
            if superseded
            else STANDING_WORDS[of_one(queries.question_of(row), at=at)],
            "time": hours(row.minutes_a_month),
            "others": [
                other
                for other in queries.endorsements_of(request.user, row.application)
                if other.pk != row.pk
            ],
            "waits": row.state == EndorsementState.ASKED,
        },
    )


@door(Capability.READ_ENDORSEMENT, methods=("POST",))
def send_again(
    request: SignedInRequest, programme_id: UUID, endorsement_id: UUID
) -> HttpResponse:  # fmt: skip
    """Have a question sent again that nobody has answered."""
    programme = programme_for(request.user, programme_id, Capability.SEE_PEOPLE)
    row = queries.endorsement_for(request.user, programme, endorsement_id)
    try:
        actions.send_again(row, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The question is sent again, with a new link."))
    return redirect("recruitment:endorsement", programme.pk, row.pk)
