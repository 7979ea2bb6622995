"""What other weights would change: both runs exact, both weightings, nothing private."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorhouse.matching.engine.faults import MatchError
from mentorhouse.matching.engine.rules import Rules
from mentorhouse.matching.engine.solve import solve
from mentorhouse.matching.engine.whatif import (
    between,
    pairs_of,
    what_if,
    with_weights,
    without_private,
)
from tests.matching.engine.builders import RULES, build, fit, requests
from tests.matching.engine.test_solve import NORTH, SOUTH, crowd

WEIGHTS = st.lists(st.integers(0, 5), min_size=3, max_size=3)


def total(request, pairs):
    mentees, mentors = list(request.mentees.keys), list(request.mentors.keys)
    return sum(fit(request, mentees.index(i), mentors.index(j))[0] for i, j in pairs.items())


@pytest.mark.requirement("R5.10")
@settings(max_examples=40, deadline=None)
@given(request=requests(largest=5), weights=WEIGHTS)
def test_the_difference_is_that_of_two_runs_weighed_both_ways(request, weights):
    public = without_private(request)
    changed = with_weights(public, weights)
    before, after = pairs_of(solve(public)), pairs_of(solve(changed))
    found = what_if(request, weights)
    assert {one.mentee for one in found.moved} == {
        key for key in request.mentees.keys if before.get(key) != after.get(key)
    }
    assert found.kept == sum(after.get(key) == mentor for key, mentor in before.items())
    assert set(found.gain) == after.keys() - before.keys()
    assert set(found.lose) == before.keys() - after.keys()
    assert set(found.mentors_gain) == set(after.values()) - set(before.values())
    assert set(found.mentors_lose) == set(before.values()) - set(after.values())
    for pairs, totals in ((before, found.earlier), (after, found.later)):
        assert totals.pairs == len(pairs)
        assert totals.by_earlier == total(public, pairs)
        assert totals.by_later == total(changed, pairs)
    assert found.earlier.by_earlier >= found.later.by_earlier or found.gain or found.lose
    assert found.nothing == (before == after)


@pytest.mark.requirement("R5.10")
def test_a_weight_that_decides_is_seen_at_once():
    mentees = [{**NORTH, "areas": frozenset({"Law"})}]
    mentors = [SOUTH, {**SOUTH, "profession": "Policy", "skills": frozenset({"Law"})}]
    found = what_if(build(mentees, mentors), [0, 40, 60])
    (moved,) = found.moved
    assert (moved.before, moved.after) == ("m0", "m1")
    assert (moved.score_before, moved.score_after) == (8000, 10_000)
    assert (found.mentors_gain, found.mentors_lose) == (("m1",), ("m0",))
    assert what_if(build(mentees, mentors), [40, 40, 20]).nothing
    with pytest.raises(MatchError, match="2 weights were given for 3 criteria"):
        what_if(build(mentees, mentors), [1, 2])


def test_two_runs_of_other_people_and_rules_can_be_set_side_by_side():
    mentees, mentors = crowd(20, 1), crowd(20, 2)
    free = solve(build(mentees, mentors))
    (first, *_) = free.pairs
    without = solve(build(mentees, mentors, withdrawn=[first.mentor]))
    found = between(free, without)
    assert found.kept + len(found.moved) >= len(free.pairs)
    assert first.mentor in found.mentors_lose
    assert found.apart


@pytest.mark.requirement("R5.15")
@settings(max_examples=40, deadline=None)
@given(request=requests(largest=5), weights=WEIGHTS)
def test_what_is_said_does_not_depend_on_anything_private(request, weights):
    blind = replace(request, rules=Rules(request.rules.hard, request.rules.criteria))
    said, told = what_if(request, weights), what_if(blind, weights)
    assert replace(said, apart=False) == told
    assert said.apart == bool(request.rules.private)


@pytest.mark.requirement("R5.15")
def test_and_yet_the_run_itself_honours_what_is_private():
    secret = frozenset({"canary-4711"})
    mentors = [SOUTH, SOUTH, SOUTH, {**SOUTH, "identity": secret}]
    request = build([{**NORTH, "identity": secret}], mentors)
    assert solve(request).pairs[0].mentor == "m3"
    assert RULES.private
    assert "canary" not in str(what_if(request, [1, 1, 1]))
