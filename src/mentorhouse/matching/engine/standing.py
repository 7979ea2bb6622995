"""Where an exact assignment over candidate pairs stands, from the side of whoever joins."""

from dataclasses import dataclass

import numpy as np

from mentorhouse.matching.engine.candidates import Edges
from mentorhouse.matching.engine.kernels.heap import heap_for
from mentorhouse.matching.engine.kernels.paths import Book, Graph, Search, join_all
from mentorhouse.matching.engine.people import Bools, Ints
from mentorhouse.matching.engine.pricing import Duals
from mentorhouse.matching.engine.problem import Problem


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
    """What one side brings to a run: places, mentors by locks, and what a first is worth more.

    `ask` is the price of a first place, `step` how much more each further one asks.
    """

    places: Ints
    locks: Ints
    extra: Ints
    ask: Ints
    step: int

    @classmethod
    def of(cls, problem: Problem) -> "Terms":
        """Return the terms when mentees join."""
        free = np.zeros_like(problem.places)
        return cls(problem.places, problem.locks, np.append(problem.extra, 0), free, 0)

    @classmethod
    def turned(cls, problem: Problem) -> "Terms":
        """Return the terms when mentors join; mentees have places for them, the first for least."""
        most = int(problem.places.max(initial=0))
        nobody = np.zeros_like(problem.places)
        ask = -np.append(problem.extra, 0)[problem.locks]
        return cls(
            problem.wants, nobody, np.zeros(most + 1, dtype=np.int64), ask, problem.scale.pair
        )


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
    ask = terms.ask + terms.step * used
    book = Book(
        duals.price, places - used, duals.rent, locks + has, has == 0, held, first, slot, used, ask
    )
    nodes = len(locks) + len(places)
    ends = np.zeros(3, dtype=np.int64)
    search = Search(heap_for(nodes), np.zeros(nodes, np.int32), ends, terms.extra, terms.step)
    return Stand(graph, book, search)


def fresh(terms: Terms, graph: Graph) -> Stand:
    """Return a stand where nobody has anybody."""
    duals = Duals(terms.ask.copy(), np.zeros_like(terms.locks))
    return standing(graph, terms, np.zeros(len(graph.worth), dtype=np.bool_), duals)


def turn(graph: Graph, many: int) -> tuple[Graph, Ints]:
    """Return the same pairs sorted by the other side, and where each stood before."""
    order = np.argsort(graph.mentor, kind="stable")
    mentor = graph.mentor[order]
    start = np.searchsorted(mentor, np.arange(many + 1))
    return Graph(start, mentor, graph.mentee[order], graph.worth[order]), order


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
