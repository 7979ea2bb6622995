"""Teams and their mentors from outside: every member allowed, nobody of the team itself."""

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorhouse.matching.engine import teams as searching
from mentorhouse.matching.engine.company import GroupRequest
from mentorhouse.matching.engine.faults import MatchError
from mentorhouse.matching.engine.teams import Team, teams_from_outside
from tests.matching.engine.builders import PERSON, build, fit, is_allowed
from tests.matching.engine.test_solve import NORTH, SOUTH


def best_by_trying(request, teams, each):
    """Return (teams served, sum over members of their team's score) of the best of all choices."""
    choices = []
    for members in teams:
        able = [
            some
            for some in combinations(range(len(request.mentors)), each)
            if all(request.capacity[j] and is_allowed(request, i, j) for i in members for j in some)
        ]
        choices.append([None, *able])
    best = (0, 0)
    for chosen in product(*choices):
        held = [j for some in chosen if some for j in some]
        if len(set(held)) < len(held):
            continue
        served = [(own, some) for own, some in zip(teams, chosen, strict=True) if some]
        total = sum(
            len(own) * (sum(fit(request, i, j)[1] for i in own for j in some) // (len(own) * each))
            for own, some in served
        )
        best = max(best, (len(served), total))
    return best


@pytest.mark.requirement("R9.08")
@settings(max_examples=50, deadline=None)
@given(
    people=st.tuples(st.lists(PERSON, min_size=4, max_size=6), st.lists(PERSON, max_size=4)),
    each=st.sampled_from([1, 2]),
    every=st.booleans(),
)
def test_no_choice_of_mentors_for_teams_is_better(people, each, every):
    request = build(*people)
    teams = [[0, 1], [2], list(range(3, len(people[0])))]
    named = [
        Team(f"team {at}", tuple(f"n{i}" for i in members)) for at, members in enumerate(teams)
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(searching, "MOST_COLUMNS", 20_000 if every else 2)
        result = teams_from_outside(GroupRequest(request), named, each)
    total = sum(
        len(group.mentees)
        * (
            sum(
                fit(request, int(i[1:]), int(j[1:]))[1]
                for i in group.mentees
                for j in group.mentors
            )
            // (len(group.mentees) * each)
        )
        for group in result.groups
    )
    came, best = (len(result.groups), total), best_by_trying(request, teams, each)
    assert not every or (came == best and result.proved)
    assert came[0] + result.missed >= best[0]
    assert result.missed or came[1] + result.gap >= best[1]
    assert {group.team for group in result.groups} | set(result.left) == {one.name for one in named}


@pytest.mark.requirement("R9.08")
def test_mentors_of_a_team_itself_are_never_its_mentors():
    request = build([NORTH, NORTH], [SOUTH, {**SOUTH, "profession": "Policy"}])
    team = Team("Finance", ("n0", "n1"), frozenset({"m0"}))
    (group,) = teams_from_outside(GroupRequest(request), [team]).groups
    assert (group.mentors, group.mentees, group.team) == (("m1",), ("n0", "n1"), "Finance")
    none = teams_from_outside(GroupRequest(request), [team], 2)
    assert (none.groups, none.left, none.proved) == ((), ("Finance",), True)


def test_a_team_that_makes_no_sense_is_refused_with_words():
    asked = GroupRequest(build([NORTH], [SOUTH]))
    with pytest.raises(MatchError, match="“Law” has no members"):
        teams_from_outside(asked, [Team("Law", ())])
    with pytest.raises(MatchError, match="“n9” of “Law” is not among the mentees"):
        teams_from_outside(asked, [Team("Law", ("n9",))])
