"""Exact assignment over candidate pairs for large runs, and over all pairs for repairs.

Either side can be the one that joins. Who joins is given room by chains of moves; the shorter
side joins faster. Where it is not clear which is the shorter, both are tried side by side, so that
no kind of run takes much longer than its better way.
"""

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from mentorhouse.matching.engine.candidates import Edges
from mentorhouse.matching.engine.kernels.auction import bid
from mentorhouse.matching.engine.kernels.heap import FAR
from mentorhouse.matching.engine.kernels.paths import Graph, seat_the_easy
from mentorhouse.matching.engine.people import Bools, Ints
from mentorhouse.matching.engine.pricing import Duals
from mentorhouse.matching.engine.problem import Problem
from mentorhouse.matching.engine.standing import (
    Stand,
    Terms,
    fresh,
    graph_of,
    standing,
    turn,
)

LITTLE = 50  # hundredths by which bids go beyond what they must
BIDS = 16  # for each mentee, at most
PLENTY = 1.1  # times as many places as mentees, or the other way round, from which one side leads
SLICE = 100  # times as much work as there are pairs, before the other side is tried as well


def assign(problem: Problem, edges: Edges) -> Stand:
    """Return the best assignment among the candidates, with prices that prove it for them."""
    graph = graph_of(problem, edges)
    if len(problem.extra) > 1:
        return _several_join(problem, graph)
    ways = [_MenteesJoin(problem, graph), _MentorsJoin(problem, graph)]
    if problem.places.sum() < problem.wants.sum():
        ways.reverse()
    return _race(ways)


def _race(ways: list["_Way"]) -> Stand:
    """Follow the first way a while, then both side by side; return where the first to end stands.

    What counts is work done, not time, so that the same request has the same answer anywhere.
    """
    if ways[0].go():
        return ways[0].stand()
    while True:
        with ThreadPoolExecutor(2) as pool:
            ended = list(pool.map(_Way.go, ways))
        for way, has_ended in zip(ways, ended, strict=True):
            if has_ended:
                return way.stand()


class _Way:
    """A way to the best assignment, slice by slice."""

    def __init__(self, problem: Problem, stand: Stand, waiting: Ints) -> None:
        self.problem = problem
        self.own = stand
        self.waiting = waiting

    def go(self) -> bool:
        """Do a slice of the work; say whether it is done."""
        done = self.own.go(self.waiting, SLICE * (len(self.own.graph.worth) + 1))
        self.waiting = self.waiting[done:]
        return not len(self.waiting) and self.settled()

    def settled(self) -> bool:
        """Say whether nothing else is left to do."""
        return True

    def stand(self) -> Stand:
        """Return where it came to."""
        return self.own


class _MenteesJoin(_Way):
    def __init__(self, problem: Problem, graph: Graph) -> None:
        terms = Terms.of(problem)
        if problem.places.sum() > PLENTY * problem.wants.sum():
            stand = fresh(terms, graph)
            seat_the_easy(stand.graph, stand.book)
        else:
            stand = _after_bids(problem, graph)
        super().__init__(problem, stand, np.flatnonzero(stand.book.fresh & problem.free))

    def stand(self) -> Stand:
        return lowered(self.problem, self.own)


class _MentorsJoin(_Way):
    def __init__(self, problem: Problem, graph: Graph) -> None:
        turned, self.order = turn(graph, len(problem.places))
        self.graph = graph
        terms = Terms.turned(problem)
        everyone = np.arange(len(problem.places))
        nth = [everyone[problem.places > one] for one in range(int(problem.places.max(initial=0)))]
        super().__init__(
            problem, fresh(terms, turned), np.concatenate([*nth, np.zeros(0, dtype=np.int64)])
        )

    def stand(self) -> Stand:
        return _turned_back(self.problem, self.graph, self.own, self.order)


def lowered(problem: Problem, stand: Stand) -> Stand:
    """Return a stand where no mentor with room has a price: they join until prices fit."""
    empty = np.flatnonzero((stand.book.room > 0) & (stand.book.price > 0))
    if not len(empty):
        return stand
    graph, order = turn(stand.graph, len(problem.places))
    book = stand.book
    duals = Duals(book.rent, book.price)
    other = standing(graph, Terms.turned(problem), book.held[order], duals)
    rooms = book.room[empty]
    other.go(np.repeat(empty, rooms))
    return _turned_back(problem, stand.graph, other, order)


def _turned_back(problem: Problem, graph: Graph, other: Stand, order: Ints) -> Stand:
    held = np.zeros(len(graph.worth), dtype=np.bool_)
    held[order] = other.book.held
    full = other.book.has >= problem.places
    price = np.where(full, np.maximum(other.book.rent, 0), 0)
    rent = _rents(problem, graph, price, held)
    return standing(graph, Terms.of(problem), held, Duals(price, rent))


def _rents(problem: Problem, graph: Graph, price: Ints, held: Bools) -> Ints:
    """Return the least that mentees have from a mentor, and what one more would have to give."""
    pairs = np.flatnonzero(held)
    has = problem.locks + np.bincount(graph.mentee[pairs], minlength=len(problem))
    rent = np.where(has < problem.demand, -np.append(problem.extra, 0)[has], FAR)
    np.minimum.at(rent, graph.mentee[pairs], graph.worth[pairs] - price[graph.mentor[pairs]])
    return np.where(rent == FAR, 0, rent)


def more(problem: Problem, stand: Stand, edges: Edges) -> Stand:
    """Return the best assignment when pairs are added to those that a stand has the best of."""
    graph = graph_of(problem, edges)
    mentors, old = len(problem.places), stand.graph
    codes = edges.codes(mentors)
    pairs = np.flatnonzero(stand.book.held)
    kept = np.searchsorted(codes, old.mentee[pairs].astype(np.int64) * mentors + old.mentor[pairs])
    if len(problem.extra) > 1:
        return _more_of_several(problem, stand, graph, kept)
    rent = _most(graph, graph.worth - stand.book.price[graph.mentor])
    held = np.zeros(len(graph.worth), dtype=np.bool_)
    held[kept[rent[graph.mentee[kept]] <= stand.book.rent[graph.mentee[kept]]]] = True
    new = standing(graph, Terms.of(problem), held, Duals(stand.book.price.copy(), rent))
    new.go(np.flatnonzero(new.book.fresh & problem.free & (rent > 0)))
    return lowered(problem, new)


def _several_join(problem: Problem, graph: Graph) -> Stand:
    """Let mentees join who want several: all have a first mentor before anybody has a second."""
    if problem.places.sum() > PLENTY * problem.wants.sum():
        stand = fresh(Terms.of(problem), graph)
    else:
        stand = _after_bids(problem, graph)
    stand.go(_in_turn(problem, stand.book.has - problem.locks))
    return lowered(problem, stand)


def _more_of_several(problem: Problem, stand: Stand, graph: Graph, kept: Ints) -> Stand:
    """Let mentees choose again to whom an added pair would pay; they keep what is no worse."""
    held = np.zeros(len(graph.worth), dtype=np.bool_)
    held[kept] = True
    profit = graph.worth - stand.book.price[graph.mentor]
    rent = stand.book.rent.copy()
    pays = np.flatnonzero(~held & (profit > rent[graph.mentee]))
    np.maximum.at(rent, graph.mentee[pays], profit[pays])
    held &= profit >= rent[graph.mentee]
    new = standing(graph, Terms.of(problem), held, Duals(stand.book.price.copy(), rent))
    has = np.where(rent > stand.book.rent, new.book.has - problem.locks, problem.wants)
    new.go(_in_turn(problem, has))
    return lowered(problem, new)


def _after_bids(problem: Problem, graph: Graph) -> Stand:
    """Return a stand in which some mentees have places that bidding found them."""
    places = np.minimum(problem.places, np.bincount(graph.mentor, minlength=len(problem.places)))
    first = np.concatenate([[0], np.cumsum(places)])
    price = np.zeros(first[-1], dtype=np.int64)
    holder = np.full(first[-1], -1, dtype=np.int64)
    queue = _in_turn(problem, np.zeros_like(problem.wants))
    bid(graph, first, price, holder, queue, (LITTLE * problem.scale.hundredth, BIDS * len(queue)))
    asked = np.zeros_like(problem.places)
    some = np.flatnonzero(places)
    if len(some):
        asked[some] = np.minimum.reduceat(price, first[some])
    asked[places < problem.places] = 0  # room for everybody who may come
    profit = graph.worth - asked[graph.mentor]
    held = np.zeros(len(graph.worth), dtype=np.bool_)
    held[holder[holder >= 0]] = True
    # Who wants several keeps those that are no worse than the best of the others.
    rent = _most(graph, np.where(held, 0, profit) if len(problem.extra) > 1 else profit)
    held &= profit >= rent[graph.mentee]
    return standing(graph, Terms.of(problem), held, Duals(asked, rent))


def _in_turn(problem: Problem, has: Ints) -> Ints:
    """Return all who want a first mentor and have none, then all who want a second, and so on."""
    most = len(problem.extra)
    nth = [np.flatnonzero((problem.wants > one) & (has <= one)) for one in range(most)]
    return np.concatenate(nth)


def _most(graph: Graph, profit: Ints) -> Ints:
    """Return the greatest profit of each mentee over their pairs, and no less than none."""
    most = np.zeros(len(graph.start) - 1, dtype=np.int64)
    some = np.flatnonzero(np.diff(graph.start))
    if len(some):
        most[some] = np.maximum(np.maximum.reduceat(profit, graph.start[some]), 0)
    return most
