"""What the register tells each person: how they stand, and what is missing before a match."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mentorhouse.access.relations import Viewer
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.queries import programmes_of
from mentorhouse.programmes.states import ParticipationState, ProgrammeState
from mentorhouse.register.queries.lists import count_renewable, ready_to_admit
from mentorhouse.register.queries.standing import missing_for_mentee, standings_across
from mentorhouse.register.rules.admission import Step, waits_for_a_press
from mentorhouse.register.rules.standing import Standing, Status

OVER = (ProgrammeState.CLOSED.value, ProgrammeState.ARCHIVED.value)
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
    mentors = [part for part in here if part.role == Participation.Role.MENTOR]
    stands = standings_across(mentors, at=at)
    return [_place(part, stands.get(part.pk), at=at) for part in here]


def _place(part: Participation, stands: Standing | None, *, at: datetime) -> Place:
    if stands is None:  # a mentee
        waits = () if part.places_taken else missing_for_mentee(part, at=at)
        return Place(part, "", waits)
    return Place(part, stands.words, () if stands.status in SETTLED else stands.reasons)


@dataclass(frozen=True)
class Waiting:
    """What waits for a co-ordinator on a register."""

    programme: Programme
    ready: int
    ending: int


def registers_kept(viewer: Viewer, *, at: datetime) -> list[Waiting]:
    """Return the registers of which mentors wait to be admitted, or places end soon."""
    living = list(programmes_of(viewer).exclude(state__in=OVER).order_by("name", "pk"))
    ending = count_renewable(living, at=at)
    found = [Waiting(row, _ready(viewer, row, at=at), ending.get(row.pk, 0)) for row in living]
    return [one for one in found if one.ready or one.ending]


def _ready(viewer: Viewer, programme: Programme, *, at: datetime) -> int:
    if not waits_for_a_press(programme.design):
        return 0
    return len(ready_to_admit(viewer, programme, at=at))
