"""Is the programme ready for a run: who would be in it, and what is missing (R5.21, in small)."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from mentorhouse.languages.saying import say
from mentorhouse.matching.queries.pool import Entry, Pool, pool_of
from mentorhouse.matching.rules import label_of, ladders_by_field, rank_on
from mentorhouse.programmes.design import Design, Shares, WayInCommon
from mentorhouse.programmes.models import Programme


@dataclass(frozen=True)
class Missing:
    """How many on one side lack what the rules look at, and what follows."""

    column: str
    mentors: int
    mentees: int
    needed: bool  # a hard rule looks at it: who lacks it cannot be matched

    @property
    def field(self) -> str:
        """What the column is called in a sentence."""
        return say(label_of(self.column))


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


def readiness(programme: Programme, *, at: datetime, pool: Pool | None = None) -> Readiness:
    """Look at everybody who would be in a run at a time, or in a pool that is known already."""
    pool = pool or pool_of(programme, at=at)
    design = programme.design
    return Readiness(
        len(pool.mentors),
        len(pool.mentees),
        pool.places,
        tuple(missing_in(design, pool)),
        len(pool.not_ready),
        tuple(Counter(why for reasons in pool.not_ready.values() for why in reasons).most_common()),
    )


def missing_in(design: Design, pool: Pool) -> list[Missing]:
    """Say what is missing of all that rules and criteria look at; nothing where all is there."""
    needed = set(_of_rules(design))
    rows = [
        Missing(
            field,
            len(lacks(design, pool.mentors, field)),
            len(lacks(design, pool.mentees, field)),
            field in needed,
        )
        for field in looked_at(design)
    ]
    return [row for row in rows if row.mentors or row.mentees]


def looked_at(design: Design) -> list[str]:
    """Return the columns that rules and criteria look at, those of rules first."""
    rules = sorted({*_of_rules(design)})
    fields = [str(c.field) for c in design.matching.criteria if not isinstance(c, Shares)]
    return list(dict.fromkeys([*rules, *fields]))


def _of_rules(design: Design) -> list[str]:
    """Return the columns without which a rule cannot be checked."""
    return [
        str(rule.field)
        for rule in design.matching.hard_rules
        if not isinstance(rule, WayInCommon)  # who has said nothing may meet in any way
    ]


def lacks(design: Design, side: tuple[Entry, ...], field: str) -> list[Entry]:
    """Return who of one side has nothing in a column, or what stands on no ladder."""
    steps = ladders_by_field(design).get(field)
    return [entry for entry in side if not _known(entry.values.get(field, ""), steps)]


def _known(value: str, steps: list[str] | None) -> bool:
    return bool(value.strip()) if steps is None else rank_on(steps, value) is not None
