"""Reciprocal pairs: the best of all there are, within one pool, with a proof of its own."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from mentorhouse.matching.engine.faults import (
    ContradictoryLocksError,
    PoolLockBreaksRuleError,
    TooLargeError,
    UnknownPersonError,
)
from mentorhouse.matching.engine.measures import FULL
from mentorhouse.matching.engine.oddsets import UNIT, faults_of_pool
from mentorhouse.matching.engine.people import People
from mentorhouse.matching.engine.pool import MOST, Pool, PoolRequest, parts_of, reciprocal
from mentorhouse.matching.engine.problem import CLOSED, Forbidden
from mentorhouse.matching.engine.rules import Criterion, Rules
from mentorhouse.matching.engine.weights import private_shares, shares
from tests.matching.engine.builders import PERSON, RULES, build, keeps, one_side, rules, value_of
from tests.matching.engine.test_solve import crowd


def pool_of(rows, *, rules=RULES, **more):
    keys = [row.get("key", f"p{place}") for place, row in enumerate(rows)]
    waiting = [row.get("waiting", 0) for row in rows]
    return PoolRequest(one_side("pool", rows, keys), rules, waiting, **more)


@st.composite
def pools(draw, largest=7):
    rows = draw(st.lists(PERSON, max_size=largest))
    pairs = [(f"p{i}", f"p{j}") for i in range(len(rows)) for j in range(len(rows)) if i != j]
    barred = draw(st.lists(st.sampled_from(pairs), max_size=3)) if pairs else []
    return pool_of(
        rows,
        rules=draw(rules()),
        forbidden=[Forbidden(*pair, "They worked together before") for pair in barred],
        seed=draw(st.integers(0, 3)),
    )


def level(asked):
    """Return the rules that count among equals."""
    return Rules(
        tuple(rule for rule in asked.rules.hard if "grade" not in rule.words),
        tuple(part for part in asked.rules.criteria if "grade" not in part.measure.title),
        asked.rules.private,
    )


def fit(asked, i, j):
    """Return the fit of two people from the definition: the mean of both ways, part by part."""
    known = level(asked)
    both = build([], [], rules=known)
    both = replace(both, mentees=asked.people, mentors=asked.people)
    parts = list(zip(known.criteria, shares(known.criteria, FULL), strict=True))
    weights = sum(part.weight for part in known.criteria)
    parts += zip(known.private, private_shares(known.private, weights), strict=True)
    return sum(
        (
            most * value_of(part.measure, both, i, j) // FULL
            + most * value_of(part.measure, both, j, i) // FULL
        )
        // 2
        for part, most in parts
    )


def may(asked, i, j):
    both = replace(build([], []), mentees=asked.people, mentors=asked.people)
    keys = asked.people.keys
    named = any({bar.mentee, bar.mentor} == {keys[i], keys[j]} for bar in asked.forbidden)
    return not named and all(
        keeps(rule, both, i, j) and keeps(rule, both, j, i) for rule in level(asked).hard
    )


def best_by_trying(asked):
    """Return (pairs, total, waiting) of the best of all ways to pair a pool."""
    waits = sorted(set(asked.waiting))
    steps = [waits.index(wait) for wait in asked.waiting]

    def of(left):
        if not left:
            return (0, 0, 0)
        i, *rest = left
        best = of(tuple(rest))
        for j in rest:
            if may(asked, i, j):
                more = of(tuple(k for k in rest if k != j))
                here = (more[0] + 1, more[1] + fit(asked, i, j), more[2] + steps[i] + steps[j])
                best = max(best, here)
        return best

    return of(tuple(range(len(asked.people))))


def came_to(asked, result):
    place = {key: at for at, key in enumerate(asked.people.keys)}
    waits = sorted(set(asked.waiting))
    pairs = [(place[pair.one], place[pair.other]) for pair in result.pairs]
    return (
        len(pairs),
        sum(fit(asked, i, j) for i, j in pairs),
        sum(waits.index(asked.waiting[i]) for pair in pairs for i in pair),
    )


@pytest.mark.requirement("R5.11")
@pytest.mark.requirement("R9.07")
@settings(max_examples=60, deadline=None)
@given(asked=pools())
def test_no_pairing_of_a_pool_is_better(asked):
    result = reciprocal(asked)
    assert came_to(asked, result) == best_by_trying(asked)
    assert result.proof.proved
    assert faults_of_pool(result.pool.worth, result.proof) == ()
    place = {key: at for at, key in enumerate(asked.people.keys)}
    for pair in result.pairs:
        assert may(asked, place[pair.one], place[pair.other])
        parts = parts_of(result, pair.one, pair.other)
        assert sum(part.points for part in parts) == pair.score
    told = [key for pair in result.pairs for key in (pair.one, pair.other)]
    told += [one.key for one in result.alone]
    assert sorted(told) == sorted(asked.people.keys)
    assert all(one.reasons for one in result.alone)


def integer_program(worth):
    one, other = np.nonzero(np.triu(worth != CLOSED, 1))
    rows = np.zeros((len(worth), len(one)))
    rows[one, np.arange(len(one))] = rows[other, np.arange(len(one))] = 1
    found = milp(
        -worth[one, other].astype(float),
        constraints=[LinearConstraint(rows, ub=1)],
        bounds=Bounds(0, 1),
        integrality=np.ones(len(one)),
    )
    return round(-found.fun)


@pytest.mark.requirement("R5.11")
@pytest.mark.parametrize(("many", "seed"), [(25, 1), (40, 2), (60, 3)])
def test_an_integer_program_finds_nothing_better(many, seed):
    result = reciprocal(pool_of(crowd(many, seed)))
    assert result.proof.worth == integer_program(result.pool.worth)
    assert result.proof.proved


@pytest.mark.requirement("R5.11")
def test_odd_sets_are_proved_too_and_few_candidates_are_made_good(monkeypatch):
    monkeypatch.setattr("mentorhouse.matching.engine.pool.KEEP", 1)
    rows = [{"organisation": name, "profession": name} for name in "aaabbbccc"]
    same = Rules((), (Criterion(RULES.criteria[0].measure, 1),))
    result = reciprocal(pool_of(rows, rules=same))
    assert (len(result.pairs), result.total) == (4, 3 * FULL)
    assert result.proof.odd
    assert result.proof.proved
    more = reciprocal(pool_of(crowd(40, 5)))
    assert more.proof.proved


@pytest.mark.requirement("R5.11")
def test_a_larger_pool_is_proved_over_all_pairs():
    result = reciprocal(pool_of(crowd(150, 5)))
    assert result.proof.proved
    assert faults_of_pool(result.pool.worth, result.proof) == ()


def test_a_proof_that_was_tampered_with_does_not_hold():
    result = reciprocal(pool_of(crowd(13, 4)))
    proof, worth = result.proof, result.pool.worth
    low, twice = proof.price.copy(), np.concatenate([proof.pairs, proof.pairs[:1]])
    low[proof.pairs[0, 0]] -= UNIT
    (people, price), *rest = proof.odd or [(np.arange(3), 5)]
    for other, words in (
        (replace(proof, price=low), "worth more than its prices"),
        (replace(proof, pairs=twice), "two pairs"),
        (replace(proof, worth=proof.worth - 1), "not worth what is claimed"),
        (replace(proof, bound=proof.bound + 1), "do not give the bound"),
        (replace(proof, price=proof.price - 10**12), "below zero"),
        (replace(proof, odd=((people[:-1], price), *rest)), "even set"),
    ):
        assert any(words in fault for fault in faults_of_pool(worth, other)), words


@pytest.mark.requirement("R5.11")
def test_rank_does_not_count_and_both_directions_do():
    rows = [
        {"organisation": "North", "grade": 1, "areas": frozenset("ab"), "skills": frozenset("c")},
        {"organisation": "South", "grade": 1, "areas": frozenset("c"), "skills": frozenset("a")},
        {"organisation": "North", "grade": 9},
    ]
    result = reciprocal(pool_of(rows))
    (pair,) = result.pairs
    assert (pair.one, pair.other) == ("p0", "p1")
    met = parts_of(result, "p0", "p1")[1]
    assert met.one_mentored == "1 of 2 development areas met: a"
    assert met.other_mentored == "1 of 1 development areas met: c"
    assert (met.points, met.most) == (2499, 3333)
    assert [part.title for part in parts_of(result, "p0", "p1")] == [
        "Same profession",
        "Development areas met by skills",
    ]
    (alone,) = result.alone
    assert alone.reasons == (
        (
            "One person keeps every rule, and has a partner: a pair here would leave somebody else "
            "without one."
        ),
    )


def test_who_is_alone_is_told_which_rules_stand_in_the_way():
    north = {"organisation": "North"}
    result = reciprocal(pool_of([north, north, north]))
    assert result.pairs == ()
    assert result.alone[0].reasons == (
        "All 2 others break a rule.",
        "Mentor and mentee must not have the same organisation: this excludes 2 of 2.",
    )
    (alone,) = reciprocal(pool_of([north])).alone
    assert alone.reasons == ("There is nobody else in the pool.",)
    assert reciprocal(pool_of([])).pairs == ()


def test_locked_pairs_stay_and_bad_ones_are_refused():
    rows = [{**row, "organisation": f"Organisation {at}"} for at, row in enumerate(crowd(9, 6))]
    free = reciprocal(pool_of(rows))
    apart = free.pairs[0].one, free.pairs[1].one
    result = reciprocal(pool_of(rows, locked=[apart, apart]))
    assert [{pair.one, pair.other} for pair in result.pairs if pair.locked] == [set(apart)]
    assert len(result.pairs) == 4
    assert result.proof.proved
    with pytest.raises(ContradictoryLocksError, match="locked to two partners"):
        reciprocal(pool_of(rows, locked=[("p0", "p1"), ("p2", "p1")]))
    with pytest.raises(PoolLockBreaksRuleError, match="Conflict of interest"):
        bar = Forbidden("p1", "p0", "Conflict of interest")
        reciprocal(pool_of(rows, locked=[("p0", "p1")], forbidden=[bar]))
    with pytest.raises(UnknownPersonError):
        reciprocal(pool_of(rows, locked=[("p0", "nobody")]))
    with pytest.raises(TooLargeError, match="too many"):
        Pool(PoolRequest(People("pool", [str(at) for at in range(MOST + 1)]), Rules()))


@pytest.mark.requirement("R5.20")
def test_who_went_without_comes_first_then_who_waited_longer():
    rows = [{"organisation": name} for name in ("North", "South", "East")]
    rules = Rules(RULES.hard, ())
    for unlucky in range(3):
        priority = [int(at == unlucky) for at in range(3)]
        for seed in range(4):
            asked = pool_of(rows, rules=rules, priority=priority, seed=seed)
            assert f"p{unlucky}" not in [one.key for one in reciprocal(asked).alone]
    rows = [{**row, "waiting": wait} for row, wait in zip(rows, (5, 90, 60), strict=True)]
    assert [one.key for one in reciprocal(pool_of(rows, rules=rules)).alone] == ["p0"]


def test_the_order_of_rows_does_not_matter_and_the_seed_decides_ties():
    rows = [{**row, "key": f"p{at}"} for at, row in enumerate(crowd(30, 7))]
    again = [rows[at] for at in np.random.default_rng(1).permutation(30)]

    def pairs(some, seed):
        asked = pool_of(some, seed=seed)
        return {frozenset((pair.one, pair.other)) for pair in reciprocal(asked).pairs}

    assert pairs(rows, 3) == pairs(again, 3)
    alike = [{"organisation": f"Organisation {at}", "key": f"p{at}"} for at in range(12)]
    assert len({frozenset(pairs(alike, seed)) for seed in range(4)}) > 1


@pytest.mark.requirement("R5.15")
def test_private_values_move_a_pool_and_stand_in_no_words():
    secret = frozenset({"canary-4711"})
    rows = [{"organisation": name, "identity": None} for name in "abcd"]
    rows[0]["identity"] = rows[2]["identity"] = secret
    loose = Rules(RULES.hard, (), RULES.private)
    for seed in range(4):
        result = reciprocal(pool_of(rows, rules=loose, seed=seed))
        assert {frozenset((pair.one, pair.other)) for pair in result.pairs} == {
            frozenset(("p0", "p2")),
            frozenset(("p1", "p3")),
        }
        said = [result.pairs, result.alone, [parts_of(result, "p0", "p2")]]
        assert "canary" not in str(said)
        assert "dentity" not in str(said)
        assert [pair.score for pair in result.pairs] == [0, 0]
