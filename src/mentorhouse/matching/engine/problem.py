"""A match run as numbers: who may be paired, and what each pair is worth.

People are first put in an order that depends on their keys and the seed alone, so that the same
people in another order give the same answer, ties included. A pair's worth is one integer that
puts number before total before waiting: one more pair outweighs any total, one hundredth of a
score outweighs any waiting. A mentee who is offered several mentors has a first before anybody
has a second: each further one counts one pair's worth less. All of it stays far inside 64 bits.
"""

from collections.abc import Iterable
from functools import cached_property

import numpy as np

from mentorhouse.languages.saying import mark, say
from mentorhouse.matching.engine.asked import Forbidden, Request, check
from mentorhouse.matching.engine.faults import (
    ContradictoryLocksError,
    LockBreaksRuleError,
    TooLargeError,
    UnknownPersonError,
)
from mentorhouse.matching.engine.measures import FULL
from mentorhouse.matching.engine.people import Bools, Ints, pick, run_order
from mentorhouse.matching.engine.rules import BoundRule, Criterion
from mentorhouse.matching.engine.weights import private_shares, shares
from mentorhouse.matching.engine.worth import Part, Scale, sum_of, tables_of

__all__ = ["Forbidden", "Part", "Problem", "Request", "Scale", "run_order"]

CLOSED = -1  # the worth of a pair that cannot be made
LEVELS = 16  # steps of waiting that a run tells apart
KEPT = 1_000_000  # pairs of which the scores are kept
ROUNDS = 3  # rounds without a mentor that a run tells apart
EXACT = 2**60
MOST = 2**27  # hundredths that a pair can give, private criteria included
TOO_MANY = mark(
    "{pairs} pairs are too many for exact sums. Run parts of the programme (a region, say) apart."
)
ONESELF = mark("Nobody can be their own mentor")


class Problem:
    """A request, checked and turned into kernels. Indexes count in the run's own order."""

    def __init__(self, request: Request) -> None:
        self.request = request
        check(request)
        self.mentee_order = run_order(request.mentees.keys, request.seed)
        self.mentor_order = run_order(request.mentors.keys, request.seed)
        self.mentees = request.mentees.take(self.mentee_order)
        self.mentors = request.mentors.take(self.mentor_order)
        self.capacity = np.array(pick(request.capacity, self.mentor_order), dtype=np.int64)
        self.demand = self._demand()
        self._withdraw()
        self.masks: list[BoundRule] = [
            rule.bind(self.mentees, self.mentors) for rule in request.rules.hard
        ]
        weights = sum(criterion.weight for criterion in request.rules.criteria)
        self.parts = self._bind(request.rules.criteria, shares(request.rules.criteria, FULL))
        self.private = self._bind(
            request.rules.private, private_shares(request.rules.private, weights)
        )
        self.reasons = self._forbidden_reasons()
        self.locked = self._locks()
        self.places = self._places_left()
        self.wants = self._wants_left()
        self.rounds = self._rounds_without()
        steps = self._waiting_steps()
        self.scale = self._scale(int(steps.max(initial=0)))
        # What a mentee brings to any pair: rounds without first, then the waiting time.
        self.wait = self.scale.round * self.rounds + steps

    def __len__(self) -> int:
        return len(self.mentees)

    def _demand(self) -> Ints:
        asked = self.request.demand or [1] * len(self.mentees)
        return np.array(pick(asked, self.mentee_order), dtype=np.int64)

    def _withdraw(self) -> None:
        for key in self.request.withdrawn:
            if key not in self.mentee_place and key not in self.mentor_place:
                raise UnknownPersonError(key, "people")
            if key in self.mentee_place:
                self.demand[self.mentee_place[key]] = 0
            if key in self.mentor_place:
                self.capacity[self.mentor_place[key]] = 0

    def _bind(self, criteria: Iterable[Criterion], most: Iterable[int]) -> list[Part]:
        return [
            Part(criterion.measure.title, criterion.measure.bind(self.mentees, self.mentors), top)
            for criterion, top in zip(criteria, most, strict=True)
        ]

    @cached_property
    def mentee_place(self) -> dict[str, int]:
        """Return where each mentee stands in the run's order."""
        return {key: place for place, key in enumerate(self.mentees.keys)}

    @cached_property
    def mentor_place(self) -> dict[str, int]:
        """Return where each mentor stands in the run's order."""
        return {key: place for place, key in enumerate(self.mentors.keys)}

    def place(self, mentee: str, mentor: str) -> tuple[int, int]:
        """Return where the two stand in the run's order, or say who is not there."""
        if mentee not in self.mentee_place:
            raise UnknownPersonError(mentee, self.mentees.side)
        if mentor not in self.mentor_place:
            raise UnknownPersonError(mentor, self.mentors.side)
        return self.mentee_place[mentee], self.mentor_place[mentor]

    def _forbidden_reasons(self) -> dict[int, str]:
        both = self.mentee_place.keys() & self.mentor_place.keys()
        oneself = [Forbidden(key, key, ONESELF) for key in both]
        return {
            self._code(*self.place(pair.mentee, pair.mentor)): pair.reason
            for pair in (*self.request.forbidden, *oneself)
        }

    def _code(self, mentee: int, mentor: int) -> int:
        return mentee * len(self.mentors) + mentor

    @cached_property
    def _forbidden_codes(self) -> Ints:
        return np.array(sorted(self.reasons), dtype=np.int64)

    @cached_property
    def forbidden(self) -> tuple[Ints, Ints]:
        """Return the pairs that are forbidden by name, as mentees and their mentors."""
        mentee, mentor = np.divmod(self._forbidden_codes, max(1, len(self.mentors)))
        return mentee, mentor

    @cached_property
    def barred(self) -> tuple[Ints, Ints]:
        """Return the pairs that a run does not make: forbidden by name, or locked already."""
        locked = np.array(self.locked, dtype=np.int64).reshape(-1, 2)
        mentee, mentor = self.forbidden
        return np.append(mentee, locked[:, 0]), np.append(mentor, locked[:, 1])

    def _locks(self) -> list[tuple[int, int]]:
        placed = [self.place(*lock) for lock in dict.fromkeys(self.request.locked)]
        for mentee, mentor in placed:
            broken = self.broken(mentee, mentor)
            if broken:
                names = self.mentees.keys[mentee], self.mentors.keys[mentor]
                raise LockBreaksRuleError(*names, broken)
        return sorted(placed)

    def broken(self, mentee: int, mentor: int) -> tuple[str, ...]:
        """Return the rules that a pair would break, in words."""
        one, other = np.array([mentee]), np.array([mentor])
        words = [
            rule.words
            for rule, mask in zip(self.request.rules.hard, self.masks, strict=True)
            if not mask.allowed(one, other)[0]
        ]
        reason = self.reasons.get(self._code(mentee, mentor))
        return (*words, say(reason)) if reason else tuple(words)

    def _places_left(self) -> Ints:
        left = self.capacity.copy()
        for _, mentor in self.locked:
            left[mentor] -= 1
        if (left < 0).any():
            mentor = int(np.argmin(left))
            raise ContradictoryLocksError(
                say(
                    "“{key}” has places for {places}, but {locked} pairs are locked. Unlock some "
                    "of them.",
                    key=self.mentors.keys[mentor],
                    places=self.capacity[mentor],
                    locked=self.capacity[mentor] - left[mentor],
                )
            )
        return left

    def _wants_left(self) -> Ints:
        left = self.demand.copy()
        for mentee, _ in self.locked:
            left[mentee] -= 1
        if (left < 0).any():
            mentee = int(np.argmin(left))
            raise ContradictoryLocksError(
                say(
                    "“{key}” is locked to {locked} mentors at once. Unlock some of these pairs.",
                    key=self.mentees.keys[mentee],
                    locked=self.demand[mentee] - left[mentee],
                )
            )
        return left

    @cached_property
    def free(self) -> Bools:
        """Return which mentees are still to be paired."""
        return np.asarray(self.wants > 0)

    @cached_property
    def extra(self) -> Ints:
        """Return what a first, a second … mentor counts more than the last that anybody has."""
        most = int(self.demand.max(initial=1))
        return self.scale.pair * np.arange(most - 1, -1, -1, dtype=np.int64)

    @cached_property
    def locks(self) -> Ints:
        """Return how many mentors each mentee has by locks."""
        return self.demand - self.wants

    def _waiting_steps(self) -> Ints:
        waiting = self.request.waiting or [0] * len(self.mentees)
        values = np.array(pick(waiting, self.mentee_order), dtype=np.int64)
        distinct, rank = np.unique(values, return_inverse=True)
        steps = min(LEVELS, max(1, len(distinct)))
        return np.asarray(rank * (steps - 1) // max(1, len(distinct) - 1), dtype=np.int64)

    def _rounds_without(self) -> Ints:
        rounds = self.request.priority or [0] * len(self.mentees)
        values = np.array(pick(rounds, self.mentee_order), dtype=np.int64)
        return np.asarray(np.minimum(values, ROUNDS))

    def _scale(self, longest: int) -> Scale:
        """Return a scale on which nothing that comes later outweighs what comes before.

        To swap one mentee for another moves others along one chain at most, so a round need only
        outweigh one whole total; a new pair takes no place from anybody who has one.
        """
        pairs = int(min(self.wants.sum(), self.places.sum()))
        best = sum(part.most for part in (*self.parts, *self.private))
        hundredth = pairs * longest + 1
        whole = pairs * (best * hundredth + longest) + 1
        pair = whole * (int(self.rounds.max(initial=0)) + 1)
        if best >= MOST or (int(self.demand.max(initial=1)) + 1) * pair >= EXACT:
            raise TooLargeError(say(TOO_MANY, pairs=pairs))
        return Scale(pair, hundredth, whole)

    def score(self, mentee: Ints, mentor: Ints) -> Ints:
        """Return scores in hundredths: the sum of the parts that people see."""
        return sum_of(self.parts, mentee, mentor)

    def allowed(self, mentee: Ints, mentor: Ints) -> Bools:
        """Return which of a list of pairs break no rule."""
        kept = self._kept(mentee, mentor)
        return kept & ~np.isin(mentee * len(self.mentors) + mentor, self._forbidden_codes)

    def _kept(self, mentee: Ints, mentor: Ints) -> Bools:
        kept = np.ones(np.broadcast_shapes(mentee.shape, mentor.shape), dtype=np.bool_)
        for mask in self.masks:
            kept &= mask.allowed(mentee, mentor)
        return kept

    def allowed_rows(self, rows: Ints) -> Bools:
        """Return for some mentees which of all mentors break no rule with them."""
        everyone = np.arange(len(self.mentors))
        kept = self._kept(rows[:, None], everyone[None, :])
        mentee, mentor = self.forbidden
        line = np.full(len(self.mentees), CLOSED)
        line[rows] = np.arange(len(rows))
        here = line[mentee] != CLOSED
        kept[line[mentee[here]], mentor[here]] = False
        return kept

    def worth(self, mentee: Ints, mentor: Ints) -> Ints:
        """Return what pairs are worth to the run, private criteria included."""
        total = sum_of((*self.parts, *self.private), mentee, mentor)
        return self.scale.pair + self.scale.hundredth * total + self.wait[mentee]

    def worth_rows(self, rows: Ints) -> Ints:
        """Return the worth of some mentees with all mentors, CLOSED where no pair can be made."""
        everyone = np.array_equal(rows, np.arange(len(self)))
        kept = everyone and len(self) * len(self.mentors) <= KEPT
        total, allowed = self._all_rows if kept else self._rows(rows)
        open_ = allowed & self.free[rows][:, None] & (self.places > 0)[None, :]
        open_ &= total >= self.request.least
        for mentee, mentor in self.locked:
            open_[rows == mentee, mentor] = False
        worth = self.scale.hundredth * total
        worth += (self.scale.pair + self.wait[rows])[:, None]
        worth[~open_] = CLOSED
        return worth

    def _rows(self, rows: Ints) -> tuple[Ints, Bools]:
        everyone = np.arange(len(self.mentors))[None, :]
        total = sum_of((*self.parts, *self.private), rows[:, None], everyone)
        return total, self.allowed_rows(rows)

    @cached_property
    def _all_rows(self) -> tuple[Ints, Bools]:
        many = len(self), len(self.mentors)
        total = tables_of((*self.parts, *self.private), many)
        return total, self.allowed_rows(np.arange(len(self)))

    def can_be(self, mentee: Ints, mentor: Ints) -> Bools:
        """Return which of a list of pairs a run may make, besides those that are locked."""
        total = sum_of((*self.parts, *self.private), mentee, mentor)
        open_ = self.allowed(mentee, mentor) & (total >= self.request.least)
        open_ &= self.free[mentee] & (self.places[mentor] > 0)
        locked = np.array([self._code(*pair) for pair in self.locked], dtype=np.int64)
        return open_ & ~np.isin(mentee * len(self.mentors) + mentor, locked)
