"""A heap of nodes by distance whose nodes can come nearer, and a stack for the nearest of all."""

from typing import NamedTuple

import numpy as np

from mentorhouse.matching.engine.kernels.compiling import kernel
from mentorhouse.matching.engine.people import Ints

NOWHERE = -1
FAR = 2**62
HEAPED, STACKED, TOUCHED = 0, 1, 2


class Heap(NamedTuple):
    """Nodes in the order of their distance; `size` counts heap, stack and touched nodes."""

    far: Ints
    node: Ints
    spot: Ints
    stack: Ints
    touched: Ints
    size: Ints


def heap_for(nodes: int) -> Heap:
    """Return an empty heap for nodes numbered from 0."""
    far = np.full(nodes, FAR, dtype=np.int64)
    node, spot, stack, touched = np.full((4, nodes), NOWHERE, dtype=np.int64)
    return Heap(far, node, spot, stack, touched, np.zeros(3, dtype=np.int64))


@kernel
def bring(heap: Heap, node: int, far: int, near: int) -> None:
    """Set a node's distance, which is less than before; `near` is where the search stands."""
    if heap.far[node] == FAR:
        heap.touched[heap.size[TOUCHED]] = node
        heap.size[TOUCHED] += 1
    heap.far[node] = far
    if far == near and heap.spot[node] == NOWHERE:
        heap.stack[heap.size[STACKED]] = node
        heap.size[STACKED] += 1
        return
    spot = heap.spot[node]
    if spot == NOWHERE:
        spot = heap.size[HEAPED]
        heap.size[HEAPED] += 1
    while spot > 0:
        above = (spot - 1) >> 1
        other = heap.node[above]
        if heap.far[other] <= far:
            break
        heap.node[spot] = other
        heap.spot[other] = spot
        spot = above
    heap.node[spot] = node
    heap.spot[node] = spot


@kernel
def take_nearest(heap: Heap) -> int:
    """Take out the nearest node; NOWHERE if there is none."""
    if heap.size[STACKED]:
        heap.size[STACKED] -= 1
        return int(heap.stack[heap.size[STACKED]])
    if not heap.size[HEAPED]:
        return NOWHERE
    nearest = int(heap.node[0])
    heap.spot[nearest] = NOWHERE
    heap.size[HEAPED] -= 1
    last = heap.node[heap.size[HEAPED]]
    if last != nearest:
        _sink(heap, last)
    return nearest


@kernel
def _sink(heap: Heap, node: int) -> None:
    size, far, spot = heap.size[HEAPED], heap.far[node], 0
    while True:
        below = 2 * spot + 1
        if below >= size:
            break
        if below + 1 < size and heap.far[heap.node[below + 1]] < heap.far[heap.node[below]]:
            below += 1
        other = heap.node[below]
        if heap.far[other] >= far:
            break
        heap.node[spot] = other
        heap.spot[other] = spot
        spot = below
    heap.node[spot] = node
    heap.spot[node] = spot


@kernel
def clear(heap: Heap) -> None:
    """Forget every distance."""
    for place in range(heap.size[TOUCHED]):
        node = heap.touched[place]
        heap.far[node] = FAR
        heap.spot[node] = NOWHERE
    heap.size[:] = 0
