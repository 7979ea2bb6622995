"""What a run of several comes to, as rows to be written: groups, fours, teams, mutual pairs.

Nothing is written here. What the engine knows of private wishes stays in the engine.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mentorhouse.languages.saying import say
from mentorhouse.matching.actions.drafting import WRITING_REASONS, Made, Show
from mentorhouse.matching.engine.company import Group, GroupRequest
from mentorhouse.matching.engine.groups import from_unmatched, groups
from mentorhouse.matching.engine.pool import parts_of, reciprocal
from mentorhouse.matching.engine.solve import solve
from mentorhouse.matching.engine.teams import Team, teams_from_outside
from mentorhouse.matching.engine.twos import two_by_two
from mentorhouse.matching.models import DraftGroup, DraftPlace, MatchRun, Unmatched
from mentorhouse.matching.queries.pool import Pool
from mentorhouse.matching.queries.several import (
    experienced,
    kept_groups,
    mutual,
    mutual_request,
    several_request,
)
from mentorhouse.matching.rules.several import (
    AMONG,
    NOBODY_FITS,
    why_both,
    why_together,
)
from mentorhouse.partnerships.rules import Shape, limits_of


@dataclass(frozen=True)
class Drafted:
    """One partnership of several, as it will be kept."""

    places: tuple[tuple[UUID, str], ...]  # participations, each with a note
    score: int
    reasons: tuple[Mapping[str, object], ...]
    name: str = ""
    kept: bool = False  # by the co-ordinator, from the draft before


@dataclass(frozen=True)
class Found:
    """What a run of several found: who is together, who is left, and how far from the best."""

    groups: tuple[Drafted, ...]
    left: tuple[tuple[UUID, tuple[str, ...]], ...]
    gap: int
    missed: int = 0


def make_several(run: MatchRun, pool: Pool, *, at: datetime, on_reasons: Show) -> Made:
    """Put people together in the shape that the run is of."""
    kept = [_kept(group) for group in kept_groups(run, at=at)]
    rest = pool.without({who for one in kept for who, _note in one.places})
    found = MAKES[Shape(run.shape)](run, rest, at)
    on_reasons(WRITING_REASONS)
    here = mutual(pool) if run.shape == Shape.RECIPROCAL else pool
    drafted = sorted((*kept, *found.groups), key=lambda each: -each.score)
    scores = [one.score for one in drafted]
    figures = {
        "mentors": len(here.mentors),
        "mentees": len(here.mentees),
        "places": here.places,
        "pair_count": len(scores),
        "total": sum(scores),
        "lowest": min(scores, default=0),
        "gap": found.gap,
        "missed": found.missed,
    }
    rows, places = [], []
    for number, one in enumerate(drafted, start=1):
        row = DraftGroup(
            run=run, number=number, name=one.name, score=one.score, reasons=list(one.reasons)
        )
        rows.append(row)
        places += [
            DraftPlace(group=row, run=run, participation_id=who, note=note)
            for who, note in one.places
        ]
    left = [Unmatched(run=run, participation_id=who, reasons=list(why)) for who, why in found.left]
    keep = [str(row.pk) for row, one in zip(rows, drafted, strict=True) if one.kept]
    asked = {name: value for name, value in run.asked.items() if name != "kept"}
    return Made({**figures, "asked": asked | {"keep": keep}}, (rows, places, left))


def _kept(group: DraftGroup) -> Drafted:
    """Return a group of the draft before as it stands."""
    places = tuple((place.participation_id, place.note) for place in group.places.all())
    return Drafted(places, group.score, tuple(group.reasons), group.name, kept=True)


def _mutual(run: MatchRun, pool: Pool, at: datetime) -> Found:
    """Pair people within one pool; each of two holds both roles (R5.11, R9.07)."""
    result = reciprocal(mutual_request(run, pool, at=at))
    here = mutual(pool)
    as_mentor = {one.key: one.participation for one in here.mentors}
    as_mentee = {one.key: one.participation for one in here.mentees}
    pairs = [
        Drafted(
            tuple(
                (side[key], "") for key in (pair.one, pair.other) for side in (as_mentor, as_mentee)
            ),
            pair.score,
            tuple(why_both(parts_of(result, pair.one, pair.other))),
        )
        for pair in result.pairs
    ]
    left = tuple((as_mentee[one.key], one.reasons) for one in result.alone)
    gap = -(-result.proof.gap // result.pool.problem.scale.hundredth)
    return Found(tuple(pairs), left, gap)


def _groups(run: MatchRun, pool: Pool, at: datetime) -> Found:
    """Put mentees who fit together round one mentor each (R9.08).

    Where mentors are too few, the mentees whom a run of pairs leaves join those who have one
    (R9.09).
    """
    most = limits_of(run.design, Shape.GROUP).mentees
    asked = several_request(run, pool, at=at)
    if run.asked.get("too_few"):
        found = from_unmatched(solve(asked), AMONG, most)
    else:
        found = groups(GroupRequest(asked, AMONG, most))
    return _found(run, pool, found.groups, found.left, (found.gap, found.missed))


def _fours(run: MatchRun, pool: Pool, at: datetime) -> Found:
    """Put a new mentor beside an experienced one, with two mentees (R9.03)."""
    known = {str(person) for person in experienced(pool)}
    found = two_by_two(GroupRequest(several_request(run, pool, at=at), AMONG), known)
    return _found(run, pool, found.groups, found.left, (found.gap, found.missed))


def _teams(run: MatchRun, pool: Pool, at: datetime) -> Found:
    """Find mentors from outside for the team that the co-ordinator named (R9.08)."""
    key = {str(one.participation): one.key for one in (*pool.mentors, *pool.mentees)}
    members = tuple(key[who] for who in run.asked["members"] if who in key)
    own = frozenset(key[who] for who in run.asked["own"] if who in key)
    team = Team(run.asked["name"], members, own)
    asked = GroupRequest(several_request(run, pool, at=at), AMONG, len(members))
    found = teams_from_outside(asked, [team], run.asked["mentors"])
    left = () if found.groups else members
    return _found(run, pool, found.groups, left, (found.gap, found.missed))


def _found(
    run: MatchRun,
    pool: Pool,
    made: Sequence[Group],
    left: Sequence[str],
    off: tuple[int, int],
) -> Found:
    as_mentor = {one.key: one.participation for one in pool.mentors}
    as_mentee = {one.key: one.participation for one in pool.mentees}
    notes = [say("Experienced"), say("New")] if run.shape == Shape.TWO_BY_TWO else ["", ""]
    drafted = tuple(
        Drafted(
            (
                *((as_mentor[key], note) for key, note in zip(group.mentors, notes, strict=False)),
                *((as_mentee[key], "") for key in group.mentees),
            ),
            group.score,
            tuple(why_together(group)),
            group.team,
        )
        for group in made
    )
    why = (say(NOBODY_FITS[Shape(run.shape)]),)
    return Found(drafted, tuple((as_mentee[key], why) for key in left), *off)


MAKES: Mapping[Shape, Callable[[MatchRun, Pool, datetime], Found]] = {
    Shape.RECIPROCAL: _mutual,
    Shape.GROUP: _groups,
    Shape.TWO_BY_TWO: _fours,
    Shape.TEAM: _teams,
}
