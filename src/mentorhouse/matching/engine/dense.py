"""Exact assignment for runs small enough to hold every pair: shortest augmenting paths.

One mentee after the other joins; each time the cheapest chain of moves is found that makes room,
and the dual prices rise just enough to keep every choice the best at these prices. Integers only.
It needs NumPy alone, so that a small run starts at once.
"""

from dataclasses import dataclass

import numpy as np

from mentorhouse.matching.engine.people import Bools, Ints
from mentorhouse.matching.engine.problem import CLOSED, Problem

NOBODY = -1
FAR = np.iinfo(np.int64).max // 4


@dataclass(frozen=True)
class Assignment:
    """The pairs of a run, sorted by mentee, and for each mentor the price of a place."""

    mentee: Ints
    mentor: Ints
    price: Ints


@dataclass
class _Search:
    """The tree of cheapest chains from one mentee: how far everybody is, and by whom."""

    far: Ints  # distance to each mentor, as known so far
    via: Ints  # the mentee that reaches each mentor
    reach: Ints  # distance to each mentee
    leaves: Ints  # the mentor whom each mentee would leave
    open_: Bools  # mentors whose own mentees have not been looked at
    unseen: Bools  # mentees who have not been looked at
    drop: int  # who could do with one mentor less at the least loss
    loss: int  # distance to the end where they do


class DenseSolver:
    """A run of augmenting paths over a full table of worths."""

    def __init__(self, problem: Problem) -> None:
        worth = problem.worth_rows(np.arange(len(problem)))
        self.profit = np.where(worth == CLOSED, -FAR, worth)  # worth less the price of the place
        self.room = problem.places.copy()
        self.wants = problem.wants
        self.held = np.zeros(worth.shape, dtype=np.bool_)
        self.price = np.zeros(worth.shape[1], dtype=np.int64)
        self.rent = np.zeros(worth.shape[0], dtype=np.int64)  # the least profit each mentee has
        self.count = problem.locks.copy()
        self.extra = np.append(problem.extra, 0)

    def solve(self) -> Assignment:
        """Return the assignment of the greatest worth, with prices that prove it."""
        if self.profit.size:
            self.rent = self.profit.max(axis=1)
            waiting = np.flatnonzero(self.wants)
            if self.wants.max() == 1:
                waiting = self._seat_the_easy(waiting)
            for nth in range(int(self.wants.max())):
                for mentee in waiting[self.wants[waiting] > nth].tolist():
                    self._join(mentee)
        mentee, mentor = np.nonzero(self.held)
        return Assignment(mentee, mentor, self.price)

    def _seat_the_easy(self, waiting: Ints) -> Ints:
        """Give mentees one of their best mentors while there is room: at no price, all content.

        Return those who are still waiting.
        """
        tight = (self.profit == self.rent[:, None]) & (self.rent > 0)[:, None]
        seen = waiting
        while len(seen):
            open_ = tight[seen] & (self.room > 0)
            able = open_.any(axis=1)
            seen, choice = seen[able], open_[able].argmax(axis=1)
            seated = _nth_of_its_kind(choice) < self.room[choice]
            self.held[seen[seated], choice[seated]] = True
            self.count[seen[seated]] += 1
            self.room -= np.bincount(choice[seated], minlength=len(self.room))
            seen = seen[~seated]
        return waiting[~self.held[waiting].any(axis=1)]

    def _join(self, mentee: int) -> None:
        mentees, mentors = self.profit.shape
        if not self.held[mentee].any():
            self.rent[mentee] = self.profit[mentee].max()
        search = _Search(
            np.full(mentors, FAR),
            np.full(mentors, NOBODY),
            np.full(mentees, FAR),
            np.full(mentees, NOBODY),
            np.ones(mentors, dtype=np.bool_),
            np.ones(mentees, dtype=np.bool_),
            mentee,
            int(self.rent[mentee] + self.extra[self.count[mentee]]),
        )
        if search.loss <= 0:
            return
        search.reach[mentee] = 0
        end, distance = self._walk(search)
        nearer = np.flatnonzero(search.far < distance)
        self.price[nearer] += distance - search.far[nearer]
        self.profit[:, nearer] -= distance - search.far[nearer]
        nearer = np.flatnonzero(search.reach < distance)
        self.rent[nearer] -= distance - search.reach[nearer]
        self._move(search, end, mentee)

    def _walk(self, search: _Search) -> tuple[int, int]:
        """Grow the tree to the cheapest end; return the mentor it ends at, or nobody."""
        near = 0
        while True:
            self._look_at(search, near, np.flatnonzero(search.unseen & (search.reach == near)))
            mentor_far = np.where(search.open_, search.far, FAR)
            mentee_far = np.where(search.unseen, search.reach, FAR)
            near = int(min(mentor_far.min(), mentee_far.min()))
            if near >= search.loss:
                return NOBODY, search.loss
            next_ = mentor_far == near
            vacant = next_ & (self.room > 0)
            if vacant.any():
                return int(vacant.argmax()), near
            search.open_ &= ~next_
            self._look_past(search, near, np.flatnonzero(next_))

    def _look_past(self, search: _Search, near: int, mentors: Ints) -> None:
        """See who would leave the mentors at this distance, and at what loss."""
        if not len(mentors):
            return
        loss = np.where(self.held[:, mentors], self.profit[:, mentors], FAR)
        least = loss.argmin(axis=1)
        reach = near + np.take_along_axis(loss, least[:, None], axis=1)[:, 0] - self.rent
        better = self.held[:, mentors].any(axis=1) & (reach < search.reach)
        search.reach[better] = reach[better]
        search.leaves[better] = mentors[least[better]]

    def _look_at(self, search: _Search, near: int, mentees: Ints) -> None:
        """See where the mentees at this distance could go instead."""
        if not len(mentees):
            return
        search.unseen[mentees] = False
        others = mentees[search.leaves[mentees] != NOBODY]
        if len(others):
            gain = self.rent[others] + self.extra[self.count[others] - 1]
            least = int(gain.argmin())
            if near + int(gain[least]) < search.loss:
                search.loss = near + int(gain[least])
                search.drop = int(others[least])
        reach = near + self.rent[mentees][:, None] - self.profit[mentees]
        reach[self.held[mentees]] = FAR
        nearest = reach.min(axis=0)
        better = np.flatnonzero(search.open_ & (nearest < search.far))
        search.far[better] = nearest[better]
        search.via[better] = mentees[reach[:, better].argmin(axis=0)]

    def _move(self, search: _Search, end: int, first: int) -> None:
        """Move everyone along the chain, from its end back to the mentee who joins."""
        self.count[first] += 1
        if end == NOBODY:
            self.count[search.drop] -= 1
            mentee = search.drop
        else:
            self.room[end] -= 1
            mentee = int(search.via[end])
            self.held[mentee, end] = True
        while mentee != first:
            end = int(search.leaves[mentee])
            self.held[mentee, end] = False
            mentee = int(search.via[end])
            self.held[mentee, end] = True


def _nth_of_its_kind(values: Ints) -> Ints:
    """Return for each value how many equal ones stand before it."""
    order = np.argsort(values, kind="stable")
    ranked = values[order]
    first = np.searchsorted(ranked, ranked, side="left")
    nth = np.empty(len(values), dtype=np.int64)
    nth[order] = np.arange(len(values)) - first
    return nth
