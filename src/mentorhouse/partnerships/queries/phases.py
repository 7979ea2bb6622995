"""Where a pair stands in its phases: moves and ticks, for the pair alone (R10.01)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import Viewer, require
from mentorhouse.partnerships.models import Partnership, PhaseMove, Tick
from mentorhouse.partnerships.rules.phases import (
    Point,
    Signs,
    item_key,
    place_of,
    suggestion,
    ticked_by_all,
)
from mentorhouse.people.models import Person
from mentorhouse.programmes.design.agreement import Phase
from mentorhouse.programmes.relations import day_of


@dataclass(frozen=True)
class Standing:
    """One phase as the pair sees it."""

    phase: Phase
    points: tuple[Point, ...]
    since: datetime | None
    here: bool
    before: bool  # the pair has left it behind

    @property
    def ticked(self) -> int:
        """How many points everybody has ticked."""
        return ticked_by_all(self.points)


def phase_shown(partnership: Partnership) -> Phase | None:
    """Return the phase that a pair is in, in the reader's language; none where there are none."""
    phases = partnership.programme.design_as_read.phases
    here = place_of(partnership.programme.design.phases, partnership.phase)
    return phases[here] if phases else None


def persons_in(partnership: Partnership) -> dict[object, Person]:
    """Return everybody who is in a partnership, once each. Members come fetched."""
    people = [member.participation.person for member in partnership.members.all()]
    return {person.pk: person for person in people}


def standings_of(viewer: Viewer, partnership: Partnership) -> list[Standing]:
    """Return every phase with its points, who ticked them, and where the pair stands."""
    require(viewer, Capability.FOLLOW_PHASES, partnership)
    design = partnership.programme.design
    shown = partnership.programme.design_as_read.phases
    here = place_of(design.phases, partnership.phase)
    since = dict(PhaseMove.objects.filter(partnership=partnership).values_list("phase", "moved_at"))
    ticks = _ticks(partnership)
    people = persons_in(partnership)
    return [
        Standing(
            phase=words,
            points=tuple(
                _point(viewer, key, line, ticks.get(key, set()), people)
                for key, line in zip(map(item_key, phase.checklist), words.checklist, strict=True)
            ),
            since=since.get(phase.key) or (partnership.began_at if place == 0 else None),
            here=place == here,
            before=place < here,
        )
        for place, (phase, words) in enumerate(zip(design.phases, shown, strict=True))
    ]


def suggestion_for(partnership: Partnership, standings: Sequence[Standing], today: date) -> str:
    """Return why it may be time for the next phase; nothing where there is no sign."""
    if not standings or partnership.began_at is None:
        return ""
    place, here = next((n, one) for n, one in enumerate(standings) if one.here)
    return suggestion(
        Signs(
            points=len(here.points),
            ticked_by_all=here.ticked,
            place=place,
            phases=len(standings),
            began_on=day_of(partnership.began_at),
            ends_on=partnership.ends_on,
            today=today,
        )
    )


def _ticks(partnership: Partnership) -> dict[str, set[object]]:
    found: dict[str, set[object]] = {}
    rows = Tick.objects.filter(partnership=partnership)
    for item, person in rows.values_list("item", "participation__person"):
        found.setdefault(item, set()).add(person)
    return found


def _point(
    viewer: Viewer, key: str, words: str, ticked: set[object], people: dict[object, Person]
) -> Point:
    others = tuple(who.name for pk, who in people.items() if pk in ticked and pk != viewer.pk)
    return Point(key, words, viewer.pk in ticked, others, ticked >= people.keys())
