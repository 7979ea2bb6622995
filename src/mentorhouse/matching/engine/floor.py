"""The worst-off pair as good as can be, within what may be given up of the total (R5.09).

First the best run without a floor is found: its number of pairs (and of those who went without
before) is kept whatever happens, and its total says how much may be given up. Then a floor is
raised: a run in which no pair may fit less than the floor is solved exactly, and it is good
enough while it still has as many pairs and a total within the tolerance. A higher floor only
takes pairs away, so good enough is a matter of one threshold, and bisection finds it. The proof
has three parts, each an exact run with its own prices: the run without a floor, the run that is
kept, and the run one hundredth above the floor, whose bound says that it cannot be good enough.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

import numpy as np

from mentorhouse.matching.engine.asked import WHOLE
from mentorhouse.matching.engine.certificate import Certificate, exact_sum, faults_of
from mentorhouse.matching.engine.people import Ints
from mentorhouse.matching.engine.problem import Problem, Request


class Solved(Protocol):
    """A run that was solved: what the search for a floor needs of it."""

    @property
    def problem(self) -> Problem:
        """Return the run as numbers."""

    @property
    def certificate(self) -> Certificate:
        """Return its proof."""


R = TypeVar("R", bound=Solved)


@dataclass(frozen=True)
class Came:
    """What a run came to, the most important first. Compares as the run's own order does."""

    pairs: int
    rounds: int  # rounds without, over all who have a mentor now
    total: int  # hundredths, private criteria included
    least: int  # the hundredths of the pair that fits least, private criteria included


@dataclass(frozen=True)
class Floor(Generic[R]):
    """How well the worst-off pair fits, what it cost, and the runs that prove it."""

    plain: R  # the run without a floor
    kept: R
    above: R | None  # the run with the next higher floor; None where no pair could be kept
    least: int  # hundredths: no pair that the run made fits less (private criteria included)
    before: int  # the same without a floor
    cost: int  # hundredths of the total that were given up
    may_cost: int  # hundredths that were allowed to be


def highest_floor(plain: R, again: Callable[[Request], R], ceiling: int) -> Floor[R]:
    """Return the run with the best worst-off pair of all that are good enough.

    `again` solves a request exactly, as `plain` was solved; no floor above `ceiling` can be good
    enough, and it is tried first.
    """
    start = came_to(plain.problem, plain.certificate)
    may_cost = _may_cost(plain, start)
    kept, found, above = plain, start, None
    mean = start.total // max(1, start.pairs)
    low, high = start.least, max(start.least, min(mean, ceiling)) + 1
    middle = high - 1 if low + 1 < high else high
    while start.pairs and (above is None or low + 1 < high):
        tried = again(replace(plain.problem.request, least=middle))
        came = came_to(tried.problem, tried.certificate)
        if good_enough(came, start, may_cost):
            kept, found, low = tried, came, came.least
        else:
            above, high = tried, middle
        middle = (low + high) // 2 if low + 1 < high else high
    cost = start.total - found.total
    return Floor(plain, kept, above, found.least, start.least, cost, may_cost)


def ceiling_of(best: tuple[Ints, Ints], times: tuple[Ints, Ints], pairs: int) -> int:
    """Return a floor that so many pairs cannot exceed, from the best pair of each person.

    `best` is what each mentee and each mentor has at best (below zero: nothing), `times` in how
    many pairs each can be. Where so many pairs are made, one is no better than the last of the
    best that so many need.
    """
    tops = [np.sort(np.repeat(*side))[::-1] for side in zip(best, times, strict=True)]
    return min((int(top[pairs - 1]) for top in tops if 0 < pairs <= len(top)), default=0)


def _may_cost(plain: Solved, start: Came) -> int:
    return start.total * (plain.problem.request.tolerance or 0) // WHOLE


def came_to(problem: Problem, certificate: Certificate) -> Came:
    """Return what the pairs that a run made itself came to; locked pairs are not its doing."""
    mentee, mentor = certificate.mentee, certificate.mentor
    fits = fit(problem, mentee, mentor)
    rounds = int(problem.rounds[mentee].sum())
    return Came(len(mentee), rounds, exact_sum(fits), int(fits.min(initial=fits.max(initial=0))))


def fit(problem: Problem, mentee: Ints, mentor: Ints) -> Ints:
    """Return how well pairs fit in a run's own order: hundredths, private criteria included."""
    more = problem.worth(mentee, mentor) - problem.scale.pair - problem.wait[mentee]
    return np.asarray(more // problem.scale.hundredth, dtype=np.int64)


def good_enough(came: Came, start: Came, may_cost: int) -> bool:
    """Say whether a run has as many pairs, and a total within what may be given up."""
    many = (came.pairs, came.rounds) >= (start.pairs, start.rounds)
    return many and came.total >= start.total - may_cost


def faults_of_floor(floor: Floor[R]) -> tuple[str, ...]:
    """Return everything that is wrong with a floor's proof; nothing means that it holds."""
    faults: list[str] = []
    runs = [run for run in (floor.plain, floor.kept, floor.above) if run is not None]
    for run in runs:
        faults += faults_of(run.problem, run.certificate)
        if not run.certificate.proved:
            faults.append("A run of the proof is not proved best itself.")
    start = came_to(floor.plain.problem, floor.plain.certificate)
    came = came_to(floor.kept.problem, floor.kept.certificate)
    within = good_enough(came, start, _may_cost(floor.plain, start))
    if came.least != floor.least or start.total - came.total != floor.cost or not within:
        faults.append("The run that is kept is not what is claimed.")
    return (*faults, *_faults_above(floor, start))


def _faults_above(floor: Floor[R], start: Came) -> tuple[str, ...]:
    if floor.above is None:
        return ("There is no run above the floor.",) if start.pairs else ()
    above = floor.above
    came = came_to(above.problem, above.certificate)
    within = good_enough(came, start, _may_cost(floor.plain, start))
    if above.problem.request.least != floor.least + 1 or within:
        return ("A higher floor would be good enough.",)
    return ()
