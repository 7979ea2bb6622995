"""Is the programme ready for a run: places against demand, what is missing, who is late (R5.21).

The number of queries does not grow with the people.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mentorhouse.matching.models import MatchRun
from mentorhouse.matching.queries.pool import Entry, Pool, pool_of
from mentorhouse.matching.queries.readiness import Missing, lacks, missing_in
from mentorhouse.matching.queries.runs import people
from mentorhouse.matching.queries.terms import skills_in
from mentorhouse.programmes.models import Participation, Programme

MOST_SHOWN = 15
ROLE = Participation.Role


@dataclass(frozen=True)
class Supply:
    """How many mentees look for something, and how many places there are with it."""

    name: str
    wanted: int
    places: int

    @property
    def short(self) -> int:
        """How many places are missing."""
        return max(0, self.wanted - self.places)


@dataclass(frozen=True)
class Checked:
    """What a run would find now, and what to do about it."""

    mentors: int
    mentees: int
    places: int
    skills: tuple[Supply, ...]
    regions: tuple[Supply, ...]
    missing: tuple[Missing, ...]
    mentors_held: tuple[tuple[str, int], ...]  # why mentors cannot be matched, and how many
    mentees_held: tuple[tuple[str, int], ...]
    laid_down: bool

    @property
    def short_of_places(self) -> int:
        """How many mentees must stay without a mentor, whatever a run does."""
        return max(0, self.mentees - self.places)

    @property
    def nothing_to_do(self) -> bool:
        """Whether a run can begin as things are."""
        return not (self.missing or self.mentors_held or self.mentees_held or self.short_of_places)


def checked(programme: Programme, *, at: datetime, pool: Pool | None = None) -> Checked:
    """Look at everybody who would be in a run at a time, or in a pool that is known already."""
    pool = pool or pool_of(programme, at=at)
    roles = _roles(programme, pool.not_ready)
    return Checked(
        len(pool.mentors),
        len(pool.mentees),
        pool.places,
        _skills(programme, pool),
        _regions(pool),
        tuple(missing_in(programme.design, pool)),
        _reasons(pool.not_ready, roles, ROLE.MENTOR),
        _reasons(pool.not_ready, roles, ROLE.MENTEE),
        MatchRun.objects.filter(programme=programme).exists(),
    )


def without(
    programme: Programme, field: str, role: str, *, at: datetime, pool: Pool | None = None
) -> list[UUID]:
    """Return who of one side would be in a run and lacks what the rules look at."""
    pool = pool or pool_of(programme, at=at)
    side = pool.mentors if role == ROLE.MENTOR else pool.mentees
    return [entry.participation for entry in lacks(programme.design, side, field)]


def named(who: Iterable[UUID]) -> list[Participation]:
    """Return some people in their order."""
    order = list(who)
    known = people(order)
    return [known[one] for one in order if one in known]


def _skills(programme: Programme, pool: Pool) -> tuple[Supply, ...]:
    """Say what is wanted of skills, what is offered; the shortest first."""
    values = {entry.person: entry.values for entry in (*pool.mentors, *pool.mentees)}
    words = skills_in(programme, values)
    wanted = Counter(word for entry in pool.mentees for word in words[entry.person]["developing"])
    places: Counter[str] = Counter()
    for entry in pool.mentors:
        for word in words[entry.person]["offered"]:
            places[word] += entry.places
    return _shortest(wanted, places)


def _regions(pool: Pool) -> tuple[Supply, ...]:
    wanted = Counter(_place(entry) for entry in pool.mentees)
    places: Counter[str] = Counter()
    for entry in pool.mentors:
        places[_place(entry)] += entry.places
    return _shortest(wanted, places)


def _place(entry: Entry) -> str:
    return " ".join(entry.values.get("location", "").split())


def _shortest(wanted: Counter[str], places: Counter[str]) -> tuple[Supply, ...]:
    rows = [Supply(name, many, places[name]) for name, many in wanted.items() if name]
    return tuple(sorted(rows, key=lambda row: (-row.short, -row.wanted, row.name))[:MOST_SHOWN])


def _roles(programme: Programme, held: Mapping[UUID, object]) -> dict[UUID, str]:
    rows = Participation.objects.filter(programme=programme).values_list("pk", "role")
    return {pk: role for pk, role in rows.iterator() if pk in held}


def _reasons(
    held: Mapping[UUID, tuple[str, ...]], roles: Mapping[UUID, str], role: str
) -> tuple[tuple[str, int], ...]:
    told = Counter(
        why for who, reasons in held.items() if roles.get(who) == role for why in reasons
    )
    return tuple(told.most_common())
