"""Pricing: which of all pairs would pay at given prices, without counting the hopeless ones."""

from dataclasses import dataclass

import numpy as np

from mentorhouse.matching.engine.candidates import Edges
from mentorhouse.matching.engine.grid import Block, Grid
from mentorhouse.matching.engine.people import Ints
from mentorhouse.matching.engine.problem import CLOSED, Problem

MORE = 8  # pairs added for one person, at most, in one round


@dataclass(frozen=True)
class Duals:
    """Prices of places, and what each mentee has; a pair that is worth more than both pays."""

    price: Ints
    rent: Ints

    def split(self, problem: Problem, *, of_mentees: bool) -> tuple[Ints, Ints]:
        """Return what one's own side lacks before any score, and what the others ask."""
        if of_mentees:
            return problem.scale.pair + problem.wait - self.rent, self.price
        return problem.scale.pair - self.price, self.rent - problem.wait


def paying(grid: Grid, duals: Duals, few: int, *, of_mentees: bool) -> Edges:
    """Return pairs that would pay: the best few of each person of one side.

    None at all means that the prices prove the pairs over all pairs that there are.
    """
    lack, price = duals.split(grid.problem, of_mentees=of_mentees)
    found = [Edges.none()]
    for block in grid.blocks(of_mentees=of_mentees):
        gain, total, hopeful = _gain(grid, lack, price, block, of_mentees=of_mentees)
        for line in np.flatnonzero((gain > 0).any(axis=1)).tolist():
            pays = np.flatnonzero(gain[line] > 0)
            pays = pays[np.lexsort((hopeful.others[pays], -gain[line, pays]))][:few]
            own, others = np.full(len(pays), block.own[line]), hopeful.others[pays]
            some = Edges.between(own, others, total[line, pays], of_mentees=of_mentees)
            found.append(some)
    return Edges.joined(found)


def _gain(
    grid: Grid, lack: Ints, price: Ints, block: Block, *, of_mentees: bool
) -> tuple[Ints, Ints, Block]:
    """Return what people would gain with those of the others who could pay at all."""
    hundredth = grid.problem.scale.hundredth
    best = hundredth * (block.base + grid.extra_most) - price[block.others]
    hopeful = block.only(best + lack[block.own].max() > 0)
    total = grid.totals(hopeful, of_mentees=of_mentees)
    gain = hundredth * total + lack[hopeful.own][:, None] - price[hopeful.others]
    return np.where(total == CLOSED, 0, gain), total, hopeful
