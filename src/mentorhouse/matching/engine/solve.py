"""One run from request to result: candidates, exact assignment, pricing over all pairs, proof."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from mentorhouse.matching.engine.certificate import Certificate, certified
from mentorhouse.matching.engine.changed import at_least
from mentorhouse.matching.engine.dense import DenseSolver
from mentorhouse.matching.engine.floor import Floor, ceiling_of, highest_floor
from mentorhouse.matching.engine.grid import MOST_KINDS
from mentorhouse.matching.engine.people import Ints
from mentorhouse.matching.engine.problem import CLOSED, Problem, Request

if TYPE_CHECKING:
    from mentorhouse.matching.engine.rounds import Course


@dataclass(frozen=True)
class Effort:
    """How a run goes about it: this changes time and memory, never how good the pairs are."""

    small: int = 250_000  # pairs; a run of no more is solved over all of them at once
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


@dataclass(frozen=True, eq=False)
class Result:
    """What a run came to: pairs, who is left, free places, and the proof."""

    problem: Problem
    certificate: Certificate
    course: "Course | None" = field(default=None, repr=False, compare=False)  # of a large run
    floor: "Floor[Result] | None" = field(default=None, repr=False)  # of a run with a tolerance

    @property
    def request(self) -> Request:
        """Return what was asked, without the floor that was found."""
        return (self.floor.plain if self.floor else self).problem.request

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Return the pairs, locked ones too, in the order of the request's mentees."""
        problem, certificate = self.problem, self.certificate
        locked = np.array(problem.locked, dtype=np.int64).reshape(-1, 2)
        mentee = np.append(certificate.mentee, locked[:, 0])
        mentor = np.append(certificate.mentor, locked[:, 1])
        is_locked = np.arange(len(mentee)) >= len(certificate.mentee)
        order = np.lexsort((problem.mentor_order[mentor], problem.mentee_order[mentee]))
        return tuple(_pairs(problem, mentee[order], mentor[order], is_locked[order].tolist()))

    @cached_property
    def unmatched_mentees(self) -> tuple[str, ...]:
        """Return the mentees who have nobody, in the order of the request."""
        problem = self.problem
        has = np.bincount(self.certificate.mentee, minlength=len(problem)) + problem.locks
        alone = problem.mentee_order[(has == 0) & (problem.demand > 0)]
        return tuple(problem.request.mentees.keys[place] for place in np.sort(alone).tolist())

    @cached_property
    def places_left(self) -> dict[str, int]:
        """Return how many places each mentor still has."""
        problem = self.problem
        taken = np.bincount(self.certificate.mentor, minlength=len(problem.mentors))
        left = np.empty_like(taken)
        left[problem.mentor_order] = problem.places - taken
        return dict(zip(problem.request.mentors.keys, left.tolist(), strict=True))

    @property
    def total(self) -> int:
        """Return the sum of the scores that people see, in hundredths."""
        return sum(pair.score for pair in self.pairs)


def solve(request: Request, effort: Effort = DEFAULT) -> Result:
    """Return the best pairs with the proof: most first, then the worst-off, then the total.

    The worst-off come second only within the request's tolerance; without one they do not count.
    """
    plain = once(request, effort)
    if request.tolerance is None:
        return plain

    def again(asked: Request) -> Result:
        return _run(at_least(plain.problem, asked.least), effort)

    floor = highest_floor(plain, again, _ceiling(plain, effort))
    return replace(floor.kept, floor=floor)


def _ceiling(plain: Result, effort: Effort) -> int:
    """Return a floor that a run with as many pairs cannot exceed."""
    problem = plain.problem
    if plain.course is None:
        everyone = np.arange(len(problem))
        worth = problem.worth_rows(everyone)
        total = (worth - problem.scale.pair - problem.wait[:, None]) // problem.scale.hundredth
        total = np.where(worth == CLOSED, CLOSED, total)
        best = total.max(axis=1, initial=CLOSED), total.max(axis=0, initial=CLOSED)
    else:
        from mentorhouse.matching.engine.rounds import looker

        look = looker(problem, effort.most_kinds)
        best = np.full(len(problem), CLOSED), np.full(len(problem.mentors), CLOSED)
        mentees, mentors = look.best(1, of_mentees=True), look.best(1, of_mentees=False)
        best[0][mentees.mentee] = mentees.total
        best[1][mentors.mentor] = mentors.total
    return ceiling_of(best, (problem.wants, problem.places), len(plain.certificate.mentee))


def once(request: Request, effort: Effort = DEFAULT) -> Result:
    """Return the best pairs without regard for the worst-off: most first, then the total."""
    return _run(Problem(request), effort)


def _run(problem: Problem, effort: Effort) -> Result:
    if len(problem) * len(problem.mentors) > effort.small:
        return _by_rounds(problem, effort)
    found = DenseSolver(problem).solve()
    return Result(problem, certified(problem, found.mentee, found.mentor, found.price))


def _by_rounds(problem: Problem, effort: Effort) -> Result:
    from mentorhouse.matching.engine.rounds import Course  # a small run needs no compiler

    course = Course.begin(problem, keep=effort.keep, most_kinds=effort.most_kinds)
    course.run()
    return Result(problem, course.certificate(), course)


def _pairs(problem: Problem, mentees: Ints, mentors: Ints, locked: list[bool]) -> Iterator[Pair]:
    scores = problem.score(mentees, mentors).tolist()
    rows = zip(mentees.tolist(), mentors.tolist(), scores, locked, strict=True)
    for mentee, mentor, score, is_locked in rows:
        names = problem.mentees.keys[mentee], problem.mentors.keys[mentor]
        yield Pair(*names, score, is_locked)
