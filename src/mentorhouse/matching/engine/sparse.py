"""Exact assignment over candidate pairs for large runs, and over all pairs for repairs.

Either side can be the one that joins. Who joins is given room by chains of moves; the shorter
side joins faster. Where it is not clear which is the shorter, both are tried side by side, so that
no kind of run takes much longer than its better way.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from mentorhouse.matching.engine.candidates import Edges
from mentorhouse.matching.engine.kernels.auction import bid
from mentorhouse.matching.engine.kernels.heap import heap_for
from mentorhouse.matching.engine.kernels.paths import (
    Book,
    Graph,
    Search,
    join_all,
    seat_the_easy,
)
from mentorhouse.matching.engine.people import Bools, Ints
from mentorhouse.matching.engine.pricing import Duals
from mentorhouse.matching.engine.problem import Problem

LITTLE = 50  # hundredths by which bids go beyond what they must
BIDS = 16  # for each mentee, at most
PLENTY = 1.1  # times as many places as mentees, or the other way round, from which one side leads
SLICE = 100  # times as much work as there are pairs, before the other side is tried as well


@dataclass(frozen=True)
class Stand:
    """Where a run stands: the pairs that may be made, who has whom, and the prices."""

    graph: Graph
    book: Book
    search: Search

    def go(self, mentees: Ints, work: int = 2**62) -> int:
        """Let mentees join until so much work is done; return how many did."""
        return join_all(self.graph, self.book, self.search, mentees, work)

    @property
    def made(self) -> Ints:
        """Return which pairs of the graph are made, sorted by mentee."""
        return np.flatnonzero(self.book.held)

    def copy(self) -> "Stand":
        """Return the same stand, to be changed without a change to this one."""
        book = Book._make(column.copy() for column in self.book)
        return Stand(self.graph, book, self.search)

    @property
    def duals(self) -> Duals:
        """Return what prices and rents are now."""
        return Duals(self.book.price, self.book.rent)


def graph_of(problem: Problem, edges: Edges) -> Graph:
    """Return the pairs as searches need them."""
    scale = problem.scale
    return Graph(
        np.searchsorted(edges.mentee, np.arange(len(problem) + 1)),
        edges.mentee.astype(np.int32),
        edges.mentor.astype(np.int32),
        scale.pair + scale.hundredth * edges.total + problem.wait[edges.mentee],
    )


@dataclass(frozen=True)
class Terms:
    """What one side brings to a run: places, mentors by locks, and what a first is worth more."""

    places: Ints
    locks: Ints
    extra: Ints

    @classmethod
    def of(cls, problem: Problem) -> "Terms":
        """Return the terms when mentees join."""
        return cls(problem.places, problem.locks, np.append(problem.extra, 0))

    @classmethod
    def turned(cls, problem: Problem) -> "Terms":
        """Return the terms when mentors join; each mentee has one place for them."""
        most = int(problem.places.max(initial=0))
        nobody = np.zeros_like(problem.places)
        return cls(problem.wants, nobody, np.zeros(most + 1, dtype=np.int64))


def standing(graph: Graph, terms: Terms, held: Bools, duals: Duals) -> Stand:
    """Return a stand with some pairs made."""
    places, locks = terms.places, terms.locks
    edges = np.flatnonzero(held)
    edges = edges[np.argsort(graph.mentor[edges], kind="stable")]
    mentors = graph.mentor[edges]
    used = np.bincount(mentors, minlength=len(places))
    slots = np.minimum(places, np.bincount(graph.mentor, minlength=len(places)))
    first = np.concatenate([[0], np.cumsum(slots)])
    slot = np.zeros(first[-1], dtype=np.int32)
    slot[first[mentors] + np.arange(len(edges)) - np.searchsorted(mentors, mentors)] = edges
    has = np.bincount(graph.mentee[edges], minlength=len(locks))
    book = Book(
        duals.price, places - used, duals.rent, locks + has, has == 0, held, first, slot, used
    )
    nodes = len(locks) + len(places)
    ends = np.zeros(3, dtype=np.int64)
    search = Search(heap_for(nodes), np.zeros(nodes, np.int32), ends, terms.extra)
    return Stand(graph, book, search)


def fresh(terms: Terms, graph: Graph) -> Stand:
    """Return a stand where nobody has anybody."""
    duals = Duals(np.zeros_like(terms.places), np.zeros_like(terms.locks))
    return standing(graph, terms, np.zeros(len(graph.worth), dtype=np.bool_), duals)


def turn(graph: Graph, many: int) -> tuple[Graph, Ints]:
    """Return the same pairs sorted by the other side, and where each stood before."""
    order = np.argsort(graph.mentor, kind="stable")
    mentor = graph.mentor[order]
    start = np.searchsorted(mentor, np.arange(many + 1))
    return Graph(start, mentor, graph.mentee[order], graph.worth[order]), order


def assign(problem: Problem, edges: Edges) -> Stand:
    """Return the best assignment among the candidates, with prices that prove it for them."""
    graph = graph_of(problem, edges)
    if len(problem.extra) > 1:
        stand = fresh(Terms.of(problem), graph)
        for nth in range(len(problem.extra)):
            stand.go(np.flatnonzero(problem.wants > nth))
        return stand
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
    rent = np.zeros(len(problem), dtype=np.int64)
    pairs = np.flatnonzero(held)
    rent[graph.mentee[pairs]] = graph.worth[pairs] - price[graph.mentor[pairs]]
    return standing(graph, Terms.of(problem), held, Duals(price, rent))


def more(problem: Problem, stand: Stand, edges: Edges) -> Stand:
    """Return the best assignment when pairs are added to those that a stand has the best of."""
    if len(problem.extra) > 1:
        return assign(problem, edges)
    graph = graph_of(problem, edges)
    mentors, old = len(problem.places), stand.graph
    codes = edges.codes(mentors)
    pairs = np.flatnonzero(stand.book.held)
    kept = np.searchsorted(codes, old.mentee[pairs].astype(np.int64) * mentors + old.mentor[pairs])
    rent = _most(graph, graph.worth - stand.book.price[graph.mentor])
    held = np.zeros(len(graph.worth), dtype=np.bool_)
    held[kept[rent[graph.mentee[kept]] <= stand.book.rent[graph.mentee[kept]]]] = True
    new = standing(graph, Terms.of(problem), held, Duals(stand.book.price.copy(), rent))
    new.go(np.flatnonzero(new.book.fresh & problem.free & (rent > 0)))
    return lowered(problem, new)


def _after_bids(problem: Problem, graph: Graph) -> Stand:
    """Return a stand in which some mentees have a place that bidding found them."""
    places = np.minimum(problem.places, np.bincount(graph.mentor, minlength=len(problem.places)))
    first = np.concatenate([[0], np.cumsum(places)])
    price = np.zeros(first[-1], dtype=np.int64)
    holder = np.full(first[-1], -1, dtype=np.int64)
    bid(graph, first, price, holder, LITTLE * problem.scale.hundredth, BIDS * len(problem))
    asked = np.zeros_like(problem.places)
    some = np.flatnonzero(places)
    if len(some):
        asked[some] = np.minimum.reduceat(price, first[some])
    asked[places < problem.places] = 0  # room for everybody who may come
    profit = graph.worth - asked[graph.mentor]
    rent = _most(graph, profit)
    edges = holder[holder >= 0]
    held = np.zeros(len(graph.worth), dtype=np.bool_)
    held[edges[profit[edges] == rent[graph.mentee[edges]]]] = True
    return standing(graph, Terms.of(problem), held, Duals(asked, rent))


def _most(graph: Graph, profit: Ints) -> Ints:
    """Return the greatest profit of each mentee over their pairs, and no less than none."""
    most = np.zeros(len(graph.start) - 1, dtype=np.int64)
    some = np.flatnonzero(np.diff(graph.start))
    if len(some):
        most[some] = np.maximum(np.maximum.reduceat(profit, graph.start[some]), 0)
    return most


def let_go(stand: Stand, mentees: Ints, mentors: Ints) -> Ints:
    """Part some people from everybody; return the mentees who are left without a mentor."""
    graph, book = stand.graph, stand.book
    of_mentees = [np.arange(graph.start[one], graph.start[one + 1]) for one in mentees.tolist()]
    of_mentors = [book.slot[book.first[one] :][: book.used[one]] for one in mentors.tolist()]
    edges = np.concatenate([*of_mentees, *of_mentors, np.zeros(0, dtype=np.int64)])
    edges = np.unique(edges[book.held[edges]])
    for edge in edges.tolist():
        mentor, mentee = graph.mentor[edge], graph.mentee[edge]
        places = slice(book.first[mentor], book.first[mentor] + book.used[mentor])
        rest = book.slot[places][book.slot[places] != edge]
        book.slot[places.start : places.start + len(rest)] = rest
        book.used[mentor] -= 1
        book.room[mentor] += 1
        book.has[mentee] -= 1
        book.held[edge] = False
        book.fresh[mentee] = True
    book.room[mentors] = 0
    return np.unique(graph.mentee[edges]).astype(np.int64)
