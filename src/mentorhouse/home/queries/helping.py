"""What a pair tell each other of what helps them to meet (R1.06)."""

from dataclasses import dataclass
from datetime import datetime

from mentorhouse.access.relations import Viewer
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.queries import shares_adjustments
from mentorhouse.people.models import Person
from mentorhouse.people.queries import adjustments_of, has_adjustments
from mentorhouse.people.rules import Needs


@dataclass(frozen=True)
class Helping:
    """Who of a pair has said what helps, and who shares it. Nothing is opened for this."""

    known: bool  # the viewer has said what helps them
    shared: bool  # and lets the partner read it
    partner_shares: bool


def helping(viewer: Viewer, partnership: Partnership, partner: Person) -> Helping:
    """Return how the two stand; the viewer was let into the partnership as a member."""
    sharing = shares_adjustments(partnership)
    return Helping(has_adjustments(viewer.pk), viewer.pk in sharing, partner.pk in sharing)


def helps_of_partner(viewer: Viewer, partner: Person, *, at: datetime) -> Needs:
    """Open what a partner shares. Raises `NotVisible` where they do not."""
    return adjustments_of(viewer, partner.pk, at=at)
