"""What the register tells each person: how they stand, and what is missing before a match."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.states import ParticipationState
from mentorhouse.register.queries.standing import missing_for_mentee, standing_of
from mentorhouse.register.rules.admission import Step
from mentorhouse.register.rules.standing import Status

# Who chose this themselves is not asked to mend it.
SETTLED = frozenset({Status.ACTIVE, Status.WITHDRAWN})


@dataclass(frozen=True)
class Place:
    """One taking part: where it stands, and the steps that are missing."""

    part: Participation
    status: str
    missing: tuple[Step, ...]


def places_of(parts: Sequence[Participation], *, at: datetime) -> list[Place]:
    """Say of a person’s own taking part how it stands; who has not said yes has no place yet."""
    here = [part for part in parts if part.state == ParticipationState.ACCEPTED]
    return [_place(part, at=at) for part in here]


def _place(part: Participation, *, at: datetime) -> Place:
    if part.role == Participation.Role.MENTEE:
        waits = () if part.places_taken else missing_for_mentee(part, at=at)
        return Place(part, "", waits)
    stands = standing_of(part, at=at)
    return Place(part, stands.words, () if stands.status in SETTLED else stands.reasons)
