"""The worst-off pair as good as can be within the tolerance: against every assignment there is."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorhouse.matching.engine.certificate import faults_of
from mentorhouse.matching.engine.faults import MatchError
from mentorhouse.matching.engine.floor import faults_of_floor
from mentorhouse.matching.engine.repair import repair
from mentorhouse.matching.engine.rules import Criterion, Rules
from mentorhouse.matching.engine.solve import solve
from tests.matching.engine.builders import (
    RULES,
    build,
    came_to,
    fit,
    is_allowed,
    requests,
    steps_of_waiting,
)
from tests.matching.engine.test_solve import BOTH, NORTH, SOUTH, crowd


def every_assignment(request):
    """Yield (pairs, total, least, waiting) of every assignment there is."""
    waits, left = steps_of_waiting(request), list(request.capacity)

    def from_(i, made, wait):
        if i == len(request.mentees):
            yield len(made), sum(made), min(made, default=0), wait
            return
        yield from from_(i + 1, made, wait)
        for j in range(len(request.mentors)):
            if left[j] and is_allowed(request, i, j):
                left[j] -= 1
                yield from from_(i + 1, [*made, fit(request, i, j)[1]], wait + waits[i])
                left[j] += 1

    return list(from_(0, [], 0))


def fairest_by_trying(request):
    """Return (pairs, least, total, waiting): most, then the worst-off, then the total."""
    every = every_assignment(request)
    most = max(pairs for pairs, *_ in every)
    full = [one for one in every if one[0] == most]
    top = max(total for _, total, *_ in full)
    able = [one for one in full if one[1] >= top - top * request.tolerance // 1000]
    least = max(least for _, _, least, _ in able)
    total, wait = max((total, wait) for _, total, here, wait in able if here == least)
    return most, least, total, wait


@pytest.mark.requirement("R5.09")
@settings(max_examples=60, deadline=None)
@given(request=requests(largest=5), tolerance=st.sampled_from([0, 5, 50, 200, 1000]))
def test_no_assignment_within_the_tolerance_has_a_better_worst_off_pair(request, tolerance):
    asked = replace(request, tolerance=tolerance)
    result = solve(asked)
    pairs, total, waiting = came_to(asked, result)
    assert (pairs, result.floor.least, total, waiting) == fairest_by_trying(asked)
    assert faults_of_floor(result.floor) == ()
    assert faults_of(result.problem, result.certificate) == ()
    assert result.request == asked
    assert result.floor.cost <= result.floor.may_cost
    assert result.floor.before <= result.floor.least


@BOTH
@pytest.mark.requirement("R5.09")
def test_a_larger_run_gives_up_little_for_its_worst_off(effort):
    request = build(crowd(60, 1, missing=0), crowd(70, 4, places=2, missing=0))
    plain = solve(request, effort)
    result = solve(replace(request, tolerance=20), effort)
    assert result.floor.least > result.floor.before
    assert result.floor.cost == plain_total(plain) - plain_total(result)
    assert len(result.pairs) == len(plain.pairs)
    assert faults_of_floor(result.floor) == ()
    assert solve(replace(request, tolerance=0), effort).floor.cost == 0


def plain_total(result):
    return came_to(result.request, result)[1]


def test_a_proof_of_a_floor_that_was_tampered_with_does_not_hold():
    floor = solve(build(crowd(20, 1), crowd(20, 2), tolerance=50)).floor
    assert floor.above is not None
    for other, words in (
        (replace(floor, least=floor.least + 1), "not what is claimed"),
        (replace(floor, above=None), "no run above"),
        (replace(floor, above=floor.kept), "higher floor would be good enough"),
        (replace(floor, cost=floor.cost + 1), "not what is claimed"),
    ):
        assert any(words in fault for fault in faults_of_floor(other)), words


def test_nobody_to_pair_and_a_tolerance_that_makes_no_sense():
    result = solve(build([NORTH], [], tolerance=10))
    assert (result.pairs, result.floor.least, result.floor.above) == ((), 0, None)
    assert faults_of_floor(result.floor) == ()
    equal = solve(build([NORTH, NORTH], [SOUTH, SOUTH], tolerance=10))
    assert equal.floor.cost == 0
    nothing = Rules(RULES.hard, tuple(Criterion(part.measure, 0) for part in RULES.criteria))
    assert solve(build([NORTH], [SOUTH], rules=nothing, tolerance=10)).floor.least == 0
    for tolerance in (-1, 1001):
        with pytest.raises(MatchError, match="given up"):
            solve(build([NORTH], [SOUTH], tolerance=tolerance))


@pytest.mark.requirement("R5.20")
@settings(max_examples=40, deadline=None)
@given(request=requests(largest=5), data=st.data())
def test_who_went_without_comes_before_the_total_never_before_the_number(request, data):
    rounds = [data.draw(st.integers(0, 2)) for _ in request.mentees.keys]
    asked = replace(request, priority=rounds)
    result = solve(asked)
    place = {key: at for at, key in enumerate(request.mentees.keys)}
    pairs, total, _ = came_to(asked, result)
    served = sum(rounds[place[pair.mentee]] for pair in result.pairs)
    assert (pairs, served, total) == best_with_rounds(asked)
    assert result.certificate.proved


def best_with_rounds(request):
    left = list(request.capacity)

    def from_(i):
        if i == len(request.mentees):
            return (0, 0, 0)
        best = from_(i + 1)
        for j in range(len(request.mentors)):
            if left[j] and is_allowed(request, i, j):
                left[j] -= 1
                pairs, served, total = from_(i + 1)
                left[j] += 1
                here = pairs + 1, served + request.priority[i], total + fit(request, i, j)[1]
                best = max(best, here)
        return best

    return from_(0)


def test_rounds_that_make_no_sense_are_refused():
    for priority, words in (
        ([1, 2], "went without|rounds without"),
        ([-1], "fewer than no rounds"),
    ):
        with pytest.raises(MatchError, match=words):
            solve(build([NORTH], [SOUTH], priority=priority))


@BOTH
def test_who_withdraws_may_change_the_floor(effort):
    request = build(crowd(30, 1, missing=0), crowd(30, 4, missing=0), tolerance=20)
    result = solve(request, effort)
    gone = result.pairs[0].mentor
    again, fresh = repair(result, [gone]), solve(replace(request, withdrawn=[gone]))
    assert came_to(request, again) == came_to(request, fresh)
    assert again.floor.least == fresh.floor.least
