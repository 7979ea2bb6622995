"""The best choice of groups in which nobody stands twice: set packing, by branch and bound.

Each column is a group that could be made: who is in it and what it is worth. HiGHS (through
SciPy) chooses the columns of the greatest worth together and gives a bound that no choice exceeds.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mentorhouse.matching.engine.people import Ints

MOST_COLUMNS = 20_000  # groups that are still chosen among exactly
NODES = 20_000  # steps of branching, at most
NEAR = 1e-4


@dataclass(frozen=True)
class Column:
    """A group that could be made: whose places it takes, and its worth."""

    rows: tuple[int, ...]
    worth: int


@dataclass(frozen=True)
class Packed:
    """The columns that were chosen, what they are worth, and what no choice exceeds."""

    chosen: tuple[int, ...]
    worth: int
    bound: int


def pack(columns: Sequence[Column], most: Ints) -> Packed:
    """Return the best columns; no row is used more often than `most` says."""
    from scipy.optimize import Bounds, LinearConstraint, milp  # only groups load it
    from scipy.sparse import csr_array

    if not columns:
        return Packed((), 0, 0)
    sizes = [len(column.rows) for column in columns]
    row = np.concatenate([column.rows for column in columns]).astype(np.int64)
    nth = np.repeat(np.arange(len(columns)), sizes)
    uses = csr_array((np.ones(len(row)), (row, nth)), shape=(len(most), len(columns)))
    worth = np.array([column.worth for column in columns], dtype=np.int64)
    found = milp(
        -worth.astype(float),
        constraints=[LinearConstraint(uses, ub=most)],
        bounds=Bounds(0, 1),
        integrality=np.ones(len(columns)),
        options={"mip_rel_gap": 0, "node_limit": NODES},
    )
    if found.x is None:
        return Packed((), 0, int(np.maximum(worth, 0).sum()))
    chosen = np.flatnonzero(found.x > 1 / 2)
    came = int(worth[chosen].sum())
    bound = came if found.status == 0 else int(-found.mip_dual_bound + NEAR)
    return Packed(tuple(chosen.tolist()), came, max(came, bound))
