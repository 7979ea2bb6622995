"""One run from request to result: candidates, exact assignment, pricing over all pairs, proof."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from mentorhouse.matching.engine import sparse
from mentorhouse.matching.engine.candidates import Edges, best_of_both_sides
from mentorhouse.matching.engine.certificate import (
    Certificate,
    exact_sum,
    surplus_of,
    worth_of,
)
from mentorhouse.matching.engine.dense import NOBODY, Assignment, DenseSolver
from mentorhouse.matching.engine.grid import MOST_KINDS, Grid
from mentorhouse.matching.engine.people import Ints
from mentorhouse.matching.engine.pricing import paying, surplus_held
from mentorhouse.matching.engine.problem import Problem, Request


@dataclass(frozen=True)
class Effort:
    """How a run goes about it: this changes time and memory, never how good the pairs are."""

    small: int = 1_000_000  # pairs; a run of no more is solved over all of them at once
    keep: int = 16  # candidates that a large run starts with, for each person
    most_kinds: int = MOST_KINDS


DEFAULT = Effort()


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


def solve(request: Request, effort: Effort = DEFAULT) -> Result:
    """Return the best pairs: as many as can be, then the greatest total, with the proof."""
    problem = Problem(request)
    if len(problem) * len(problem.mentors) > effort.small:
        return _result(problem, *_by_rounds(problem, effort))
    worth = problem.worth_rows(np.arange(len(problem)))
    found = DenseSolver(worth, problem.places).solve()
    return _result(problem, found, exact_sum(surplus_of(worth, found.price)))


def _by_rounds(problem: Problem, effort: Effort) -> tuple[Assignment, int]:
    """Solve over candidates; add every pair that would pay at the prices found, until none does."""
    grid = Grid(problem, effort.most_kinds)
    edges = best_of_both_sides(grid, effort.keep)
    width = len(problem.mentors)
    while True:
        found = sparse.assign(problem, edges)
        held = surplus_held(problem, found)
        more = paying(grid, found, held)
        if not len(more):
            return found, exact_sum(held)
        edges = Edges.of(np.concatenate([edges.codes(width), more]), width)


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
