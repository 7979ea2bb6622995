"""A large run, round by round: candidates, exact assignment, pricing over all pairs.

Whatever the candidates leave out and would pay at the prices found is added, and the assignment is
brought up to date, until nothing pays: then the prices prove the pairs over all pairs there are.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from mentorhouse.matching.engine import candidates, pricing
from mentorhouse.matching.engine.candidates import Edges
from mentorhouse.matching.engine.certificate import Certificate, exact_sum, firsts_of
from mentorhouse.matching.engine.grid import Grid
from mentorhouse.matching.engine.kernels.compiling import COMPILED
from mentorhouse.matching.engine.machine import Machine
from mentorhouse.matching.engine.people import Ints
from mentorhouse.matching.engine.plan import TooManyValuesError
from mentorhouse.matching.engine.pricing import MORE, Duals
from mentorhouse.matching.engine.problem import Problem
from mentorhouse.matching.engine.sparse import PLENTY, assign, more
from mentorhouse.matching.engine.standing import Stand


class Looker(Protocol):
    """Whoever looks at all pairs."""

    def best(self, keep: int, *, of_mentees: bool) -> Edges:
        """Return the best few of each person of one side."""

    def paying(
        self, duals: Duals, few: int, *, of_mentees: bool, rows: Ints | None = None
    ) -> Edges:
        """Return pairs that would pay: the best few of each person of one side, or of some."""


class ByHand:
    """All pairs looked at with NumPy alone."""

    def __init__(self, problem: Problem, most_kinds: int) -> None:
        self.grid = Grid(problem, most_kinds)

    def best(self, keep: int, *, of_mentees: bool) -> Edges:
        """Return the best few of each person of one side."""
        return candidates.best(self.grid, keep, of_mentees=of_mentees)

    def paying(
        self, duals: Duals, few: int, *, of_mentees: bool, rows: Ints | None = None
    ) -> Edges:
        """Return pairs that would pay; looking at everybody is never wrong."""
        del rows
        return pricing.paying(self.grid, duals, few, of_mentees=of_mentees)


def looker(problem: Problem, most_kinds: int) -> Looker:
    """Return compiled loops where they can look at the problem, else NumPy."""
    return machine_for(problem) or ByHand(problem, most_kinds)


def machine_for(problem: Problem) -> Machine | None:
    """Return compiled loops for a problem; nothing where there are none for it."""
    if not COMPILED:
        return None
    try:
        return Machine(problem)
    except TooManyValuesError:
        return None


@dataclass
class Course:
    """The course of a large run; it stays, so that the run can be repaired."""

    problem: Problem
    looker: Looker
    edges: Edges
    stand: Stand

    @classmethod
    def begin(cls, problem: Problem, *, keep: int, most_kinds: int) -> "Course":
        """Find candidates, and the best assignment among them."""
        looking = looker(problem, most_kinds)
        scarce = _scarce(problem)
        mentors = len(problem.mentors)
        edges = looking.best(keep, of_mentees=not scarce).with_(Edges.none(), mentors)
        places, wanted = int(problem.places.sum()), int(problem.wants.sum())
        if wanted < PLENTY * places and places < PLENTY * wanted:
            edges = edges.with_(looking.best(keep, of_mentees=scarce), mentors)
        return cls(problem, looking, edges, assign(problem, edges))

    def run(self, rows: Ints | None = None) -> None:
        """Add what pays, until nothing does; at first some mentees alone may have to look."""
        few = MORE + len(self.problem.extra)
        several = len(self.problem.extra) > 1
        side = several or rows is not None or not _scarce(self.problem)
        while True:
            paying = self.looker.paying(self.stand.duals, few, of_mentees=side, rows=rows)
            if not len(paying.total) or not self._add(paying):
                return
            rows = None

    def _add(self, paying: Edges) -> bool:
        edges = self.edges.with_(paying, len(self.problem.mentors))
        if len(edges.total) == len(self.edges.total):
            return False
        self.edges = edges
        self.stand = more(self.problem, self.stand, edges)
        return True

    def certificate(self) -> Certificate:
        """Return the proof: nothing pays over all pairs, so that rents are what mentees gain."""
        graph, book, made = self.stand.graph, self.stand.book, self.stand.made
        mentee, mentor = graph.mentee[made].astype(np.int64), graph.mentor[made].astype(np.int64)
        worth = exact_sum(graph.worth[made])
        if len(self.problem.extra) > 1:
            worth += exact_sum(firsts_of(self.problem, mentee))
        price = np.where(self.problem.places > 0, book.price, 0)
        return Certificate(mentee, mentor, price, worth, worth + exact_sum(price * book.room))


def _scarce(problem: Problem) -> bool:
    return int(problem.wants.sum()) > int(problem.places.sum())
