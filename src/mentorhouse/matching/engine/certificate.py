"""The proof that a run is optimal, and a check of it that does not trust the solver.

A price for a place with each mentor bounds what any matching can be worth: every mentee takes at
best the dearest surplus over the prices (as many of them as mentors are asked for), every place
its price. The bound is counted over all pairs, not only those the solver looked at. Where it
equals the worth of the pairs, no other matching is better; else the difference is the gap.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from mentorhouse.matching.engine.people import Ints
from mentorhouse.matching.engine.problem import CLOSED, Problem

BLOCK = 4_000_000  # pairs looked at in one go
LARGE = 4_000_000  # pairs that are better counted by compiled loops
NEVER = -(2**61)  # the gain of a pair that cannot be made


@dataclass(frozen=True)
class Certificate:
    """What a run claims: its pairs, prices for each place, and the bound that they give."""

    mentee: Ints  # the pairs that the run made (locked ones are not its doing), one by one
    mentor: Ints
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
    return exact_sum(price * problem.places) + _surplus(problem, price)


def _surplus(problem: Problem, price: Ints) -> int:
    """Return what all mentees together could gain at these prices."""
    if len(problem) * len(problem.mentors) > LARGE and len(problem.extra) == 1:
        from mentorhouse.matching.engine.rounds import machine_for  # a small run needs no compiler

        machine = machine_for(problem)
        if machine is not None:
            return exact_sum(machine.most_gained(price))
    return sum(exact_sum(surplus_of(problem, rows, price)) for rows in row_blocks(problem))


def surplus_of(problem: Problem, rows: Ints, price: Ints) -> Ints:
    """Return the most that each of some mentees could gain at these prices."""
    worth = problem.worth_rows(rows)
    gain = np.where(worth == CLOSED, NEVER, worth - price)
    most = min(int(problem.wants[rows].max(initial=0)), gain.shape[1])
    if most == 0:
        return np.zeros(len(rows), dtype=np.int64)
    if most == 1:
        return _together(problem, rows, gain.max(axis=1, keepdims=True))
    best = -np.sort(np.partition(-gain, most - 1, axis=1)[:, :most], axis=1)
    return _together(problem, rows, best)


def _together(problem: Problem, rows: Ints, best: Ints) -> Ints:
    """Return what mentees gain who take the best while it pays; the best stand first."""
    nth = np.arange(best.shape[1])[None, :]
    place = np.minimum(problem.locks[rows][:, None] + nth, len(problem.extra) - 1)
    gain = np.maximum(best + problem.extra[place], 0)
    return np.asarray(np.where(nth < problem.wants[rows][:, None], gain, 0).sum(axis=1))


def certified(problem: Problem, mentee: Ints, mentor: Ints, price: Ints) -> Certificate:
    """Return the certificate of some pairs, with the bound counted over all pairs."""
    worth = worth_of(problem, mentee, mentor)
    return Certificate(mentee, mentor, price, worth, bound(problem, price))


def worth_of(problem: Problem, mentee: Ints, mentor: Ints) -> int:
    """Return what the pairs of a run are worth together."""
    return exact_sum(problem.worth(mentee, mentor)) + exact_sum(firsts_of(problem, mentee))


def firsts_of(problem: Problem, mentee: Ints) -> Ints:
    """Return what mentees' first, second … mentors count more than the last that anybody has."""
    many = np.bincount(mentee, minlength=len(problem))
    together = np.concatenate([[0], np.cumsum(problem.extra)])
    return np.asarray(together[problem.locks + many] - together[problem.locks])


def faults_of(problem: Problem, certificate: Certificate) -> tuple[str, ...]:
    """Return everything that is wrong with a certificate; nothing means that it holds."""
    mentee, mentor, price = certificate.mentee, certificate.mentor, certificate.price
    if mentee.shape != mentor.shape or price.shape != (len(problem.mentors),):
        return ("The certificate belongs to another run.",)
    if _outside(mentee, len(problem)) or _outside(mentor, len(price)) or (price < 0).any():
        return ("The certificate names nobody's place, or a price below zero.",)
    faults = [words for words, holds in _claims(problem, certificate) if not holds]
    if faults:
        return tuple(faults)
    if worth_of(problem, mentee, mentor) != certificate.worth:
        faults.append("The pairs are not worth what is claimed.")
    if bound(problem, price) != certificate.bound:
        faults.append("The prices do not give the bound that is claimed.")
    return tuple(faults)


def _outside(places: Ints, many: int) -> bool:
    return bool(((places < 0) | (places >= many)).any())


def _claims(problem: Problem, certificate: Certificate) -> Iterator[tuple[str, bool]]:
    mentee, mentor = certificate.mentee, certificate.mentor
    rules = bool(problem.can_be(mentee, mentor).all())
    yield "A pair breaks a rule or belongs to a locked mentee.", rules
    codes = mentee * len(problem.mentors) + mentor
    yield "A pair stands twice.", len(np.unique(codes)) == len(codes)
    held = np.bincount(mentor, minlength=len(problem.mentors))
    yield "A mentor has more mentees than places.", bool((held <= problem.places).all())
    had = np.bincount(mentee, minlength=len(problem))
    yield "A mentee has more mentors than asked for.", bool((had <= problem.wants).all())
