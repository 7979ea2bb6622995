"""Which pairs hang on one weight: the same runs, criterion by criterion; nothing private."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from mentorhouse.matching.engine.rules import Rules
from mentorhouse.matching.engine.sensitivity import sensitivity
from mentorhouse.matching.engine.solve import solve
from mentorhouse.matching.engine.whatif import pairs_of, what_if, without_private
from tests.matching.engine.builders import build, requests
from tests.matching.engine.test_solve import NORTH, SOUTH


@pytest.mark.requirement("R5.10")
@settings(max_examples=25, deadline=None)
@given(request=requests(largest=4))
def test_each_criterion_is_dropped_lowered_and_raised(request):
    found = sensitivity(request, by=50)
    weights = [part.weight for part in request.rules.criteria]
    for place, hold in enumerate(found.holds):
        others = 0, weights[place] // 2, -(-weights[place] * 3 // 2)
        for change, weight in zip((hold.dropped, hold.less, hold.more), others, strict=True):
            assert change.weight == weight
            changed = [*weights[:place], weight, *weights[place + 1 :]]
            assert change.difference == replace(what_if(request, changed), apart=False)
    assert set(found.pairs) == set(pairs_of(solve(without_private(request))).items())
    for (mentee, _), titles in found.pairs.items():
        for hold in found.holds:
            moves = {
                one.mentee
                for change in (hold.dropped, hold.less, hold.more)
                for one in change.difference.moved
            }
            assert (hold.title in titles) == (mentee in moves)


@pytest.mark.requirement("R5.10")
def test_the_criterion_that_a_pair_hangs_on_is_named():
    mentors = [SOUTH, {**SOUTH, "profession": "Policy", "grade": 3}]
    found = sensitivity(build([NORTH], mentors, seed=3))
    dropped = found.holds[0].dropped.difference
    assert found.holds[0].title == "Same profession"
    assert {hold.title for hold in found.holds if not hold.dropped.difference.nothing} <= {
        "Same profession"
    }
    assert found.pairs[("n0", "m0")] == (() if dropped.nothing else ("Same profession",))
    assert sensitivity(build([], [])).pairs == {}


@pytest.mark.requirement("R5.15")
@settings(max_examples=20, deadline=None)
@given(request=requests(largest=4))
def test_what_is_said_does_not_depend_on_anything_private(request):
    blind = replace(request, rules=Rules(request.rules.hard, request.rules.criteria))
    assert replace(sensitivity(request), apart=False) == sensitivity(blind)
