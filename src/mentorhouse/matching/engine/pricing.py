"""Pricing: which of all pairs would pay at given prices, without counting the hopeless ones."""

import numpy as np

from mentorhouse.matching.engine.candidates import Edges
from mentorhouse.matching.engine.dense import NOBODY, Assignment
from mentorhouse.matching.engine.grid import Block, Grid
from mentorhouse.matching.engine.people import Ints
from mentorhouse.matching.engine.problem import CLOSED, Problem

MORE = 8  # pairs added for one mentee, at most, in one round


def surplus_held(problem: Problem, found: Assignment) -> Ints:
    """Return what each mentee gains over the price of the place they have."""
    held = np.zeros(len(problem), dtype=np.int64)
    paired = np.flatnonzero(found.mate != NOBODY)
    mates = found.mate[paired]
    held[paired] = problem.worth(paired, mates) - found.price[mates]
    return held


def paying(grid: Grid, found: Assignment, held: Ints) -> Ints:
    """Return pairs in which a mentee would gain more than is held: the best few of each mentee.

    None at all means that each mentee's surplus over all pairs is the one that is held.
    """
    width = len(grid.problem.mentors)
    lack = grid.problem.wait - held
    codes = [np.zeros(0, dtype=np.int64)]
    for block in grid.blocks(of_mentees=True):
        gain, others = _gain(grid, found, lack, block)
        if not gain.size or not (gain > 0).any():
            continue
        few = min(MORE, len(others))
        top = np.argpartition(-gain, few - 1, axis=1)[:, :few]
        pays = np.take_along_axis(gain, top, axis=1) > 0
        codes.append((block.own[:, None] * width + others[top])[pays])
    return Edges.of(np.concatenate(codes), width).codes(width)


def _gain(grid: Grid, found: Assignment, lack: Ints, block: Block) -> tuple[Ints, Ints]:
    """Return what mentees would gain with those of the others who could pay at all."""
    scale = grid.problem.scale
    best = scale.pair + scale.hundredth * (block.base + grid.extra_most) - found.price[block.others]
    hopeful = block.only(best + lack[block.own].max() > 0)
    total = grid.totals(hopeful, of_mentees=True)
    worth = scale.pair + scale.hundredth * total + lack[hopeful.own][:, None]
    return np.where(total == CLOSED, 0, worth - found.price[hopeful.others]), hopeful.others
