"""Large runs: compiled or not, in rounds and by either side, they give the same exact answers."""

import json
import os
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from bench.crowd import crowd as many
from mentorhouse.matching.engine import certificate, sparse
from mentorhouse.matching.engine.certificate import faults_of
from mentorhouse.matching.engine.kernels.compiling import OFF
from mentorhouse.matching.engine.machine import Machine
from mentorhouse.matching.engine.measures import Overlap, Turned
from mentorhouse.matching.engine.plan import TooManyValuesError
from mentorhouse.matching.engine.pricing import Duals
from mentorhouse.matching.engine.problem import Forbidden, Problem
from mentorhouse.matching.engine.rounds import ByHand, looker
from mentorhouse.matching.engine.rules import Criterion, Rules
from mentorhouse.matching.engine.solve import Effort, solve
from tests.matching.engine.builders import RULES, best_by_trying, build, came_to, requests
from tests.matching.engine.test_solve import crowd

LARGE = Effort(small=0)
TIGHT = Effort(small=0, keep=1)
SUPPLIES = pytest.mark.parametrize("supply", ["surplus", "scarce", "balanced"])


def as_rows(edges):
    return sorted(zip(edges.mentee.tolist(), edges.mentor.tolist(), edges.total.tolist()))  # noqa: B905


WISHES = Overlap("areas", "skills", "wishes", "the partner")
MORE = Rules(RULES.hard, (*RULES.criteria, Criterion(Turned(WISHES), 15)), RULES.private)


@settings(max_examples=60, deadline=None)
@given(
    request=requests(largest=9),
    of_mentees=st.booleans(),
    least=st.sampled_from([0, 3_000, 6_000]),
    most_values=st.sampled_from([2, 512]),
    in_class=st.sampled_from([1, 256]),
    seed=st.integers(0, 5),
)
def test_compiled_loops_see_what_numpy_sees(
    request, of_mentees, least, most_values, in_class, seed
):
    assume(len(request.mentees) and len(request.mentors))  # else there is nothing to look at
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mentorhouse.matching.engine.plan.IN_CLASS", in_class)
        patch.setattr("mentorhouse.matching.engine.plan.MOST_VALUES", most_values)
        rules = replace(request.rules, hard=request.rules.hard[:1]) if most_values == 2 else MORE
        problem = Problem(replace(request, least=least, rules=rules))
        compare(problem, of_mentees, seed)


def compare(problem, of_mentees, seed):
    try:
        loops = Machine(problem)
    except TooManyValuesError:
        return
    by_hand = ByHand(problem, 2_000)
    for keep in (2, 20):
        best = [look.best(keep, of_mentees=of_mentees) for look in (loops, by_hand)]
        assert as_rows(best[0]) == as_rows(best[1])
    rng = np.random.default_rng(seed)
    top = problem.scale.pair + 5_000 * problem.scale.hundredth
    prices = rng.integers(0, top, len(problem.mentors)), rng.integers(0, top, len(problem))
    for few in (1, 3):
        fresh = Machine(problem)
        found = [
            look.paying(Duals(*prices), few, of_mentees=of_mentees) for look in (fresh, by_hand)
        ]
        assert as_rows(found[0]) == as_rows(found[1])


def test_sets_of_many_terms_and_fields_of_many_values_are_seen_alike(monkeypatch):
    monkeypatch.setattr("mentorhouse.matching.engine.plan.MOST_VALUES", 4)
    terms = [f"term {number}" for number in range(150)]
    rng = np.random.default_rng(3)

    def side(count):
        rows = crowd(count, count)
        for row in rows:
            row["areas"] = frozenset(rng.choice(terms, 9).tolist())
            row["skills"] = frozenset(rng.choice(terms, 30).tolist())
            row["grade"] = None if row["grade"] is None else row["grade"] % 3
        return rows

    problem = Problem(build(side(60), side(50), rules=MORE))
    loops = Machine(problem)
    assert loops.layout.equalities
    assert loops.layout.sets[0].bits[0].shape[0] == 3
    for of_mentees in (True, False):
        compare(problem, of_mentees, 1)


def test_values_that_loops_do_not_know_are_left_to_numpy(monkeypatch):
    monkeypatch.setattr("mentorhouse.matching.engine.plan.MOST_VALUES", 4)
    problem = Problem(build(crowd(30, 1), crowd(30, 2)))
    assert isinstance(looker(problem, 2_000), ByHand)
    result = solve(problem.request, LARGE)
    assert result.certificate.worth == solve(problem.request).certificate.worth


@pytest.mark.parametrize("kept", [1, 3, 16])
@SUPPLIES
def test_rounds_end_at_what_a_dense_solver_finds(supply, kept):
    request = many(180, supply, seed=kept)
    result = solve(request, Effort(small=0, keep=kept))
    problem = result.problem
    owner = np.repeat(np.arange(180), problem.places)
    worth = np.maximum(problem.worth_rows(np.arange(180))[:, owner], 0)
    rows, columns = linear_sum_assignment(worth, maximize=True)
    assert int(worth[rows, columns].sum()) == result.certificate.worth
    assert result.certificate.proved
    assert faults_of(problem, result.certificate) == ()
    assert solve(request).certificate.worth == result.certificate.worth


@pytest.mark.parametrize("slice_", [0, 1, 5])
@SUPPLIES
def test_either_side_may_join_and_both_may_race(monkeypatch, supply, slice_):
    monkeypatch.setattr(sparse, "SLICE", slice_ or 0.01)
    request = many(150, supply, seed=4, popular=True)
    raced = solve(request, LARGE)
    assert faults_of(raced.problem, raced.certificate) == ()
    assert raced.certificate.worth == solve(request).certificate.worth


@settings(max_examples=60, deadline=None)
@given(
    request=requests(largest=5),
    demand=st.lists(st.integers(0, 3), min_size=5, max_size=5),
    least=st.sampled_from([0, 4_000]),
    effort=st.sampled_from([Effort(), LARGE, TIGHT]),
)
def test_several_mentors_each_go_round_before_anybody_has_more(request, demand, least, effort):
    request = replace(request, demand=demand[: len(request.mentees)], least=least)
    result = solve(request, effort)
    assert faults_of(result.problem, result.certificate) == ()
    assert result.certificate.proved
    had = [sum(pair.mentee == key for pair in result.pairs) for key in request.mentees.keys]
    assert all(has <= wanted for has, wanted in zip(had, request.demand, strict=True))
    if not least and all(wanted == 1 for wanted in request.demand):
        assert came_to(request, result) == best_by_trying(request)


@pytest.mark.parametrize("effort", [Effort(), TIGHT], ids=["dense", "rounds"])
@SUPPLIES
def test_shortlists_with_a_lock_and_a_bar_are_exact_either_way(supply, effort):
    request = many(60, supply, seed=2)
    problem = Problem(request)
    open_ = np.argwhere(problem.worth_rows(np.arange(60)) > 0)
    names = [(problem.mentees.keys[i], problem.mentors.keys[j]) for i, j in open_[[0, 90]].tolist()]
    asked = replace(
        request,
        demand=[3] * 60,
        locked=names[:1],
        forbidden=[Forbidden(*names[1], "They worked together before")],
    )
    result = solve(asked, effort)
    assert faults_of(result.problem, result.certificate) == ()
    assert names[0] in {(pair.mentee, pair.mentor) for pair in result.pairs}
    assert names[1] not in {(pair.mentee, pair.mentor) for pair in result.pairs}
    assert result.certificate.worth == solve(asked).certificate.worth


@SUPPLIES
@pytest.mark.requirement("R5.09")
def test_the_order_of_people_makes_no_difference_to_a_large_run(supply):
    request = many(300, supply, seed=6)
    rng = np.random.default_rng(1)
    shuffled = rng.permutation(300), rng.permutation(300)
    other = replace(
        request,
        mentees=request.mentees.take(shuffled[0]),
        mentors=request.mentors.take(shuffled[1]),
        capacity=[request.capacity[place] for place in shuffled[1].tolist()],
    )
    assert set(solve(request, LARGE).pairs) == set(solve(other, LARGE).pairs)


SCRIPT = """
import json
from bench.crowd import crowd
from dataclasses import replace
from mentorhouse.matching.engine.kernels.compiling import COMPILED
from mentorhouse.matching.engine.repair import repair
from mentorhouse.matching.engine.solve import Effort, solve
def told(result):
    return [[pair.mentee, pair.mentor, pair.score] for pair in result.pairs]
told_all = []
for supply in ("surplus", "scarce", "balanced"):
    request = crowd(150, supply, seed=3)
    result = solve(request, Effort(small=0, keep=3))
    told_all += [told(result), told(repair(result, [result.pairs[0].mentor]))]
    told_all.append(told(solve(replace(request, demand=[2] * 150), Effort(small=0))))
print(json.dumps([COMPILED, told_all]))
"""


def test_without_a_compiler_the_answers_are_the_same():
    told = {}
    for off in ("", "1"):
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={**os.environ, OFF: off},
            capture_output=True,
            check=True,
        )
        compiled, told[off] = json.loads(done.stdout)
        assert compiled is not bool(off)
    assert told[""] == told["1"]


MEMORY = """
from pathlib import Path
from bench.crowd import crowd
from mentorhouse.matching.engine.solve import Effort, solve
result = solve(crowd(10_000, "balanced", seed=1))
assert result.certificate.proved and len(result.certificate.mentee) == 10_000
peak = next(line for line in Path("/proc/self/status").open() if line.startswith("VmHWM"))
print(int(peak.split()[1]) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads the peak from /proc")
def test_ten_thousand_people_a_side_fit_into_300_megabytes():
    subprocess.run([sys.executable, "-c", MEMORY], check=True)  # compiles what is not yet compiled
    done = subprocess.run(
        [sys.executable, "-c", MEMORY], capture_output=True, check=True, text=True
    )
    assert int(done.stdout) <= 300


def test_a_small_run_never_loads_the_compiler():
    code = "import sys; from mentorhouse.matching.engine import repair, solve; from bench.crowd import crowd; solve.solve(crowd(400, 'balanced', seed=1)); sys.exit('numba' in sys.modules)"  # noqa: E501
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@SUPPLIES
def test_the_proof_of_a_large_run_is_counted_over_all_pairs_either_way(monkeypatch, supply):
    result = solve(many(150, supply, seed=5), LARGE)
    price = result.certificate.price + np.arange(150) % 3
    found = []
    for large in (0, 10**9):
        monkeypatch.setattr(certificate, "LARGE", large)
        assert (
            certificate.bound(result.problem, result.certificate.price) == result.certificate.bound
        )
        found.append(certificate.bound(result.problem, price))
    assert found[0] == found[1] > result.certificate.bound
