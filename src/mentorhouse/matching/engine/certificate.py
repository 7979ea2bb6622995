"""The proof that a run is optimal, and a check of it that does not trust the solver.

A price for a place with each mentor bounds what any matching can be worth: every mentee takes at
best the dearest surplus over the prices, every place its price. The bound is counted over all
pairs, not only those the solver looked at. Where it equals the worth of the pairs, no other
matching is better; else the difference is the gap.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from mentorhouse.matching.engine.people import Ints
from mentorhouse.matching.engine.problem import CLOSED, Problem

BLOCK = 4_000_000  # pairs looked at in one go


@dataclass(frozen=True)
class Certificate:
    """What a run claims: its pairs, prices for each place, and the bound that they give."""

    mate: Ints  # the mentor of each mentee that was free to be paired, -1 for none
    price: Ints
    worth: int
    bound: int

    @property
    def gap(self) -> int:
        """Return how far, at most, the run is from the best possible; 0 is proved optimal."""
        return self.bound - self.worth

    @property
    def proved(self) -> bool:
        """Say whether no other matching can be better."""
        return self.gap == 0


def row_blocks(problem: Problem) -> Iterator[Ints]:
    """Yield the mentees in runs that fit in memory with all mentors."""
    size = max(1, BLOCK // max(1, len(problem.mentors)))
    for start in range(0, len(problem), size):
        yield np.arange(start, min(start + size, len(problem)))


def exact_sum(values: Ints) -> int:
    """Return a sum that cannot overflow: halves are added on their own."""
    high, low = values >> 32, values & 0xFFFFFFFF
    return (int(high.sum()) << 32) + int(low.sum())


def bound(problem: Problem, price: Ints) -> int:
    """Return what no matching can exceed, from prices alone, over all pairs."""
    surplus = sum(
        exact_sum(surplus_of(problem.worth_rows(rows), price)) for rows in row_blocks(problem)
    )
    return exact_sum(price * problem.places) + surplus


def surplus_of(worth: Ints, price: Ints) -> Ints:
    """Return the most that each mentee could gain at these prices; nothing, if none pays."""
    return np.asarray(np.where(worth == CLOSED, 0, worth - price).max(axis=1, initial=0))


def worth_of(problem: Problem, mate: Ints) -> int:
    """Return what the pairs of a run are worth together."""
    paired = np.flatnonzero(mate >= 0)
    return exact_sum(problem.worth(paired, mate[paired]))


def faults_of(problem: Problem, certificate: Certificate) -> tuple[str, ...]:
    """Return everything that is wrong with a certificate; nothing means that it holds."""
    mate, price = certificate.mate, certificate.price
    if mate.shape != (len(problem),) or price.shape != (len(problem.mentors),):
        return ("The certificate belongs to another run.",)
    if ((mate < -1) | (mate >= len(problem.mentors))).any() or (price < 0).any():
        return ("The certificate names nobody's place, or a price below zero.",)
    faults = []
    paired = np.flatnonzero(mate >= 0)
    if not (problem.allowed(paired, mate[paired]) & problem.free[paired]).all():
        faults.append("A pair breaks a rule or belongs to a locked mentee.")
    if (np.bincount(mate[paired], minlength=len(price)) > problem.places).any():
        faults.append("A mentor has more mentees than places.")
    if worth_of(problem, mate) != certificate.worth:
        faults.append("The pairs are not worth what is claimed.")
    if bound(problem, price) != certificate.bound:
        faults.append("The prices do not give the bound that is claimed.")
    return tuple(faults)
