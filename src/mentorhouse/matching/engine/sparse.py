"""Exact assignment over candidate pairs for large runs, with SciPy's sparse solver.

SciPy gives the pairs; the prices that prove them are found afterwards by correcting labels over
the same pairs until no mentee would rather have another place. Each place is a column of its own
and each mentee has one more column, at the price of a pair: staying without a mentor.
"""

import numpy as np

from mentorhouse.matching.engine.candidates import Edges
from mentorhouse.matching.engine.dense import NOBODY, Assignment
from mentorhouse.matching.engine.people import Ints
from mentorhouse.matching.engine.problem import Problem


def assign(problem: Problem, edges: Edges) -> Assignment:
    """Return the best assignment among the candidates, with prices that prove it for them."""
    worth = problem.worth(edges.mentee, edges.mentor)
    mate = _pairs(problem, edges, worth)
    return Assignment(mate, _prices(problem, edges, worth, mate))


def _pairs(problem: Problem, edges: Edges, worth: Ints) -> Ints:
    from scipy.sparse import csr_array  # a small run never loads SciPy
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    mentees, mentors = len(problem), len(problem.mentors)
    wanted = np.bincount(edges.mentor, minlength=mentors)
    places = np.minimum(problem.places, wanted)
    first = np.concatenate([[0], np.cumsum(places)])
    copies = places[edges.mentor]
    edge = np.repeat(np.arange(len(copies)), copies)
    nth = np.arange(len(edge)) - np.repeat(np.cumsum(copies) - copies, copies)
    most = int(worth.max(initial=0)) + 1
    everyone = np.arange(mentees)
    rows = np.concatenate([edges.mentee[edge], everyone])
    columns = np.concatenate([first[edges.mentor[edge]] + nth, first[-1] + everyone])
    cost = np.concatenate([most - worth[edge], np.full(mentees, most)])
    graph = csr_array(
        (cost.astype(np.float64), (rows, columns)), shape=(mentees, int(first[-1]) + mentees)
    )
    _, column = min_weight_full_bipartite_matching(graph)
    owner = np.repeat(np.arange(mentors), places)
    mate = np.full(mentees, NOBODY, dtype=np.int64)
    paired = column < first[-1]
    mate[paired] = owner[column[paired]]
    return mate


def _prices(problem: Problem, edges: Edges, worth: Ints, mate: Ints) -> Ints:
    """Return the lowest prices at which everyone is content with what they have."""
    price = np.zeros(len(problem.mentors), dtype=np.int64)
    if not len(worth):
        return price
    held = np.zeros(len(problem), dtype=np.int64)
    paired = np.flatnonzero(mate != NOBODY)
    held[paired] = problem.worth(paired, mate[paired])
    order = np.argsort(edges.mentor, kind="stable")
    mentor, mentee = edges.mentor[order], edges.mentee[order]
    more = worth[order] - held[mentee]
    alone = mate[mentee] == NOBODY
    first = np.flatnonzero(np.concatenate([[True], mentor[1:] != mentor[:-1]]))
    asked = mentor[first]
    while True:
        rent = np.where(alone, 0, price[mate[mentee]])
        raised = np.maximum(price[asked], np.maximum.reduceat(more + rent, first))
        if np.array_equal(raised, price[asked]):
            return price
        price[asked] = raised
