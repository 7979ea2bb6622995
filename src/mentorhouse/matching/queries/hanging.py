"""Which pairs hang on one criterion: tried without it, with less of it, and with more (R5.10).

Private criteria are left out throughout, so that nothing here depends on them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mentorhouse.matching.engine.sensitivity import Hold, sensitivity
from mentorhouse.matching.models import MatchRun
from mentorhouse.matching.queries.pool import Pool, pool_of, request_for
from mentorhouse.matching.queries.runs import people
from mentorhouse.matching.queries.why import MOST_PAIRS_TRIED, possible_pairs
from mentorhouse.matching.rules import openly
from mentorhouse.programmes.models import Participation

MOST_TRIED = 250_000  # pairs looked at; beyond this it takes longer than a page may
MOST_NAMED = 20


@dataclass(frozen=True)
class Hanging:
    """How much hangs on one criterion; of the mentees with another mentor, the first few."""

    hold: Hold
    mentees: int
    named: Sequence[Participation]


def hanging(run: MatchRun, *, at: datetime) -> list[Hanging] | None:
    """Say what hangs on each criterion of a run’s design now; None where that takes too long."""
    if possible_pairs(run.programme) > MOST_PAIRS_TRIED:
        return None  # not even counted exactly: that alone takes long
    pool = pool_of(run.programme, at=at)
    if len(pool.mentors) * len(pool.mentees) > MOST_TRIED:
        return None
    design = openly(run.design)
    asked = request_for(run.programme, design, pool, seed=run.seed, at=at, thoughts=False)
    told = sensitivity(asked)
    moved = [_moved(hold) for hold in told.holds]
    known = _known(pool, moved)
    return [
        Hanging(hold, len(keys), [known[key] for key in keys[:MOST_NAMED]])
        for hold, keys in zip(told.holds, moved, strict=True)
    ]


def _moved(hold: Hold) -> list[str]:
    changes = (hold.dropped, hold.less, hold.more)
    return sorted({one.mentee for change in changes for one in change.difference.moved})


def _known(pool: Pool, moved: Sequence[Sequence[str]]) -> dict[str, Participation]:
    place = {entry.key: entry.participation for entry in pool.mentees}
    wanted = {key: place[key] for keys in moved for key in keys[:MOST_NAMED]}
    rows = people(list(wanted.values()))
    return {key: rows[who] for key, who in wanted.items()}
