"""Odd sets that a half-made matching breaks, found exactly: cuts of least odd value.

A set of an odd number of people is broken where less than one pair's worth of use leads out of
it or stays unused in it. All such sets are cuts in a small graph, with one more node for what is
unused, and the tree of least cuts holds one of least value (Padberg and Rao 1982; the tree after
Gusfield 1990).
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from mentorhouse.matching.engine.people import Ints

WHOLE = 1_000_000  # parts that a use of one is counted in
NEAR = 100  # parts that make no difference


def broken_sets(edges: Ints, used: npt.NDArray[np.float64], people: Ints) -> Iterator[Ints]:
    """Yield odd sets among people, joined to nobody else, that hold too much of one another."""
    many = len(people)
    place = {person: at for at, person in enumerate(people.tolist())}
    flow = np.zeros((many + 1, many + 1), dtype=np.int32)
    for (one, other), much in zip(edges.tolist(), used.tolist(), strict=True):
        if one in place and other in place:
            flow[place[one], place[other]] = flow[place[other], place[one]] = round(much * WHOLE)
    unused = np.maximum(WHOLE - flow[:many].sum(axis=1), 0)
    flow[many, :many] = flow[:many, many] = unused
    parent, value = _tree(flow)
    for node in range(1, many + 1):
        side = _below(parent, node)
        if side[many]:
            side = ~side
        if side.sum() % 2 == 1 and side.sum() > 1 and value[node] < WHOLE - NEAR:
            yield people[side[:many]]


def _tree(flow: npt.NDArray[np.int32]) -> tuple[list[int], list[int]]:
    """Return a tree of least cuts: the parent of each node, and what it costs to part them."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import breadth_first_order, maximum_flow

    graph = csr_array(flow)
    parent, value = [0] * len(flow), [0] * len(flow)
    for node in range(1, len(flow)):
        to = parent[node]
        found = maximum_flow(graph, node, to)
        left = graph - found.flow
        left.eliminate_zeros()
        near = np.zeros(len(flow), dtype=np.bool_)
        near[breadth_first_order(left, node, return_predecessors=False)] = True
        value[node] = int(found.flow_value)
        for other in np.flatnonzero(near).tolist():
            if other != node and parent[other] == to:
                parent[other] = node
        if near[parent[to]]:
            parent[node], parent[to] = parent[to], node
            value[node], value[to] = value[to], value[node]
    return parent, value


def _below(parent: list[int], node: int) -> npt.NDArray[np.bool_]:
    """Return a node and all whose way to the root leads over it."""
    side = np.zeros(len(parent), dtype=np.bool_)
    side[node] = True
    more = True
    while more:
        more = False
        for other in range(1, len(parent)):
            if not side[other] and side[parent[other]] and other != node:
                side[other] = more = True
    return side
