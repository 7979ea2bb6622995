"""Two-by-two: fours of an experienced and a new mentor with two mentees."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorhouse.matching.engine import twos
from mentorhouse.matching.engine.company import GroupRequest
from mentorhouse.matching.engine.twos import two_by_two
from tests.matching.engine.builders import PERSON, build, fit, is_allowed
from tests.matching.engine.test_groups import AMONG, beside
from tests.matching.engine.test_solve import NORTH, SOUTH

FOURS = st.tuples(
    st.lists(PERSON, max_size=6), st.lists(PERSON, max_size=4), st.sampled_from([(), AMONG])
)


def score(asked, mentors, pair):
    four = sum(fit(asked.request, i, j)[1] for i in pair for j in mentors) // 4
    if not asked.among:
        return four
    i, k = pair
    return (four + (beside(asked, i, k) + beside(asked, k, i)) // 2) // 2


def best_by_trying(asked, experienced):
    """Return (fours, sum of scores) of the best of all choices."""
    request = asked.request

    def of(old, new, left):
        if not old:
            return (0, 0)
        a, *rest = old
        best = of(rest, new, left)
        for b in new:
            for pair in combinations(left, 2):
                if all(
                    request.capacity[j] and is_allowed(request, i, j) for i in pair for j in (a, b)
                ):
                    more = of(rest, [j for j in new if j != b], [i for i in left if i not in pair])
                    best = max(best, (more[0] + 1, more[1] + score(asked, (a, b), pair)))
        return best

    everyone = range(len(request.mentors))
    old = [j for j in everyone if j in experienced]
    new = [j for j in everyone if j not in experienced]
    return of(old, new, list(range(len(request.mentees))))


def came_to(asked, result, experienced):
    mentees, mentors = list(asked.request.mentees.keys), list(asked.request.mentors.keys)
    total = 0
    for group in result.groups:
        couple = [mentors.index(key) for key in group.mentors]
        pair = [mentees.index(key) for key in group.mentees]
        assert [j in experienced for j in couple] == [True, False]
        assert all(is_allowed(asked.request, i, j) for i in pair for j in couple)
        total += score(asked, couple, pair)
    return len(result.groups), total


@pytest.mark.requirement("R9.03")
@pytest.mark.requirement("R9.08")
@settings(max_examples=60, deadline=None)
@given(four=FOURS, every=st.booleans())
def test_no_choice_of_fours_is_better(four, every):
    mentees, mentors, among = four
    asked = GroupRequest(build(mentees, mentors), among)
    experienced = {0, 2}
    keys = {f"m{j}" for j in experienced}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(twos, "MOST_COLUMNS", 20_000 if every else 1)
        result = two_by_two(asked, keys)
    came, best = came_to(asked, result, experienced), best_by_trying(asked, experienced)
    assert not every or (came == best and result.proved)
    assert came[0] + result.missed / 2 >= best[0]
    assert result.missed or 2 * came[1] + result.gap >= 2 * best[1]


@pytest.mark.requirement("R9.03")
def test_pairs_of_mentors_are_suggested_for_mentees_who_fit_together():
    mentees = [{**NORTH, "areas": frozenset({area})} for area in ("Law", "Tax", "Law", "Tax")]
    result = two_by_two(GroupRequest(build(mentees, [SOUTH] * 5), AMONG), {"m1", "m4"})
    assert {frozenset(group.mentees) for group in result.groups} == {
        frozenset(("n0", "n2")),
        frozenset(("n1", "n3")),
    }
    assert {group.mentors[0] for group in result.groups} == {"m1", "m4"}
    assert result.left == ()
    assert two_by_two(GroupRequest(build(mentees, [SOUTH] * 5)), ()).groups == ()
