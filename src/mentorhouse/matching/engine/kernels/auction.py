"""Bidding for places, as a start: it finds prices that are nearly right, quickly.

Whoever has no place bids for the best one what it is worth beyond the next best, and a little
more. Whatever the outcome, exact searches follow; bidding only shortens them.
"""

import numpy as np

from mentorhouse.matching.engine.kernels.compiling import kernel
from mentorhouse.matching.engine.kernels.paths import Graph
from mentorhouse.matching.engine.people import Ints

NONE = -1


@kernel
def bid(
    graph: Graph, first: Ints, price: Ints, holder: Ints, queue: Ints, terms: tuple[int, int]
) -> int:
    """Let mentees bid until all have their places, give up, or as many bids as `terms` say.

    Prices and holders (pairs of the graph) are those of single places. Who wants several mentors
    stands in the queue several times. Terms: what a bid is more than it must, and how many.
    """
    little, most = terms
    mentees = len(queue)
    head, waiting, bids = 0, mentees, 0
    while waiting and bids < most:
        mentee = queue[head]
        head = (head + 1) % mentees
        waiting -= 1
        edge, place, over = _best_place(graph, first, price, holder, mentee)
        if edge == NONE:
            continue
        bids += 1
        price[place] += over + little
        if holder[place] != NONE:
            queue[(head + waiting) % mentees] = graph.mentee[holder[place]]
            waiting += 1
        holder[place] = edge
    return bids


@kernel
def _best_place(
    graph: Graph, first: Ints, price: Ints, holder: Ints, mentee: int
) -> tuple[int, int, int]:
    """Return the best pair and place, and by how much it beats the next best; NONE if none pays."""
    best, next_best, edge_of_best, place_of_best = np.int64(-1), np.int64(0), NONE, NONE
    for edge in range(graph.start[mentee], graph.start[mentee + 1]):
        mentor = graph.mentor[edge]
        if _holds(first, holder, mentor, edge):
            continue
        for place in range(first[mentor], first[mentor + 1]):
            profit = graph.worth[edge] - price[place]
            if profit > best:
                next_best = max(best, np.int64(0))
                best, edge_of_best, place_of_best = profit, edge, place
            elif profit > next_best:
                next_best = profit
    return edge_of_best, place_of_best, int(best - next_best)


@kernel
def _holds(first: Ints, holder: Ints, mentor: int, edge: int) -> bool:
    for place in range(first[mentor], first[mentor + 1]):  # noqa: SIM110  # compiled
        if holder[place] == edge:
            return True
    return False
