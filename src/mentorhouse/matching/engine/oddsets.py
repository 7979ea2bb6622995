"""The proof of a reciprocal run: a price for each person and for odd sets of people.

Any matching is worth at most the sum of all prices where each pair costs at least what it is
worth: the prices of the two people, and of the odd sets that hold both. A person's price counts
once, an odd set of n people counts (n - 1) / 2 times, because no more of its pairs can stand at
once (Edmonds 1965). The prices come from a linear programme over some pairs (HiGHS); whatever
pair of all pairs they do not cover is handed back to be looked at too. At the end prices are
rounded to whole numbers and raised until they cover every pair, so the bound holds exactly,
however they were found.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from mentorhouse.matching.engine.oddcuts import broken_sets
from mentorhouse.matching.engine.people import Ints
from mentorhouse.matching.engine.problem import CLOSED

Reals = npt.NDArray[np.float64]

UNIT = 1 << 16  # prices are counted in this fraction of a worth of one
ROUNDS = 200  # linear programmes, at most
QUICK = 4  # linear programmes that are enough to see which pairs are missing
WORK = 300_000  # pairs looked at in linear programmes together, about
SOME = 1e-6
NUDGE = 0.9
PAIR = 2
MORE = 4  # pairs handed back for one person, at most


@dataclass(frozen=True)
class PoolProof:
    """What a reciprocal run claims: its pairs, its prices, and the bound that they give.

    Worth and bound count number before total: a hundredth of a point is worth 1.
    """

    pairs: Ints
    price: Ints  # of each person, in units
    odd: tuple[tuple[Ints, int], ...] = field(default=())  # odd sets and their prices, in units
    worth: int = 0
    bound: int = 0

    @property
    def gap(self) -> int:
        """Return how far, at most, the run is from the best possible; 0 is proved optimal."""
        return self.bound - self.worth

    @property
    def proved(self) -> bool:
        """Say whether no other matching can be better."""
        return self.gap == 0


@dataclass(frozen=True)
class _Prices:
    person: Ints
    odd: tuple[tuple[Ints, int], ...]


def prove(
    worth: Ints, edges: Ints, pairs: Ints, known: Sequence[Ints] = ()
) -> tuple[PoolProof, Ints]:
    """Return the proof over all pairs, and pairs outside `edges` that would have to be added.

    `known` are odd sets that had a price before such pairs were added. Only where prices found
    quickly cover all pairs is it worth while to look for the best ones.
    """
    came = int(worth[pairs[:, 0], pairs[:, 1]].sum())
    for rounds in (QUICK, min(ROUNDS, max(QUICK, WORK // max(1, len(edges))))):
        prices = _prices(worth, edges, came, known, rounds)
        known = [people for people, _ in prices.odd]
        lack = _lack(worth, prices)
        paying = _paying(lack, edges)
        if len(paying):
            return PoolProof(pairs, prices.person, prices.odd, came), paying
    while lack.max(initial=0) > 0:
        prices.person[:] += -(-lack.max(axis=1) // 2)
        lack = _lack(worth, prices)
    return PoolProof(
        pairs, prices.person, prices.odd, came, bound(prices.person, prices.odd)
    ), paying


def bound(person: Ints, odd: Sequence[tuple[Ints, int]]) -> int:
    """Return what no matching can exceed, from prices alone."""
    units = int(person.sum()) + sum(price * ((len(people) - 1) // 2) for people, price in odd)
    return units // UNIT


def faults_of_pool(worth: Ints, proof: PoolProof) -> tuple[str, ...]:
    """Return everything that is wrong with a proof; nothing means that it holds."""
    faults = []
    one, other = proof.pairs.T
    if len(np.unique(proof.pairs)) != proof.pairs.size or (worth[one, other] == CLOSED).any():
        faults.append("A pair breaks a rule, or somebody stands in two pairs.")
    elif int(worth[one, other].sum()) != proof.worth:
        faults.append("The pairs are not worth what is claimed.")
    if (proof.price < 0).any() or any(
        price < 0 or len(people) % 2 == 0 for people, price in proof.odd
    ):
        faults.append("A price is below zero, or stands for an even set.")
    if _lack(worth, _Prices(proof.price, proof.odd)).max(initial=0) > 0:
        faults.append("A pair is worth more than its prices.")
    if bound(proof.price, proof.odd) != proof.bound:
        faults.append("The prices do not give the bound that is claimed.")
    return tuple(faults)


def _lack(worth: Ints, prices: _Prices) -> Ints:
    """Return by how many units each pair is worth more than its prices; 0 where it is not."""
    lack = worth * UNIT - prices.person[:, None] - prices.person[None, :]
    for people, price in prices.odd:
        lack[np.ix_(people, people)] -= price
    return np.where(worth == CLOSED, 0, np.maximum(lack, 0))


def _paying(lack: Ints, edges: Ints) -> Ints:
    """Return pairs not looked at yet that are worth at least one more than their prices."""
    lack = lack.copy()
    lack[edges[:, 0], edges[:, 1]] = lack[edges[:, 1], edges[:, 0]] = 0
    few = min(MORE, len(lack))
    if few == 0:
        return edges[:0]
    top = np.argpartition(-lack, few - 1, axis=1)[:, :few]
    own = np.broadcast_to(np.arange(len(lack))[:, None], top.shape)
    pays = lack[own, top] >= UNIT // 2
    return np.unique(np.sort(np.stack([own[pays], top[pays]], axis=1), axis=1), axis=0)


def _prices(worth: Ints, edges: Ints, came: int, known: Sequence[Ints], rounds: int) -> _Prices:
    """Return prices that cover some pairs: a linear programme, with odd sets where it needs them.

    Worths are raised a little, by less than one in all, so that equals do not hold the search up.
    """
    many = len(worth)
    joined = np.stack(np.nonzero(worth != CLOSED), axis=1)
    raised = worth + np.random.default_rng(0).random(worth.shape) * (NUDGE / max(1, many))
    priced = [(people, 0.0) for people in _parts(joined, many) if len(people) % 2 == 1]
    priced += [(people, 0.0) for people in known]
    person = np.zeros(many)
    for _ in range(rounds if len(edges) else 0):
        odd = [people for people, _ in priced]
        used, person, prices = _linear(raised, edges, odd)
        priced = [pair for pair in zip(odd, prices.tolist(), strict=True) if pair[1] > SOME]
        more = [people for people in _odd_sets(edges, used, many) if not _among(people, odd)]
        if not more or used @ raised[edges[:, 0], edges[:, 1]] < came + 1:
            break
        priced += [(people, 0.0) for people in more]
    whole = [(people, round(price * UNIT)) for people, price in priced]
    return _Prices(
        np.maximum(np.rint(person * UNIT), 0).astype(np.int64),
        tuple((people, price) for people, price in whole if price > 0),
    )


def _linear(worth: Reals, edges: Ints, odd: Sequence[Ints]) -> tuple[Reals, Reals, Reals]:
    """Return how much of each pair is used, and the prices of people and of odd sets."""
    from scipy.optimize import linprog
    from scipy.sparse import csr_array, vstack

    columns = np.arange(len(edges))
    ones = np.ones(2 * len(edges))
    rows = [
        csr_array(
            (ones, (np.concatenate(edges.T), np.concatenate([columns, columns]))),
            shape=(len(worth), len(edges)),
        )
    ]
    most = [np.ones(len(worth))]
    for people in odd:
        inside = np.asarray(np.isin(edges, people).all(axis=1))
        rows.append(csr_array(inside[None, :].astype(float)))
        most.append(np.array([(len(people) - 1) // 2], dtype=float))
    found = linprog(
        -worth[edges[:, 0], edges[:, 1]],
        A_ub=vstack(rows).tocsr(),
        b_ub=np.concatenate(most),
        method="highs-ds",
    )
    prices = -found.ineqlin.marginals
    return found.x, prices[: len(worth)], prices[len(worth) :]


def _odd_sets(edges: Ints, used: Reals, many: int) -> list[Ints]:
    """Return odd sets of people who hold more of one another than pairs can.

    People joined by what is used in part are looked at first; then every group that is joined by
    what is used at all, exactly.
    """
    found: list[Ints] = []
    for least in (SOME, 0.1, 0.26, 0.4):
        some = (used > least) & (used < 1 - SOME)
        for people in _parts(edges[some], many):
            inside = np.asarray(np.isin(edges, people).all(axis=1))
            held = used[inside].sum() - (len(people) - 1) // 2
            if len(people) % 2 == 1 and held > SOME and not _among(people, found):
                found.append(people)
    some = used > SOME
    for part in _parts(edges[some], many):
        for people in broken_sets(edges[some], used[some], part) if len(part) > PAIR else ():
            if not _among(people, found):
                found.append(people)
    return found


def _parts(edges: Ints, many: int) -> list[Ints]:
    """Return the groups of people whom pairs join, two or more in each."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    one, other = edges.T
    graph = csr_array((np.ones(len(one)), (one, other)), shape=(many, many))
    count, label = connected_components(graph, directed=False)
    sizes = np.bincount(label, minlength=count)
    return [np.flatnonzero(label == part) for part in np.flatnonzero(sizes >= PAIR).tolist()]


def _among(people: Ints, sets: Sequence[Ints]) -> bool:
    return any(np.array_equal(people, other) for other in sets)
