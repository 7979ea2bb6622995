"""All pairs of a large run looked at by compiled loops, on as many threads as there are cores.

It answers as `candidates` and `pricing` do with NumPy, pair for pair.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from mentorhouse.matching.engine.candidates import SCORE_AT, Edges, from_keys, strides
from mentorhouse.matching.engine.kernels.choosing import Grid, Market, best_of, most_gained
from mentorhouse.matching.engine.kernels.choosing import paying as _paying
from mentorhouse.matching.engine.people import Ints
from mentorhouse.matching.engine.plan import Layout
from mentorhouse.matching.engine.pricing import Duals
from mentorhouse.matching.engine.problem import MOST, Problem

SHARES, FEW = 16, 64  # pieces that work is cut into, and people in a piece at least
NO_CAP = 2**62


class Machine:
    """The pairs of a problem, as compiled loops see them."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.layout = Layout(problem)
        people = len(problem), len(problem.mentors)
        self.grids: dict[bool, Grid] = {}
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

    def paying(
        self, duals: Duals, few: int, *, of_mentees: bool, rows: Ints | None = None
    ) -> Edges:
        """Return pairs that would pay: the best few of each person of one side, or of some."""
        lack, price = duals.split(self.problem, of_mentees=of_mentees)
        if rows is None or of_mentees not in self.grids:
            self.grids[of_mentees] = self.layout.grid(of_mentees=of_mentees, price=price)
        grid = self.grids[of_mentees]
        own, asked = grid.own.who, price[grid.others.who]
        cap, lacks = self.cap[0 if of_mentees else 1][own], lack[own]
        some = np.arange(len(own)) if rows is None else _among(own, rows)
        most = self._most(cap[some]) + lacks[some]
        some = some[(cap[some] >= 0) & (most > asked.min(initial=NO_CAP))]
        market = Market(asked, lacks, cap, self.problem.scale.hundredth, rows is None)
        who, gains = _look(grid, market, some, few)
        there = who >= 0
        line = np.broadcast_to(own[some][:, None], who.shape)[there]
        total = (gains[there] + price[who[there]] - lack[line]) // self.problem.scale.hundredth
        return Edges.between(line, who[there], total, of_mentees=of_mentees)

    def most_gained(self, price: Ints) -> Ints:
        """Return the most that each mentee could gain at these prices, counted over all pairs."""
        grid = self.layout.grid(of_mentees=True)
        own = grid.own.who
        lack = self.problem.scale.pair + self.problem.wait[own]
        market = Market(
            price[grid.others.who], lack, lack, self.problem.scale.hundredth, cheapest_first=False
        )
        most = np.zeros(len(own), dtype=np.int64)
        in_threads(
            lambda some: most_gained(grid, market, some.start, some.stop, most), pieces(len(own))
        )
        return most

    def _most(self, cap: Ints) -> Ints:
        return self.problem.scale.hundredth * np.minimum(cap, MOST)


def _among(own: Ints, rows: Ints) -> Ints:
    """Return where some people stand among those who take part."""
    place = np.minimum(np.searchsorted(own, rows), max(0, len(own) - 1))
    return np.asarray(place[own[place] == rows] if len(own) else place[:0])


def _look(grid: Grid, market: Market, rows: Ints, few: int) -> tuple[Ints, Ints]:
    gains = np.zeros((len(rows), few), dtype=np.int64)
    who = np.full((len(rows), few), -1, dtype=np.int64)
    in_threads(
        lambda some: _paying(grid, market, rows[some], gains[some], who[some]), pieces(len(rows))
    )
    return who, gains


def pieces(many: int) -> list[slice]:
    """Return a range cut into pieces."""
    size = max(FEW, -(-many // SHARES))
    return [slice(start, min(start + size, many)) for start in range(0, many, size)]


def in_threads(work: Callable[[slice], object], some: list[slice]) -> None:
    """Do pieces of work side by side."""
    if len(some) <= 1:
        for one in some:
            work(one)
        return
    with ThreadPoolExecutor(min(len(some), os.cpu_count() or 1)) as pool:
        for _ in pool.map(work, some):
            pass
