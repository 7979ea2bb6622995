"""The best pairs, always: against every assignment, against other solvers, in any order."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.optimize import Bounds, LinearConstraint, linear_sum_assignment, milp

from mentorhouse.matching.engine.certificate import faults_of
from mentorhouse.matching.engine.faults import (
    ContradictoryLocksError,
    DuplicatePersonError,
    LockBreaksRuleError,
    MatchError,
    TooLargeError,
    UnknownPersonError,
)
from mentorhouse.matching.engine.people import People
from mentorhouse.matching.engine.problem import Forbidden, Request
from mentorhouse.matching.engine.rules import Criterion, Rules
from mentorhouse.matching.engine.solve import Effort, solve
from tests.matching.engine.builders import (
    RULES,
    best_by_trying,
    build,
    came_to,
    fit,
    is_allowed,
    requests,
)

BOTH = pytest.mark.parametrize(
    "effort",
    [Effort(), Effort(small=0, keep=2), Effort(small=0, keep=1, most_kinds=1)],
    ids=["dense", "by kinds", "singly"],
)


def crowd(count, seed, *, places=1, missing=0.05):
    rng = np.random.default_rng(seed)

    def maybe(value):
        return None if rng.random() < missing else value

    return [
        {
            "organisation": maybe(f"Organisation {rng.integers(6)}"),
            "profession": maybe(f"Profession {rng.integers(5)}"),
            "grade": maybe(int(rng.integers(9))),
            "areas": frozenset(rng.choice(list("abcdefgh"), 3).tolist()),
            "skills": frozenset(rng.choice(list("abcdefgh"), 4).tolist()),
            "waiting": int(rng.integers(4)),
            "places": int(rng.integers(places)) + 1 if places > 1 else places,
        }
        for _ in range(count)
    ]


@BOTH
@pytest.mark.requirement("R5.09")
@settings(max_examples=80, deadline=None)
@given(request=requests())
def test_no_assignment_is_better(effort, request):
    result = solve(request, effort)
    assert came_to(request, result) == best_by_trying(request)
    assert result.certificate.proved
    assert faults_of(result.problem, result.certificate) == ()


@BOTH
@pytest.mark.requirement("R5.04")
@pytest.mark.requirement("R5.12")
@settings(max_examples=30, deadline=None)
@given(request=requests())
def test_no_pair_breaks_a_rule_and_nobody_has_more_than_their_places(effort, request):
    result = solve(request, effort)
    mentees, mentors = list(request.mentees.keys), list(request.mentors.keys)
    for pair in result.pairs:
        assert is_allowed(request, mentees.index(pair.mentee), mentors.index(pair.mentor))
    held = [pair.mentor for pair in result.pairs]
    for key, places in zip(mentors, request.capacity, strict=True):
        assert held.count(key) + result.places_left[key] == places
        assert result.places_left[key] >= 0
    assert len({pair.mentee for pair in result.pairs}) == len(result.pairs)
    assert len(result.pairs) + len(result.unmatched_mentees) == len(mentees)


def linear_program(request):
    """Return the best objective by SciPy's integer programming, number before total."""
    cells = [
        (i, j)
        for i in range(len(request.mentees))
        for j in range(len(request.mentors))
        if is_allowed(request, i, j)
    ]
    rows = np.zeros((len(request.mentees) + len(request.mentors), len(cells)))
    for cell, (i, j) in enumerate(cells):
        rows[i, cell] = rows[len(request.mentees) + j, cell] = 1
    most = np.array([*[1] * len(request.mentees), *request.capacity])
    whole = {"bounds": Bounds(0, 1), "integrality": np.ones(len(cells))}
    count = milp(-np.ones(len(cells)), constraints=[LinearConstraint(rows, ub=most)], **whole)
    pairs = round(-count.fun)
    values = np.array([fit(request, i, j)[1] for i, j in cells])
    exactly = LinearConstraint(np.ones((1, len(cells))), lb=pairs, ub=pairs)
    total = milp(-values, constraints=[LinearConstraint(rows, ub=most), exactly], **whole)
    return pairs, round(-total.fun)


@BOTH
@pytest.mark.requirement("R5.09")
@pytest.mark.parametrize(
    ("mentees", "mentors", "places"), [(30, 25, 2), (25, 30, 1), (24, 24, 1), (40, 12, 3)]
)
def test_an_integer_program_finds_nothing_better(effort, mentees, mentors, places):
    request = build(crowd(mentees, 1), crowd(mentors, 2, places=places))
    result = solve(request, effort)
    assert came_to(request, result)[:2] == linear_program(request)
    assert result.certificate.proved


@BOTH
@pytest.mark.requirement("R5.09")
def test_a_dense_solver_finds_nothing_better_among_hundreds(effort):
    request = build(crowd(160, 3), crowd(120, 4, places=2))
    result = solve(request, effort)
    owner = np.repeat(np.arange(120), request.capacity)
    problem = result.problem
    worth = problem.worth_rows(np.arange(160))[:, np.argsort(problem.mentor_order)][:, owner]
    rows, columns = linear_sum_assignment(np.maximum(worth, 0), maximize=True)
    assert worth_sum(worth, rows, columns) == result.certificate.worth


def worth_sum(worth, rows, columns):
    return int(np.maximum(worth, 0)[rows, columns].sum())


@BOTH
@pytest.mark.requirement("R5.09")
@pytest.mark.parametrize("seed", range(5))
def test_the_same_people_in_another_order_give_the_same_pairs(effort, seed):
    mentees, mentors = crowd(40, 5), crowd(30, 6, places=2)
    for side, prefix in ((mentees, "n"), (mentors, "m")):
        for place, row in enumerate(side):
            row["key"] = f"{prefix}{place}"
    first = solve(build(mentees, mentors, seed=7), effort)
    shuffle = np.random.default_rng(seed).permutation
    again = solve(
        build([mentees[i] for i in shuffle(40)], [mentors[j] for j in shuffle(30)], seed=7),
        effort,
    )
    assert set(first.pairs) == set(again.pairs)
    assert first.certificate.worth == again.certificate.worth


@pytest.mark.requirement("R5.09")
def test_the_seed_decides_between_equals_and_nothing_else_does():
    alike = [{"organisation": "North", "grade": 1, "profession": "HR"}] * 12
    above = [{"organisation": "South", "grade": 3, "profession": "HR"}] * 12
    runs = [set(solve(build(alike, above, seed=seed)).pairs) for seed in (1, 1, 2)]
    assert runs[0] == runs[1]
    assert runs[0] != runs[2]


def test_who_waited_longer_comes_first_among_equals():
    alike = {"organisation": "North", "grade": 1, "profession": "HR"}
    waiting = [{**alike, "waiting": days} for days in (3, 90, 10, 5)]
    above = [{"organisation": "South", "grade": 3, "profession": "HR", "places": 2}]
    result = solve(build(waiting, above))
    assert {pair.mentee for pair in result.pairs} == {"n1", "n2"}


def test_more_pairs_come_before_a_better_total():
    mentees = [
        {"organisation": "North", "grade": 1, "profession": "HR"},
        {"organisation": "East", "grade": 1, "profession": "Policy"},
    ]
    mentors = [
        {"organisation": "South", "grade": 3, "profession": "HR"},
        {"organisation": "East", "grade": 9, "profession": "Finance"},
    ]
    result = solve(build(mentees, mentors))
    assert {(pair.mentee, pair.mentor) for pair in result.pairs} == {("n0", "m1"), ("n1", "m0")}


@pytest.mark.requirement("R5.10")
@BOTH
def test_locked_pairs_stay_and_the_rest_is_the_best_that_is_left(effort):
    mentees, mentors = crowd(30, 8), crowd(30, 9)
    free = solve(build(mentees, mentors), effort)
    taken = {pair.mentor for pair in free.pairs}
    lock = next(
        (f"n{i}", f"m{j}")
        for i in range(30)
        for j in range(30)
        if is_allowed(build(mentees, mentors), i, j)
        and f"m{j}" in taken
        and (f"n{i}", f"m{j}") not in {(pair.mentee, pair.mentor) for pair in free.pairs}
    )
    result = solve(build(mentees, mentors, locked=[lock, lock]), effort)
    locked = [(pair.mentee, pair.mentor) for pair in result.pairs if pair.locked]
    assert locked == [lock]
    assert result.certificate.proved
    assert came_to(result.problem.request, result)[:2] <= came_to(free.problem.request, free)[:2]
    rest = build(
        [{**row, "key": f"n{i}"} for i, row in enumerate(mentees) if f"n{i}" != lock[0]],
        [{**row, "key": f"m{j}"} for j, row in enumerate(mentors) if f"m{j}" != lock[1]],
    )
    assert came_to(rest, solve(rest)) == came_to(rest, strip(result, lock))


def strip(result, lock):
    return SimpleNamespace(pairs=[pair for pair in result.pairs if pair.mentee != lock[0]])


NORTH = {"organisation": "North", "grade": 1, "profession": "HR"}
SOUTH = {"organisation": "South", "grade": 3, "profession": "HR"}


@pytest.mark.requirement("R5.04")
def test_a_lock_never_beats_a_hard_rule():
    with pytest.raises(LockBreaksRuleError, match="must not have the same organisation"):
        solve(build([NORTH], [{**SOUTH, "organisation": "North"}], locked=[("n0", "m0")]))
    bar = Forbidden("n0", "m0", "She is his line manager")
    with pytest.raises(LockBreaksRuleError, match="She is his line manager"):
        solve(build([NORTH], [SOUTH], locked=[("n0", "m0")], forbidden=[bar]))


def test_locks_that_cannot_both_hold_are_refused_with_words():
    with pytest.raises(ContradictoryLocksError, match="locked to 2 mentors"):
        solve(build([NORTH], [SOUTH, SOUTH], locked=[("n0", "m0"), ("n0", "m1")]))
    with pytest.raises(ContradictoryLocksError, match="has places for 1, but 2 pairs are locked"):
        solve(build([NORTH, NORTH], [SOUTH], locked=[("n0", "m0"), ("n1", "m0")]))
    with pytest.raises(UnknownPersonError, match="“n9” is not among the mentees"):
        solve(build([NORTH], [SOUTH], locked=[("n9", "m0")]))
    with pytest.raises(UnknownPersonError, match="“m9” is not among the mentors"):
        solve(build([NORTH], [SOUTH], forbidden=[Forbidden("n0", "m9", "Conflict")]))


@pytest.mark.requirement("R5.04")
def test_nobody_is_their_own_mentor():
    anyone = Rules((), RULES.criteria)
    result = solve(build([{"key": "sam"}], [{"key": "sam"}], rules=anyone))
    assert result.pairs == ()
    result = solve(build([{"key": "sam"}], [{"key": "sam"}, {"key": "kim"}], rules=anyone))
    assert [(pair.mentee, pair.mentor) for pair in result.pairs] == [("sam", "kim")]


@BOTH
def test_nobody_at_all_is_an_empty_run(effort):
    for mentees, mentors in (([], []), ([NORTH], []), ([], [SOUTH])):
        result = solve(build(mentees, mentors), effort)
        assert result.pairs == ()
        assert result.certificate.proved
        assert len(result.unmatched_mentees) == len(mentees)


def test_weights_of_zero_still_match_as_many_as_can_be():
    nothing = Rules(RULES.hard, tuple(Criterion(part.measure, 0) for part in RULES.criteria))
    result = solve(build([NORTH, NORTH], [SOUTH, SOUTH], rules=nothing))
    assert [pair.score for pair in result.pairs] == [0, 0]


def test_a_request_that_makes_no_sense_is_refused_with_words():
    with pytest.raises(DuplicatePersonError, match="“sam” stands more than once"):
        build([{"key": "sam"}, {"key": "sam"}], [])
    with pytest.raises(MatchError, match="has 1 values for 2 people"):
        People("mentors", ["a", "b"], {"profession": ["HR"]})
    two = People("mentors", ["a", "b"])
    for capacity, words in (([1], "Each mentor needs"), ([1, -1], "fewer than no places")):
        with pytest.raises(MatchError, match=words):
            solve(Request(People("mentees", ["c"]), two, capacity, Rules()))
    with pytest.raises(MatchError, match="waiting time"):
        solve(Request(People("mentees", ["c"]), two, [1, 1], Rules(), waiting=[1, 2]))
    below = Rules((), (Criterion(RULES.criteria[0].measure, -1),))
    for rules in (below, Rules((), (), below.criteria)):
        with pytest.raises(MatchError, match="below zero"):
            solve(Request(People("mentees", ["c"]), two, [1, 1], rules))


def test_sums_that_would_not_be_exact_are_refused():
    heavy = Rules(
        (),
        (Criterion(RULES.criteria[0].measure, 1),),
        (Criterion(RULES.private[0].measure, 10**10),),
    )
    with pytest.raises(TooLargeError, match="too many for exact sums"):
        solve(build([NORTH] * 50, [SOUTH] * 50, rules=heavy))
