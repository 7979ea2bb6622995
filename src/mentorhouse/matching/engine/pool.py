"""Reciprocal mentoring: pairs within one pool, where each mentors the other (R5.11, R9.07).

Nobody is above anybody, so rules and criteria that compare rank do not count here. A pair fits as
well as the mean of its two directions, part by part. The best pairs are a matching of greatest
weight in a general graph: as many pairs as can be, then those who went without before, then the
greatest total (rustworkx, after Galil 1986); then whoever has waited longer; then a hash of the
seed. The proof is worked out on its own in `oddsets`, over all pairs.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mentorhouse.languages.saying import say, say_many
from mentorhouse.matching.engine.faults import (
    ContradictoryLocksError,
    PoolLockBreaksRuleError,
    TooLargeError,
)
from mentorhouse.matching.engine.level import both_ways, without_rank
from mentorhouse.matching.engine.oddsets import PoolProof, prove
from mentorhouse.matching.engine.people import Bools, Ints, People
from mentorhouse.matching.engine.problem import CLOSED, Forbidden, Problem, Request
from mentorhouse.matching.engine.rules import Rules

MOST = 3_000  # people in one pool
KEEP = 24  # partners of each person that are looked at first
HASH = 1 << 20


@dataclass(frozen=True)
class PoolRequest:
    """Everything that a reciprocal run depends on, as in `Request`, with one list of people."""

    people: People
    rules: Rules
    waiting: Sequence[int] = ()
    locked: Sequence[tuple[str, str]] = ()
    forbidden: Sequence[Forbidden] = ()
    seed: int = 0
    priority: Sequence[int] = ()


@dataclass(frozen=True)
class Together:
    """Two people who mentor each other, and how well they fit (hundredths of a point)."""

    one: str
    other: str
    score: int
    locked: bool


@dataclass(frozen=True)
class BothWays:
    """A part of a reciprocal score, in hundredths, with words for each direction."""

    title: str
    points: int
    most: int
    one_mentored: str  # why, when the other mentors the one
    other_mentored: str


@dataclass(frozen=True)
class Alone:
    """Somebody without a partner, and why."""

    key: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class PoolResult:
    """What a reciprocal run came to: pairs, who is left and why, and the proof."""

    pool: "Pool"
    pairs: tuple[Together, ...]
    alone: tuple[Alone, ...]
    proof: PoolProof

    @property
    def total(self) -> int:
        """Return the sum of the scores that people see, in hundredths."""
        return sum(pair.score for pair in self.pairs)


class Pool:
    """A pool as numbers: who may be paired with whom, and what each pair is worth."""

    def __init__(self, asked: PoolRequest) -> None:
        people = asked.people
        if len(people) > MOST:
            raise TooLargeError(
                say(
                    "{count} people in one pool are too many. Run parts of the programme (a "
                    "region, an organisation) on their own.",
                    count=len(people),
                )
            )
        self.asked = asked
        self.problem = Problem(
            Request(
                people,
                people,
                [1] * len(people),
                without_rank(asked.rules),
                asked.waiting,
                forbidden=asked.forbidden,
                seed=asked.seed,
                priority=asked.priority,
            )
        )
        self.locked = self._locks()
        self.open = self._open()
        self.fit = both_ways((*self.problem.parts, *self.problem.private), len(people))
        self.worth = self._worth()

    def __len__(self) -> int:
        return len(self.problem)

    def _locks(self) -> list[tuple[int, int]]:
        placed = [self.problem.place(*lock) for lock in dict.fromkeys(self.asked.locked)]
        found: set[int] = set()
        for one, other in placed:
            broken = dict.fromkeys(
                (*self.problem.broken(one, other), *self.problem.broken(other, one))
            )
            keys = self.problem.mentees.keys[one], self.problem.mentees.keys[other]
            if broken:
                raise PoolLockBreaksRuleError(*keys, tuple(broken))
            for place in {one, other} & found:
                key = self.problem.mentees.keys[place]
                raise ContradictoryLocksError(
                    say("“{key}” is locked to two partners at once. Unlock one pair.", key=key)
                )
            found |= {one, other}
        return placed

    def _open(self) -> Bools:
        """Return who may be paired with whom: both directions keep every rule."""
        allowed = self.problem.allowed_rows(np.arange(len(self)))
        return np.asarray(allowed & allowed.T)

    def _worth(self) -> Ints:
        """Return what each pair is worth before waiting and the seed, CLOSED where none can be."""
        free = np.ones(len(self), dtype=np.bool_)
        free[[place for lock in self.locked for place in lock]] = False
        whole = (int(free.sum()) // 2) * int(self.fit.max(initial=0)) + 1
        rounds = self.problem.rounds
        pair = whole * (2 * int(rounds.max(initial=0)) + 1)
        worth = pair + whole * (rounds[:, None] + rounds[None, :]) + self.fit
        return np.where(self.open & free[:, None] & free[None, :], worth, CLOSED)


def reciprocal(asked: PoolRequest) -> PoolResult:
    """Return the best pairs of one pool: as many as can be, then the greatest total."""
    pool = Pool(asked)
    edges = best_few(pool.worth, KEEP)
    known: list[Ints] = []
    while True:
        mates = _matched(pool, edges)
        proof, paying = prove(pool.worth, edges, mates, known)
        known = [people for people, _ in proof.odd]
        if not len(paying):
            break
        edges = np.unique(np.concatenate([edges, paying]), axis=0)
    pairs = [(one, other, False) for one, other in mates.tolist()]
    pairs += [(one, other, True) for one, other in pool.locked]
    return _result(pool, pairs, proof)


def best_few(worth: Ints, keep: int) -> Ints:
    """Return the best few pairs of each person, each pair once, the smaller place first."""
    few = min(keep, len(worth))
    if few == 0:
        return np.zeros((0, 2), dtype=np.int64)
    top = np.argpartition(-worth, few - 1, axis=1)[:, :few]
    own = np.broadcast_to(np.arange(len(worth))[:, None], top.shape)
    open_ = worth[own, top] != CLOSED
    both = np.stack([own[open_], top[open_]], axis=1)
    return np.unique(np.sort(both, axis=1), axis=0)


def _matched(pool: Pool, edges: Ints) -> Ints:
    """Return the pairs of the greatest weight among some, each the smaller place first."""
    import rustworkx

    one, other = edges.T
    wait = pool.problem.wait - pool.problem.scale.round * pool.problem.rounds
    longest = 2 * int(wait.max(initial=0)) + 1
    many = len(pool) // 2 + 1
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(len(pool)))
    rows = zip(
        one.tolist(),
        other.tolist(),
        pool.worth[one, other].tolist(),
        (wait[one] + wait[other]).tolist(),
        strict=True,
    )
    graph.add_edges_from(
        [
            (
                a,
                b,
                (worth * longest * many + waited) * HASH * many
                + (a * 2654435761 + b * 40503) % HASH,
            )
            for a, b, worth, waited in rows
        ]
    )
    pairs = rustworkx.max_weight_matching(graph, weight_fn=int, verify_optimum=True)
    return np.array(sorted(sorted(pair) for pair in pairs), dtype=np.int64).reshape(-1, 2)


def _result(pool: Pool, pairs: list[tuple[int, int, bool]], proof: PoolProof) -> PoolResult:
    problem = pool.problem
    keys = problem.mentees.keys
    order = {key: place for place, key in enumerate(pool.asked.people.keys)}
    visible = both_ways(problem.parts, len(pool))
    found = []
    for one, other, locked in pairs:
        first, second = sorted((keys[one], keys[other]), key=order.__getitem__)
        found.append(Together(first, second, int(visible[one, other]), locked))
    paired = {place for pair in pairs for place in pair[:2]}
    left = [place for place in range(len(pool)) if place not in paired]
    alone = [Alone(keys[place], tuple(_why_alone(pool, place))) for place in left]
    return PoolResult(
        pool,
        tuple(sorted(found, key=lambda pair: order[pair.one])),
        tuple(sorted(alone, key=lambda one: order[one.key])),
        proof,
    )


def _why_alone(pool: Pool, place: int) -> list[str]:
    able = int(pool.open[place].sum())
    if able:
        return [
            say_many(
                "One person keeps every rule, and has a partner: a pair here would leave somebody "
                "else without one.",
                "{count} people keep every rule, and all of them have a partner: a pair here "
                "would leave somebody else without one.",
                able,
            )
        ]
    everyone = np.delete(np.arange(len(pool)), place)
    if not len(everyone):
        return [say("There is nobody else in the pool.")]
    here = np.full_like(everyone, place)
    words = [
        say_many(
            "The one other person breaks a rule.", "All {count} others break a rule.", len(everyone)
        )
    ]
    for rule, mask in zip(pool.problem.request.rules.hard, pool.problem.masks, strict=True):
        kept = mask.allowed(here, everyone) & mask.allowed(everyone, here)
        if not kept.all():
            count = int((~kept).sum())
            words.append(
                say(
                    "{rule}: this excludes {count} of {all}.",
                    rule=rule.words,
                    count=count,
                    all=len(everyone),
                )
            )
    return words


def parts_of(result: PoolResult, one: str, other: str) -> tuple[BothWays, ...]:
    """Return the parts of two people's score; they add up to it exactly."""
    problem = result.pool.problem
    here, there = problem.place(one, other)
    a, b = np.array([here]), np.array([there])
    return tuple(
        BothWays(
            part.title,
            (int(part.points(a, b)[0]) + int(part.points(b, a)[0])) // 2,
            part.most,
            part.kernel.words(here, there).words,
            part.kernel.words(there, here).words,
        )
        for part in problem.parts
    )
