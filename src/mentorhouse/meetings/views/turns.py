"""Swapping who is the mentor first in one meeting (R9.07)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.states import NotNow
from mentorhouse.languages.saying import say
from mentorhouse.meetings import queries
from mentorhouse.meetings.actions.turns import swap_turn


@door(Capability.ARRANGE_MEETING, methods=("POST",))
def swap(request: SignedInRequest, partnership_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Let the other of the two be the mentor first."""
    row = queries.meeting_for(request.user, partnership_id, meeting_id)
    try:
        swap_turn(row, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, say("You have swapped roles for this meeting."))
    return redirect("meetings:meeting", partnership_id, meeting_id)
