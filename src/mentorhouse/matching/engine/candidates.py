"""The pairs worth looking at first: the best of each mentee and the best of each mentor.

Both sides are needed: where mentors are short, the best of the mentees alone would all be the
same few. Whatever is left out here comes back in pricing, so the choice costs time, never the
optimum.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mentorhouse.matching.engine.grid import Block, Grid
from mentorhouse.matching.engine.people import Ints
from mentorhouse.matching.engine.problem import CLOSED

TURNS = 1 << 10  # ties are spread over this many turns, so that equals do not all meet
STRIDES = 617, 359
SCORE_AT, TURN_AT = 36, 26  # where score and turn begin in the number that orders pairs
SAMPLE = 10  # times as many as are kept, counted first to see what it takes to be kept


@dataclass(frozen=True)
class Edges:
    """Pairs as columns, each pair once, sorted by mentee, with the hundredths they give."""

    mentee: Ints
    mentor: Ints
    total: Ints

    @classmethod
    def none(cls) -> "Edges":
        """Return no pairs."""
        empty = np.zeros(0, dtype=np.int64)
        return cls(empty, empty, empty)

    @classmethod
    def between(cls, own: Ints, others: Ints, total: Ints, *, of_mentees: bool) -> "Edges":
        """Return pairs of people of one side with some of the other."""
        return cls(own, others, total) if of_mentees else cls(others, own, total)

    def with_(self, other: "Edges", mentors: int) -> "Edges":
        """Return the pairs of both."""
        codes = np.concatenate([self.codes(mentors), other.codes(mentors)])
        codes, place = np.unique(codes, return_index=True)
        total = np.concatenate([self.total, other.total])[place]
        mentee, mentor = np.divmod(codes, max(1, mentors))
        return Edges(mentee, mentor, total)

    @classmethod
    def joined(cls, some: Sequence["Edges"]) -> "Edges":
        """Return some runs of pairs one after the other."""
        return cls(
            np.concatenate([one.mentee for one in some]),
            np.concatenate([one.mentor for one in some]),
            np.concatenate([one.total for one in some]),
        )

    def codes(self, mentors: int) -> Ints:
        """Return each pair as one number."""
        return self.mentee * mentors + self.mentor


def strides(*, of_mentees: bool) -> tuple[int, int]:
    """Return what turns are counted by: first for one's own side, then for the other."""
    return STRIDES if of_mentees else STRIDES[::-1]


def from_keys(own: Ints, keys: Ints, *, of_mentees: bool) -> Edges:
    """Return pairs from the numbers that order them, a row for each person."""
    there = keys >= 0
    who = np.broadcast_to(own[:, None], keys.shape)[there]
    other = keys[there] & ((1 << TURN_AT) - 1)
    total = keys[there] >> SCORE_AT
    return Edges.between(who, other, total, of_mentees=of_mentees)


def best(grid: Grid, keep: int, *, of_mentees: bool) -> Edges:
    """Return the best few of each person of one side."""
    found = [Edges.none()]
    for whole in grid.blocks(of_mentees=of_mentees):
        block = _hopeful(grid, whole, keep, of_mentees=of_mentees)
        total = grid.totals(block, of_mentees=of_mentees)
        own, other = strides(of_mentees=of_mentees)
        turn = (block.own[:, None] * own + block.others * other) % TURNS
        keys = (total << SCORE_AT) | (turn << TURN_AT) | block.others
        keys = np.where(total == CLOSED, CLOSED, keys)
        few = min(keep, len(block.others))
        top = np.partition(keys, -few, axis=1)[:, -few:]
        found.append(from_keys(block.own, top, of_mentees=of_mentees))
    return Edges.joined(found)


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
