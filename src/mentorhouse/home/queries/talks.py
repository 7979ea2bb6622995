"""What somebody can do about first talks: answer one, or look for a mentor (R5.07, R5.20)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from mentorhouse.access.relations import Viewer
from mentorhouse.home.queries.start import Pair
from mentorhouse.matching.queries.inviting.talks import count_waiting, talking_in
from mentorhouse.matching.rules.inviting import is_used, searches
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.rules import refusal
from mentorhouse.programmes.states import ParticipationState, Work


@dataclass(frozen=True)
class ToDo:
    """Somebody’s next step with first talks in one programme."""

    part: Participation
    waiting: int  # talks that wait for them; 0: they have no mentor yet, and talk with none


def talks_to_do(
    viewer: Viewer, parts: Sequence[Participation], pairs: Iterable[Pair], *, at: datetime
) -> list[ToDo]:
    """Return what waits, and where a mentee has yet to turn to a mentor."""
    here = [
        part
        for part in parts
        if part.state == ParticipationState.ACCEPTED
        and is_used(part.programme.design)
        and not refusal(part.programme.state, Work.BEGIN_PARTNERSHIP)
    ]
    waiting = count_waiting(viewer, here, at=at)
    busy = {pair.mine.participation_id for pair in pairs} | talking_in(here)
    return [
        ToDo(part, waiting[part.pk])
        for part in here
        if waiting[part.pk] or (_looks(part) and part.pk not in busy)
    ]


def _looks(part: Participation) -> bool:
    return part.role == Participation.Role.MENTEE and searches(part.programme.design)
