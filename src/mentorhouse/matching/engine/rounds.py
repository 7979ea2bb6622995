"""A large run, round by round: candidates, exact assignment, pricing over all pairs.

Whatever the candidates leave out and would pay at the prices found is added, and the assignment is
brought up to date, until nothing pays: then the prices prove the pairs over all pairs there are.
"""

from typing import Protocol

import numpy as np

from mentorhouse.matching.engine import candidates, pricing
from mentorhouse.matching.engine.candidates import Edges
from mentorhouse.matching.engine.certificate import Certificate, exact_sum, worth_of
from mentorhouse.matching.engine.grid import Grid
from mentorhouse.matching.engine.kernels.compiling import COMPILED
from mentorhouse.matching.engine.machine import Machine
from mentorhouse.matching.engine.people import Ints
from mentorhouse.matching.engine.plan import TooManyValuesError
from mentorhouse.matching.engine.pricing import MORE, Duals
from mentorhouse.matching.engine.problem import Problem
from mentorhouse.matching.engine.sparse import PLENTY, Stand, assign, more


class Looker(Protocol):
    """Whoever looks at all pairs."""

    def best(self, keep: int, *, of_mentees: bool) -> Edges:
        """Return the best few of each person of one side."""

    def paying(self, duals: Duals, few: int, *, of_mentees: bool) -> Edges:
        """Return pairs that would pay: the best few of each person of one side."""


class ByHand:
    """All pairs looked at with NumPy alone."""

    def __init__(self, problem: Problem, most_kinds: int) -> None:
        self.grid = Grid(problem, most_kinds)

    def best(self, keep: int, *, of_mentees: bool) -> Edges:
        """Return the best few of each person of one side."""
        return candidates.best(self.grid, keep, of_mentees=of_mentees)

    def paying(self, duals: Duals, few: int, *, of_mentees: bool) -> Edges:
        """Return pairs that would pay: the best few of each person of one side."""
        return pricing.paying(self.grid, duals, few, of_mentees=of_mentees)


def looker(problem: Problem, most_kinds: int) -> Looker:
    """Return compiled loops where they can look at the problem, else NumPy."""
    if COMPILED:
        try:
            return Machine(problem)
        except TooManyValuesError:
            pass
    return ByHand(problem, most_kinds)


class Course:
    """The course of a large run; it stays, so that the run can be repaired."""

    def __init__(self, problem: Problem, *, keep: int, most_kinds: int) -> None:
        self.problem = problem
        self.looker = looker(problem, most_kinds)
        wanted, places = int(problem.wants.sum()), int(problem.places.sum())
        self.scarce = wanted > places
        self.edges = self.looker.best(keep, of_mentees=not self.scarce)
        if places < PLENTY * wanted:
            other = self.looker.best(keep, of_mentees=self.scarce)
            self.edges = self._with(other)
        else:
            self.edges = self._with(Edges.none())
        self.stand: Stand = assign(problem, self.edges)

    def _with(self, other: Edges) -> Edges:
        return self.edges.with_(other, len(self.problem.mentors))

    def run(self) -> None:
        """Add what pays, until nothing does."""
        few = MORE + len(self.problem.extra)
        while True:
            paying = self.looker.paying(self.stand.duals, few, of_mentees=not self.scarce)
            edges = self._with(paying)
            if len(edges.total) == len(self.edges.total):
                return
            self.edges = edges
            self.stand = more(self.problem, self.stand, edges)

    def certificate(self) -> Certificate:
        """Return the proof: nothing pays more over all pairs, so the rents are the surplus."""
        mentee, mentor = self.stand.pairs
        price = self.stand.book.price
        worth = worth_of(self.problem, mentee, mentor)
        return Certificate(mentee, mentor, price, worth, worth + self._unpaid(price))

    def _unpaid(self, price: Ints) -> int:
        """Return the prices of places that nobody has."""
        return exact_sum(price * np.maximum(self.stand.book.room, 0))
