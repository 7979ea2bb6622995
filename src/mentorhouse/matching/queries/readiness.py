"""Is the programme ready for a run: who would be in it, and what is missing (R5.21, in small)."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from mentorhouse.matching.queries.pool import Entry, Pool, pool_of
from mentorhouse.matching.rules import ladders_by_field, rank_on
from mentorhouse.programmes.design import Design, Shares
from mentorhouse.programmes.models import Programme


@dataclass(frozen=True)
class Missing:
    """How many on one side lack what the rules look at, and what follows."""

    field: str
    mentors: int
    mentees: int
    needed: bool  # a hard rule looks at it: who lacks it cannot be matched


@dataclass(frozen=True)
class Readiness:
    """What a run would find now."""

    mentors: int
    mentees: int
    places: int
    missing: tuple[Missing, ...]
    held: int = 0  # who waits for something that has to be there first
    reasons: tuple[tuple[str, int], ...] = ()  # what that is, and for how many

    @property
    def possible(self) -> bool:
        """Whether there is anybody to match."""
        return bool(self.mentors and self.mentees)

    @property
    def short_of_places(self) -> int:
        """How many mentees must stay without a mentor, whatever the run does."""
        return max(0, self.mentees - self.places)


def readiness(programme: Programme, *, at: datetime) -> Readiness:
    """Look at everybody who would be in a run at a time."""
    pool = pool_of(programme, at=at)
    design = programme.design
    return Readiness(
        len(pool.mentors),
        len(pool.mentees),
        pool.places,
        tuple(_missing(design, pool)),
        len(pool.not_ready),
        tuple(Counter(why for reasons in pool.not_ready.values() for why in reasons).most_common()),
    )


def _missing(design: Design, pool: Pool) -> list[Missing]:
    ladders = ladders_by_field(design)
    needed = {str(rule.field) for rule in design.matching.hard_rules}
    fields = [str(c.field) for c in design.matching.criteria if not isinstance(c, Shares)]
    looked_at = dict.fromkeys([*sorted(needed), *fields])

    def lacking(side: tuple[Entry, ...], field: str) -> int:
        steps = ladders.get(field)
        return sum(not _known(entry.values.get(field, ""), steps) for entry in side)

    rows = [
        Missing(
            field.replace("_", " "),
            lacking(pool.mentors, field),
            lacking(pool.mentees, field),
            field in needed,
        )
        for field in looked_at
    ]
    return [row for row in rows if row.mentors or row.mentees]


def _known(value: str, steps: list[str] | None) -> bool:
    return bool(value.strip()) if steps is None else rank_on(steps, value) is not None
