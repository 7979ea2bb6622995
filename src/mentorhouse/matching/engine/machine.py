"""All pairs of a large run looked at by compiled loops, on as many threads as there are cores.

It answers as `candidates` and `pricing` do with NumPy, pair for pair.
"""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from mentorhouse.matching.engine.candidates import SCORE_AT, Edges, from_keys, strides
from mentorhouse.matching.engine.kernels.choosing import Market, best_of
from mentorhouse.matching.engine.kernels.choosing import paying as _paying
from mentorhouse.matching.engine.people import Ints
from mentorhouse.matching.engine.plan import Layout
from mentorhouse.matching.engine.pricing import Duals
from mentorhouse.matching.engine.problem import Problem

SHARES = 16  # pieces that work is cut into
NO_CAP = 2**40


class Machine:
    """The pairs of a problem, as compiled loops see them."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.layout = Layout(problem)
        people = len(problem), len(problem.mentors)
        self.cap = [np.full(many, NO_CAP, dtype=np.int64) for many in people]

    def best(self, keep: int, *, of_mentees: bool) -> Edges:
        """Return the best few of each person of one side."""
        grid = self.layout.grid(of_mentees=of_mentees)
        own = grid.own.who
        keys = np.empty((len(own), keep), dtype=np.int64)
        turns = np.array(strides(of_mentees=of_mentees), dtype=np.int64)
        in_threads(lambda some: best_of(grid, some.start, some.stop, turns, keys), pieces(len(own)))
        # What is not among the best of a person scores no more than the last of them.
        self.cap[0 if of_mentees else 1][own] = keys[:, 0] >> SCORE_AT
        return from_keys(own, keys, of_mentees=of_mentees)

    def paying(self, duals: Duals, few: int, *, of_mentees: bool) -> Edges:
        """Return pairs that would pay: the best few of each person of one side."""
        lack, price = duals.split(self.problem, of_mentees=of_mentees)
        hundredth = self.problem.scale.hundredth
        grid = self.layout.grid(of_mentees=of_mentees, price=price)
        own, asked = grid.own.who, price[grid.others.who]
        cap = self.cap[0 if of_mentees else 1][own]
        least = int(asked.min()) if len(asked) else 0
        rows = np.flatnonzero((cap >= 0) & (hundredth * cap + lack[own] > least))
        gains = np.zeros((len(rows), few), dtype=np.int64)
        who = np.full((len(rows), few), -1, dtype=np.int64)
        market = Market(asked, lack[own], cap, hundredth)
        in_threads(
            lambda some: _paying(grid, market, rows[some], gains[some], who[some]),
            pieces(len(rows)),
        )
        there = who >= 0
        line = np.broadcast_to(own[rows][:, None], who.shape)[there]
        total = (gains[there] + price[who[there]] - lack[line]) // hundredth
        sides = (line, who[there]) if of_mentees else (who[there], line)
        return Edges(*sides, total)


def pieces(many: int) -> Iterable[slice]:
    """Return a range cut into pieces."""
    size = max(1, -(-many // SHARES))
    return [slice(start, min(start + size, many)) for start in range(0, many, size)]


def in_threads(work: Callable[[slice], object], some: Iterable[slice]) -> None:
    """Do pieces of work side by side."""
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        for _ in pool.map(work, some):
            pass
