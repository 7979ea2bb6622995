"""The ladders of grades of somebody's programmes, for those who write their grade (R1.03)."""

from collections.abc import Sequence
from dataclasses import dataclass

from mentorhouse.access.relations import Viewer
from mentorhouse.programmes.queries.people import participations_of
from mentorhouse.programmes.states import ParticipationState, ProgrammeState


@dataclass(frozen=True)
class LadderShown:
    """The rungs of a programme's ladder, the lowest first."""

    programme: str
    rungs: Sequence[str]


def ladders_of(viewer: Viewer) -> list[LadderShown]:
    """Return the ladders of the programmes in which the viewer takes part or is invited."""
    rows = participations_of(viewer).exclude(state=ParticipationState.DECLINED.value)
    over = (ProgrammeState.CLOSED.value, ProgrammeState.ARCHIVED.value)
    rows = rows.exclude(programme__state__in=over).order_by("programme__name", "pk")
    programmes = {row.programme_id: row.programme for row in rows}
    return [
        LadderShown(programme.name, rungs)
        for programme in programmes.values()
        for rungs in programme.design.ladders.values()
    ]
