"""The pairs worth looking at first: the best of each mentee and the best of each mentor.

Both sides are needed: where mentors are short, the best of the mentees alone would all be the
same few. Whatever is left out here comes back in pricing, so the choice costs time, never the
optimum.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from mentorhouse.matching.engine.grid import Block, Grid
from mentorhouse.matching.engine.people import Ints
from mentorhouse.matching.engine.problem import CLOSED

SPREAD = 1 << 10  # ties are spread over this many steps, so that equals do not all meet
STRIDES = 617, 359
SAMPLE = 10  # times as many as are kept, counted first to see what it takes to be kept


@dataclass(frozen=True)
class Edges:
    """Pairs as two columns, each pair once, sorted by mentee."""

    mentee: Ints
    mentor: Ints

    @classmethod
    def of(cls, codes: Ints, mentors: int) -> "Edges":
        """Return the pairs that codes (mentee × mentors + mentor) stand for."""
        mentee, mentor = np.divmod(np.unique(codes), max(1, mentors))
        return cls(mentee, mentor)

    def codes(self, mentors: int) -> Ints:
        """Return each pair as one number."""
        return self.mentee * mentors + self.mentor


def best_of_both_sides(grid: Grid, keep: int) -> Edges:
    """Return the best `keep` mentors of each mentee and the other way round."""
    width = len(grid.problem.mentors)
    codes = [np.zeros(0, dtype=np.int64)]
    codes += [mentee * width + mentor for mentee, mentor in _best(grid, keep, of_mentees=True)]
    codes += [mentee * width + mentor for mentor, mentee in _best(grid, keep, of_mentees=False)]
    return Edges.of(np.concatenate(codes), width)


def _best(grid: Grid, keep: int, *, of_mentees: bool) -> Iterator[tuple[Ints, Ints]]:
    for whole in grid.blocks(of_mentees=of_mentees):
        block = _hopeful(grid, whole, keep, of_mentees=of_mentees)
        total = grid.totals(block, of_mentees=of_mentees)
        turn = block.own[:, None] * STRIDES[0] + block.others * STRIDES[1]
        appeal = np.where(total == CLOSED, CLOSED, total * SPREAD + turn % SPREAD)
        few = min(keep, len(block.others))
        top = np.argpartition(appeal, -few, axis=1)[:, -few:]
        open_ = np.take_along_axis(appeal, top, axis=1) != CLOSED
        own = np.broadcast_to(block.own[:, None], top.shape)
        yield own[open_], block.others[top][open_]


def _hopeful(grid: Grid, block: Block, keep: int, *, of_mentees: bool) -> Block:
    """Leave out those whom even the most that is still to be counted would not bring in."""
    some = SAMPLE * keep
    if len(block.others) <= some:
        return block
    likely = np.zeros(len(block.others), dtype=np.bool_)
    likely[np.argpartition(block.base, -some)[-some:]] = True
    total = grid.totals(block.only(likely), of_mentees=of_mentees)
    least = np.partition(total, -keep, axis=1)[:, -keep].min()
    return block.only(block.base + grid.extra_most >= least)
