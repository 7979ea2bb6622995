"""Somebody withdraws after a run: what is left is the best again, with its proof."""

from dataclasses import replace

import numpy as np
import pytest

from bench.crowd import crowd
from mentorhouse.matching.engine.certificate import faults_of
from mentorhouse.matching.engine.faults import UnknownPersonError
from mentorhouse.matching.engine.repair import repair
from mentorhouse.matching.engine.solve import Effort, solve

LARGE = Effort(small=0, keep=4)
BOTH = pytest.mark.parametrize("effort", [Effort(), LARGE], ids=["small", "large"])
SUPPLIES = pytest.mark.parametrize("supply", ["surplus", "scarce", "balanced"])


def figures(result):
    return len(result.pairs), result.total


@BOTH
@SUPPLIES
def test_the_rest_is_the_best_that_there_is_whoever_withdraws(supply, effort):
    result = solve(crowd(120, supply, seed=5), effort)
    rng = np.random.default_rng(1)
    for place in rng.integers(0, len(result.pairs), 8).tolist():
        pair = result.pairs[place]
        for gone in ([pair.mentor], [pair.mentee], [pair.mentor, result.pairs[0].mentee]):
            mended = repair(result, gone)
            assert mended.certificate.proved
            assert faults_of(mended.problem, mended.certificate) == ()
            assert figures(mended) == figures(solve(mended.problem.request))
            assert not {key for one in mended.pairs for key in (one.mentee, one.mentor)} & {*gone}


@SUPPLIES
def test_repairs_follow_one_another_and_leave_the_first_run_alone(supply):
    first = solve(crowd(150, supply, seed=6), LARGE)
    before, result = figures(first), first
    for _ in range(12):
        pair = result.pairs[len(result.pairs) // 2]
        result = repair(result, [pair.mentor])
        result = repair(result, [result.pairs[1].mentee])
    assert figures(result) == figures(solve(result.problem.request))
    assert faults_of(result.problem, result.certificate) == ()
    assert figures(first) == before == figures(solve(first.problem.request, LARGE))
    assert faults_of(first.problem, first.certificate) == ()


def test_few_move_when_a_mentor_withdraws():
    first = solve(crowd(300, "surplus", seed=7), LARGE)
    mentor = first.pairs[0].mentor
    had = {pair.mentee: pair.mentor for pair in first.pairs}
    now = {pair.mentee: pair.mentor for pair in repair(first, [mentor]).pairs}
    assert mentor not in now.values()
    assert sum(had[mentee] != now[mentee] for mentee in had) < 30


@BOTH
def test_a_locked_pair_is_lost_with_who_withdraws_and_the_other_is_free(effort):
    request = crowd(60, "surplus", seed=8)
    pair = solve(request, effort).pairs[0]
    result = solve(replace(request, locked=[(pair.mentee, pair.mentor)]), effort)
    mended = repair(result, [pair.mentor])
    assert mended.problem.request.locked == ()
    assert pair.mentee in {one.mentee for one in mended.pairs}
    assert figures(mended) == figures(solve(mended.problem.request))


@BOTH
def test_shortlists_are_mended_too(effort):
    request = replace(crowd(60, "surplus", seed=9), demand=[2] * 60)
    result = solve(request, effort)
    mended = repair(result, [result.pairs[0].mentor])
    assert figures(mended) == figures(solve(mended.problem.request))


def test_somebody_unknown_cannot_withdraw():
    with pytest.raises(UnknownPersonError, match="“who” is not among the people"):
        repair(solve(crowd(5, "surplus", seed=1)), ["who"])
