"""One run from request to result: candidates, exact assignment, pricing over all pairs, proof."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from mentorhouse.matching.engine import sparse
from mentorhouse.matching.engine.candidates import Edges, best_of_both_sides
from mentorhouse.matching.engine.certificate import (
    Certificate,
    exact_sum,
    row_blocks,
    surplus_of,
    worth_of,
)
from mentorhouse.matching.engine.dense import NOBODY, Assignment, DenseSolver
from mentorhouse.matching.engine.people import Ints
from mentorhouse.matching.engine.problem import CLOSED, Problem, Request

SMALL = 1_000_000  # pairs; a run of no more is solved over all of them at once
KEEP = 32  # candidates that a large run starts with, for each person
MORE = 8  # candidates that pricing adds for a mentee, at most, in one round


@dataclass(frozen=True)
class Pair:
    """Two people and how well they fit, in hundredths of a point (0 to 10,000)."""

    mentee: str
    mentor: str
    score: int
    locked: bool


@dataclass(frozen=True)
class Result:
    """What a run came to: pairs, who is left, free places, and the proof."""

    problem: Problem
    certificate: Certificate
    pairs: tuple[Pair, ...]
    unmatched_mentees: tuple[str, ...]
    places_left: dict[str, int]

    @property
    def total(self) -> int:
        """Return the sum of the scores that people see, in hundredths."""
        return sum(pair.score for pair in self.pairs)


def solve(request: Request, *, small: int = SMALL, keep: int = KEEP) -> Result:
    """Return the best pairs: as many as can be, then the greatest total, with the proof."""
    problem = Problem(request)
    if len(problem) * len(problem.mentors) > small:
        return _result(problem, *_by_rounds(problem, keep))
    worth = problem.worth_rows(np.arange(len(problem)))
    found = DenseSolver(worth, problem.places).solve()
    return _result(problem, found, exact_sum(surplus_of(worth, found.price)))


def _by_rounds(problem: Problem, keep: int) -> tuple[Assignment, int]:
    """Solve over candidates; add every pair that would pay at the prices found, until none does."""
    edges = best_of_both_sides(problem, keep)
    width = len(problem.mentors)
    while True:
        found = sparse.assign(problem, edges)
        paying, surplus = _price_all_pairs(problem, found)
        if not len(paying):
            return found, surplus
        edges = Edges.of(np.concatenate([edges.codes(width), paying]), width)


def _price_all_pairs(problem: Problem, found: Assignment) -> tuple[Ints, int]:
    """Return pairs that would pay at these prices, the best few of each mentee, and the surplus."""
    held = np.zeros(len(problem), dtype=np.int64)
    paired = np.flatnonzero(found.mate != NOBODY)
    mates = found.mate[paired]
    held[paired] = problem.worth(paired, mates) - found.price[mates]
    width = len(problem.mentors)
    keep = min(MORE, width)
    codes, total = [np.zeros(0, dtype=np.int64)], 0
    for rows in row_blocks(problem):
        worth = problem.worth_rows(rows)
        surplus = surplus_of(worth, found.price)
        total += exact_sum(surplus)
        some = np.flatnonzero(surplus > held[rows])
        gain = np.where(worth[some] == CLOSED, 0, worth[some] - found.price)
        gain -= held[rows[some]][:, None]
        top = np.argpartition(-gain, keep - 1, axis=1)[:, :keep] if len(some) else some[:, None]
        pays = np.take_along_axis(gain, top, axis=1) > 0
        codes.append((rows[some][:, None] * width + top)[pays])
    return np.concatenate(codes), total


def _result(problem: Problem, found: Assignment, surplus: int) -> Result:
    certificate = Certificate(
        found.mate,
        found.price,
        worth_of(problem, found.mate),
        exact_sum(found.price * problem.places) + surplus,
    )
    mate = found.mate.copy()
    for mentee, mentor in problem.locked:
        mate[mentee] = mentor
    paired = np.flatnonzero(mate != NOBODY)
    left = problem.capacity - np.bincount(mate[paired], minlength=len(problem.mentors))
    order = {key: place for place, key in enumerate(problem.request.mentees.keys)}
    alone = [problem.mentees.keys[mentee] for mentee in np.flatnonzero(mate == NOBODY).tolist()]
    pairs = _pairs(problem, paired, mate[paired])
    return Result(
        problem,
        certificate,
        tuple(sorted(pairs, key=lambda pair: order[pair.mentee])),
        tuple(sorted(alone, key=order.__getitem__)),
        {key: int(left[problem.mentor_place[key]]) for key in problem.request.mentors.keys},
    )


def _pairs(problem: Problem, mentees: Ints, mentors: Ints) -> Iterator[Pair]:
    scores = problem.score(mentees, mentors).tolist()
    rows = zip(mentees.tolist(), mentors.tolist(), scores, strict=True)
    for mentee, mentor, score in rows:
        names = problem.mentees.keys[mentee], problem.mentors.keys[mentor]
        yield Pair(*names, score, locked=not problem.free[mentee])
