"""Groups round one mentor: the best of all there are, and honest about it where they are many."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorhouse.matching.engine import groups as searching
from mentorhouse.matching.engine.company import GroupRequest
from mentorhouse.matching.engine.groups import from_unmatched, groups
from mentorhouse.matching.engine.measures import FULL, Overlap, Same
from mentorhouse.matching.engine.rules import Criterion, Rules
from mentorhouse.matching.engine.solve import solve
from mentorhouse.matching.engine.weights import shares
from tests.matching.engine.builders import PERSON, RULES, build, fit, is_allowed, value_of
from tests.matching.engine.test_solve import NORTH, SOUTH, crowd

AREAS = Overlap("areas", "areas", "development areas", "development areas")
AMONG = (Criterion(AREAS, 3), Criterion(Same("profession", "profession"), 1))


@st.composite
def asked(draw):
    mentees = draw(st.lists(PERSON, max_size=6))
    mentors = draw(st.lists(PERSON, max_size=3))
    request = build(mentees, mentors, seed=draw(st.integers(0, 3)))
    among = draw(st.sampled_from([(), AMONG]))
    return GroupRequest(request, among, draw(st.integers(2, 4)), draw(st.integers(1, 2)))


def beside(asked, i, k):
    """Return how two mentees fit: the mean of both ways, part by part."""
    both = build([], [])
    both = type(both)(asked.request.mentees, asked.request.mentees, (), both.rules)
    parts = zip(asked.among, shares(asked.among, FULL), strict=True)
    return sum(
        (
            most * value_of(part.measure, both, i, k) // FULL
            + most * value_of(part.measure, both, k, i) // FULL
        )
        // 2
        for part, most in parts
    )


def score(asked, j, some, *, private=True):
    pairs = sum(fit(asked.request, i, j)[int(private)] for i in some) // len(some)
    if not asked.among or len(some) < 2:
        return pairs
    twos = [(i, k) for i in some for k in some if i != k]
    return (pairs + sum(beside(asked, *two) for two in twos) // len(twos)) // 2


def best_by_trying(asked):
    """Return (mentees placed, sum of scores) of the best of all ways to make groups."""
    request = asked.request

    def of(j, left):
        if j == len(request.mentors):
            return (0, 0)
        best = of(j + 1, left)
        able = [i for i in left if request.capacity[j] and is_allowed(request, i, j)]
        for size in range(asked.least, asked.most + 1):
            for some in combinations(able, size):
                rest = of(j + 1, [i for i in left if i not in some])
                best = max(best, (rest[0] + size, rest[1] + size * score(asked, j, some)))
        return best

    return of(0, list(range(len(request.mentees))))


def came_to(asked, result):
    mentees, mentors = list(asked.request.mentees.keys), list(asked.request.mentors.keys)
    placed = total = 0
    for group in result.groups:
        some = [mentees.index(key) for key in group.mentees]
        j = mentors.index(group.mentors[0])
        placed, total = placed + len(some), total + len(some) * score(asked, j, some)
        assert group.score == score(asked, j, some, private=False)
        assert asked.least <= len(some) <= asked.most
        assert all(is_allowed(asked.request, i, j) for i in some)
    return placed, total


@pytest.mark.requirement("R9.08")
@settings(max_examples=50, deadline=None)
@given(asked=asked())
def test_no_choice_of_groups_is_better(asked):
    result = groups(asked)
    assert came_to(asked, result) == best_by_trying(asked)
    assert result.proved
    told = [key for group in result.groups for key in group.mentees]
    assert sorted([*told, *result.left]) == sorted(asked.request.mentees.keys)


@pytest.mark.requirement("R9.08")
@settings(max_examples=25, deadline=None)
@given(asked=asked())
def test_where_not_all_are_compared_the_gap_is_never_too_small(asked):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(searching, "MOST_COLUMNS", -1)
        patch.setattr(searching, "FEW", 3)
        result = groups(asked)
    came, best = came_to(asked, result), best_by_trying(asked)
    assert came <= best
    assert came[0] + result.missed >= best[0]
    assert result.missed or came[1] + result.gap >= best[1]


@pytest.mark.requirement("R9.08")
def test_a_large_choice_is_near_the_best_and_says_how_near():
    asked = GroupRequest(build(crowd(40, 1), crowd(12, 2)), AMONG)
    result = groups(asked)
    placed, total = came_to(asked, result)
    assert (placed, result.missed) == (28, 0)  # as many as places and rules allow
    assert 0 < result.gap < total // 3


@pytest.mark.requirement("R9.01")
@pytest.mark.requirement("R9.08")
def test_people_who_share_areas_and_place_come_together_and_it_is_said():
    mentees = [
        {**NORTH, "areas": frozenset({"Coaching", "Law"})},
        {**NORTH, "areas": frozenset({"Finance"})},
        {**NORTH, "areas": frozenset({"coaching"})},
        {**NORTH, "areas": frozenset({"Finance", "Law"})},
    ]
    result = groups(GroupRequest(build(mentees, [SOUTH, SOUTH]), AMONG))
    found = {frozenset(group.mentees) for group in result.groups}
    assert found == {frozenset(("n0", "n2")), frozenset(("n1", "n3"))}
    said = {words for group in result.groups for words in group.common}
    assert "Same profession for all: HR" in said
    assert {"Development areas of all: Finance"} <= said
    one = groups(GroupRequest(build(mentees, [SOUTH]), AMONG))
    assert len(one.groups[0].mentees) == 4
    five = groups(GroupRequest(build([*mentees, NORTH], [SOUTH]), AMONG))
    assert len(five.groups[0].mentees) == 4
    assert len(five.left) == 1


@pytest.mark.requirement("R9.09")
def test_when_mentors_are_too_few_the_unmatched_join_the_pairs_they_fit():
    mentees = [{**NORTH, "areas": frozenset({area})} for area in ("Law", "Finance", "Law")]
    mentees.append({**NORTH, "organisation": "South", "areas": frozenset({"Law"})})
    result = solve(build(mentees, [SOUTH, SOUTH]))
    offered = from_unmatched(result, AMONG)
    unmatched = set(result.unmatched_mentees)
    assert "n3" in unmatched
    (group,) = offered.groups
    held = {pair.mentor: pair.mentee for pair in result.pairs}
    assert held[group.mentors[0]] in group.mentees
    assert set(group.mentees) - set(held.values()) == unmatched - {"n3"}
    assert offered.left == ("n3",)
    assert offered.proved


@pytest.mark.requirement("R9.09")
def test_a_mentor_who_has_a_full_group_already_is_left_alone():
    many = solve(build([NORTH] * 6, [{**SOUTH, "places": 5}]))
    offered = from_unmatched(many, ())
    assert offered.groups == ()
    assert offered.left == many.unmatched_mentees
    nobody = from_unmatched(solve(build([], [])), ())
    assert (nobody.groups, nobody.left) == ((), ())


@pytest.mark.requirement("R5.20")
def test_who_went_without_before_joins_a_group_first():
    for unlucky in range(5):
        priority = [int(at == unlucky) for at in range(5)]
        request = build([NORTH] * 5, [SOUTH], priority=priority)
        assert f"n{unlucky}" not in groups(GroupRequest(request)).left


@pytest.mark.requirement("R5.15")
def test_private_values_move_groups_and_stand_nowhere():
    secret = frozenset({"canary-4711"})
    mentees = [NORTH, {**NORTH, "identity": secret}, {**NORTH, "identity": secret}]
    mentors = [{**SOUTH, "identity": secret}]
    loose = Rules((), (), RULES.private)
    asked = GroupRequest(build(mentees, mentors, rules=loose), (), 2)
    (group,) = groups(asked).groups
    assert set(group.mentees) == {"n1", "n2"}
    assert (group.score, group.with_mentors) == (0, 0)
    assert "canary" not in str(group)
