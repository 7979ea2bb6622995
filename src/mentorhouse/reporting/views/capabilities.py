"""How capabilities grow over a programme: means over many people, never one (R8.06, R12.05)."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from mentorhouse.access.doors import SignedInRequest, door
from mentorhouse.access.policy import Capability
from mentorhouse.access.readers import who_can_read
from mentorhouse.access.relations import may
from mentorhouse.development.queries.sheets import capability_means
from mentorhouse.development.rules.capabilities import CAPABILITIES, STAGES
from mentorhouse.languages.saying import say
from mentorhouse.programmes.queries import programme_for


@door(Capability.SEE_GOVERNANCE)
def capabilities(request: SignedInRequest, programme_id: UUID) -> HttpResponse:
    """Show the mean of each capability at the start, in the middle and at the end."""
    programme = programme_for(request.user, programme_id, Capability.SEE_GOVERNANCE)
    least = programme.design.evaluation.small_number
    found = capability_means(programme.pk, least=least, at=timezone.now())
    rows = [
        (say(box.label), [found[box.key].get(stage) for stage, _ in STAGES])
        for part in CAPABILITIES.parts[1:] for box in part.boxes if box.key in found
    ]  # fmt: skip
    page = {
        "programme": programme,
        "keeps": may(request.user, Capability.RUN_GOVERNANCE, programme),
        "sits": True,
        "readers": who_can_read(Capability.SEE_GOVERNANCE),
        "rows": rows,
        "limit": least,
        "stages": [say(words) for _, words in STAGES],
    }
    return render(request, "reporting/capabilities.html", page)
