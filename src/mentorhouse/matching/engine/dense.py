"""Exact assignment for runs small enough to hold every pair: shortest augmenting paths.

One mentee after the other joins; each time the cheapest chain of moves is found that makes room,
and the dual prices rise just enough to keep every choice the best at these prices. Integers only.
It needs NumPy alone, so that a small run starts at once.
"""

from dataclasses import dataclass

import numpy as np

from mentorhouse.matching.engine.people import Bools, Ints
from mentorhouse.matching.engine.problem import CLOSED

NOBODY = -1
FAR = np.iinfo(np.int64).max // 4


@dataclass(frozen=True)
class Assignment:
    """For each mentee the mentor or nobody, and for each mentor the price of a place."""

    mate: Ints
    price: Ints


@dataclass
class _Search:
    """The tree of cheapest chains from one mentee: how far each mentor is, and by whom."""

    start: int
    far: Ints  # distance to each mentor, as known so far
    via: Ints  # the mentee that reaches each mentor
    open_: Bools  # mentors whose own mentees have not been looked at
    drop: int  # who could go without at the least loss
    loss: int  # distance to the end where they do


class DenseSolver:
    """A run of augmenting paths over a full table of worths."""

    def __init__(self, worth: Ints, places: Ints) -> None:
        self.profit = np.where(worth == CLOSED, -FAR, worth)  # worth less the price of the place
        self.room = places.copy()
        self.price = np.zeros(worth.shape[1], dtype=np.int64)
        self.mate = np.full(worth.shape[0], NOBODY, dtype=np.int64)

    def solve(self) -> Assignment:
        """Return the assignment of the greatest worth, with prices that prove it."""
        if self.profit.size:
            self._seat_the_easy()
            for mentee in np.flatnonzero(self.mate == NOBODY).tolist():
                self._join(mentee)
        return Assignment(self.mate, self.price)

    def _seat_the_easy(self) -> None:
        """Give mentees one of their best mentors while there is room: at no price, all content."""
        best = self.profit.max(axis=1)
        tight = (self.profit == best[:, None]) & (best > 0)[:, None]
        waiting = np.flatnonzero(best > 0)
        while len(waiting):
            open_ = tight[waiting] & (self.room > 0)
            able = open_.any(axis=1)
            waiting, choice = waiting[able], open_[able].argmax(axis=1)
            seated = _nth_of_its_kind(choice) < self.room[choice]
            self.mate[waiting[seated]] = choice[seated]
            self.room -= np.bincount(choice[seated], minlength=len(self.room))
            waiting = waiting[~seated]

    def _join(self, mentee: int) -> None:
        profit = self.profit[mentee]
        best = max(0, int(profit.max()))
        search = _Search(
            mentee,
            best - profit,
            np.full(len(profit), mentee, dtype=np.int64),
            np.ones(len(profit), dtype=np.bool_),
            mentee,
            best,
        )
        end, distance = self._walk(search)
        nearer = np.flatnonzero(~search.open_ & (search.far < distance))
        self.price[nearer] += distance - search.far[nearer]
        self.profit[:, nearer] -= distance - search.far[nearer]
        self._move(search, end)

    def _walk(self, search: _Search) -> tuple[int, int]:
        """Grow the tree to the cheapest end; return the mentor it ends at, or nobody."""
        while True:
            reach = np.where(search.open_, search.far, FAR)
            near = int(reach.min())
            if near >= search.loss:
                return NOBODY, search.loss
            next_ = reach == near
            vacant = next_ & (self.room > 0)
            if vacant.any():
                return int(vacant.argmax()), near
            search.open_ &= ~next_
            self._look_at(search, near, np.flatnonzero(next_[self.mate] & (self.mate >= 0)))

    def _look_at(self, search: _Search, near: int, mentees: Ints) -> None:
        """See where the mentees at this distance could go instead."""
        here = self.mate[mentees]
        gain = self.profit[mentees, here]
        least = int(gain.argmin())
        if near + int(gain[least]) < search.loss:
            search.loss = near + int(gain[least])
            search.drop = int(mentees[least])
        reach = (near + gain)[:, None] - self.profit[mentees]
        nearest = reach.min(axis=0)
        better = np.flatnonzero(search.open_ & (nearest < search.far))
        search.far[better] = nearest[better]
        search.via[better] = mentees[reach[:, better].argmin(axis=0)]

    def _move(self, search: _Search, end: int) -> None:
        """Move everyone along the chain, from its end back to the mentee who joins."""
        if end == NOBODY:
            mentee = search.drop
            end, self.mate[mentee] = int(self.mate[mentee]), NOBODY
        else:
            self.room[end] -= 1
        while end != NOBODY:
            mentee = int(search.via[end])
            end, self.mate[mentee] = int(self.mate[mentee]), end


def _nth_of_its_kind(values: Ints) -> Ints:
    """Return for each value how many equal ones stand before it."""
    order = np.argsort(values, kind="stable")
    ranked = values[order]
    first = np.searchsorted(ranked, ranked, side="left")
    nth = np.empty(len(values), dtype=np.int64)
    nth[order] = np.arange(len(values)) - first
    return nth
