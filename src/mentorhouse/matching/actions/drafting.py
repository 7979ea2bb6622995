"""What a run comes to, as rows to be written: pairs or shortlists, and who is left and why.

Nothing is written here. What the engine knows of private wishes stays in the engine.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Protocol
from uuid import UUID

import numpy as np
from django.db.models import Model

from mentorhouse.languages.saying import mark, say, say_many
from mentorhouse.matching.engine.reasons import (
    Absence,
    PartReason,
    parts_of_pairs,
    unmatched_mentees,
    unmatched_mentors,
)
from mentorhouse.matching.engine.solve import Result, solve
from mentorhouse.matching.models import (
    DraftPair,
    MatchRun,
    Shortlist,
    ShortlistPlace,
    Unmatched,
)
from mentorhouse.matching.queries.pool import Pool, request_for
from mentorhouse.matching.queries.shortlists import lists_by_mentor
from mentorhouse.matching.rules import openly, warnings_of, why_short
from mentorhouse.matching.states import RunState

CHUNK = 1_000_000  # pairs looked at in one go
WRITING_REASONS = mark("Writing down the reasons")
Show = Callable[[str], None]


@dataclass(frozen=True)
class Made:
    """A draft: its figures, and its rows in the order in which they are written."""

    figures: Mapping[str, object]
    rows: tuple[Sequence[Model], ...]
    beside: MatchRun | None = None  # what a trial is compared with, written first


class Makes(Protocol):
    """What carries a run out over everybody who is in it."""

    def __call__(self, run: MatchRun, pool: Pool, *, at: datetime, on_reasons: Show) -> Made:
        """Return the draft. `on_reasons` is told when the reasons are being written down."""


def make_pairs(run: MatchRun, pool: Pool, *, at: datetime, on_reasons: Show) -> Made:
    """Pair everybody at once: the best pairs that the rules allow."""
    if run.is_trial:
        return _trial(run, pool, at=at, on_reasons=on_reasons)
    result = solve(request_for(run.programme, run.design, pool, seed=run.seed, at=at))
    on_reasons(WRITING_REASONS)
    return _made(run, pool, result)


def _trial(run: MatchRun, pool: Pool, *, at: datetime, on_reasons: Show) -> Made:
    """Pair everybody by the design on trial, and by the programme's own beside it.

    Both are made without private wishes and identity: however many designs are tried, nobody
    learns from the differences what somebody said in confidence (R5.15).
    """
    programme = run.programme
    base = MatchRun(
        programme=programme,
        is_trial=True,
        state=RunState.REPLACED,
        design_data=programme.design_data,
        made_by=run.made_by,
        made_at=run.made_at,
        finished_at=at,
    )
    asked = [(base, programme.design), (run, run.design)]
    before, now = (
        solve(request_for(programme, openly(design), pool, seed=run.seed, at=at, thoughts=False))
        for _, design in asked
    )
    on_reasons(WRITING_REASONS)
    made = _made(base, pool, before)
    for name, value in made.figures.items():
        setattr(base, name, value)
    mine = _made(run, pool, now)
    return Made(mine.figures, (*made.rows, *mine.rows), base)


def _made(run: MatchRun, pool: Pool, result: Result) -> Made:
    figures = _figures(pool, result, places=pool.places)
    # Not what the worst-off has: private criteria are in that.
    figures["floor"] = run.design.matching.give_up_percent if result.floor else None
    return Made(figures, (_pairs(run, pool, result), _unmatched(run, pool, result)))


def _figures(pool: Pool, result: Result, *, places: int) -> dict[str, int | None]:
    return {
        "mentors": len(pool.mentors),
        "mentees": len(pool.mentees),
        "places": places,
        "pair_count": len(result.pairs),
        "total": result.total,
        "lowest": min((pair.score for pair in result.pairs), default=0),
        "gap": -(-result.certificate.gap // result.problem.scale.hundredth),
    }


def parts_as_kept(parts: Sequence[PartReason]) -> list[dict[str, object]]:
    """Return the parts of a score as they are kept with a pair; a voice where it differs."""
    return [
        {name: value for name, value in asdict(part).items()
         if not (name.startswith("to_") and value == part.words)}
        for part in parts
    ]  # fmt: skip


def _pairs(run: MatchRun, pool: Pool, result: Result) -> list[DraftPair]:
    mentors = {entry.key: entry.participation for entry in pool.mentors}
    mentees = {entry.key: entry.participation for entry in pool.mentees}
    names = [(pair.mentee, pair.mentor) for pair in result.pairs]
    parts = parts_of_pairs(result.problem, names)
    warned = warnings_of(result.problem, run.design, names)
    return [
        DraftPair(
            run=run,
            mentor_id=mentors[pair.mentor],
            mentee_id=mentees[pair.mentee],
            score=pair.score,
            parts=parts_as_kept(why),
            warnings=list(warnings),
        )
        for pair, why, warnings in zip(result.pairs, parts, warned, strict=True)
    ]


def _unmatched(run: MatchRun, pool: Pool, result: Result) -> list[Unmatched]:
    mentors = {entry.key: entry.participation for entry in pool.mentors}
    mentees = {entry.key: entry.participation for entry in pool.mentees}

    def row(who: UUID, absence: Absence) -> Unmatched:
        return Unmatched(
            run=run, participation_id=who, reasons=[*absence.reasons, *absence.changes]
        )

    return [
        *(row(mentees[absence.key], absence) for absence in unmatched_mentees(result)),
        *(row(mentors[absence.key], absence) for absence in unmatched_mentors(result)),
        *(row(mentors[absence.key], absence) for absence in _with_places_left(result)),
    ]


def _with_places_left(result: Result) -> list[Absence]:
    """Say of mentors who have somebody and still a place why it stays free."""
    busy = {pair.mentor for pair in result.pairs}
    return [
        Absence(
            key,
            (
                say_many("{count} place is left free.", "{count} places are left free.", left),
                say("Every mentee whom the rules allow here has a mentor in this run."),
            ),
        )
        for key, left in result.places_left.items()
        if left and key in busy
    ]


def make_shortlists(run: MatchRun, pool: Pool, *, at: datetime, on_reasons: Show) -> Made:
    """Give each mentee the few mentors that suit best, with a limit for each mentor (R5.05).

    Whoever can have a first mentor has one before anybody has a second.
    """
    asks = run.design.matching.shortlist
    request = request_for(run.programme, run.design, pool, seed=run.seed, at=at)
    listed = lists_by_mentor(run.programme)
    room = [max(0, asks.most_per_mentor - listed.get(one.participation, 0)) for one in pool.mentors]
    demand = [asks.size] * len(pool.mentees)
    result = solve(replace(request, capacity=room, demand=demand, tolerance=None))
    on_reasons(WRITING_REASONS)
    figures = _figures(pool, result, places=sum(room))
    lists = _lists(run, pool, result)
    return Made(
        figures, (list(lists.values()), _places(run, pool, result, lists), _none(run, pool, result))
    )


def _lists(run: MatchRun, pool: Pool, result: Result) -> dict[str, Shortlist]:
    has = Counter(pair.mentee for pair in result.pairs)
    allowed = _allowed(result, [key for key, many in has.items()])
    asks = run.design.matching.shortlist
    return {
        entry.key: Shortlist(
            run=run,
            mentee_id=entry.participation,
            short=list(why_short(asks, has[entry.key], allowed[entry.key])),
        )
        for entry in pool.mentees
        if entry.key in has
    }


def _places(
    run: MatchRun, pool: Pool, result: Result, lists: Mapping[str, Shortlist]
) -> list[ShortlistPlace]:
    mentors = {entry.key: entry.participation for entry in pool.mentors}
    names = [(pair.mentee, pair.mentor) for pair in result.pairs]
    parts = parts_of_pairs(result.problem, names)
    warned = warnings_of(result.problem, run.design, names)
    return [
        ShortlistPlace(
            shortlist=lists[pair.mentee],
            mentor_id=mentors[pair.mentor],
            score=pair.score,
            parts=parts_as_kept(why),
            warnings=list(warnings),
        )
        for pair, why, warnings in zip(result.pairs, parts, warned, strict=True)
    ]


def _none(run: MatchRun, pool: Pool, result: Result) -> list[Unmatched]:
    """Return the mentees who are offered nobody; they come first in the next round."""
    alone = set(result.unmatched_mentees)
    allowed = _allowed(result, result.unmatched_mentees)
    asks = run.design.matching.shortlist
    return [
        Unmatched(
            run=run,
            participation_id=entry.participation,
            reasons=list(why_short(asks, 0, allowed[entry.key])),
        )
        for entry in pool.mentees
        if entry.key in alone
    ]


def _allowed(result: Result, keys: Sequence[str]) -> dict[str, int]:
    """Count the mentors whom the rules allow for some mentees."""
    problem, found = result.problem, dict[str, int]()
    size = max(1, CHUNK // max(1, len(problem.mentors)))
    for start in range(0, len(keys), size):
        some = keys[start : start + size]
        rows = np.array([problem.mentee_place[key] for key in some], dtype=np.int64)
        found |= dict(zip(some, problem.allowed_rows(rows).sum(axis=1).tolist(), strict=True))
    return found
