"""Teams: a whole work team with one or two mentors from outside it (R9.01, R9.08).

Every member of a team must be allowed with each of its mentors, who never belong to the team. A
mentor takes one team. As many teams as can be find mentors, then the sum over the members of
their team's score is greatest. A team's score is the mean over its pairs of mentor and member,
and half of it how the members fit together where that is asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np

from mentorhouse.languages.saying import say
from mentorhouse.matching.engine.company import Company, Group, GroupRequest
from mentorhouse.matching.engine.faults import MatchError
from mentorhouse.matching.engine.packing import MOST_COLUMNS, Column, pack


@dataclass(frozen=True)
class Team:
    """A team to be mentored: its mentees, and mentors who belong to it."""

    name: str
    members: tuple[str, ...]
    own: frozenset[str] = frozenset()


@dataclass(frozen=True)
class TeamsResult:
    """A group for each team that found mentors, and the other teams.

    `missed` says how many more teams at most a better choice could serve; `gap` how many
    hundredths, summed over members, it could be better.
    """

    groups: tuple[Group, ...]
    left: tuple[str, ...]
    missed: int
    gap: int

    @property
    def proved(self) -> bool:
        """Say whether no other choice can be better."""
        return not self.missed and not self.gap


@dataclass(frozen=True)
class _Choice:
    """A team, and the mentors from outside whom every member may have, best first."""

    team: Team
    members: tuple[int, ...]
    able: tuple[int, ...]


def teams_from_outside(
    asked: GroupRequest, teams: Sequence[Team], mentors_each: int = 1
) -> TeamsResult:
    """Return the best mentors from outside for each team, one or two each."""
    company = Company(asked)
    choices = [_choice(company, team) for team in teams]
    few = _few(choices, mentors_each)
    many = len(teams)
    columns = [
        Column((nth, *(many + mentor for mentor in some)), _worth(company, choice, some))
        for nth, choice in enumerate(choices)
        for some in combinations(choice.able[:few], mentors_each)
    ]
    packed = pack(columns, np.ones(many + len(company.problem.mentors), dtype=np.int64))
    bound = packed.bound
    if any(len(choice.able) > few for choice in choices):
        able = [choice for choice in choices if len(choice.able) >= mentors_each]
        bound = sum(_worth(company, choice, choice.able[:mentors_each]) for choice in able)
    made = {}
    for nth in packed.chosen:
        place, *mentors = columns[nth].rows
        choice = choices[place]
        made[place] = company.group(
            [mentor - many for mentor in mentors], choice.members, choice.team.name
        )
    left = tuple(team.name for nth, team in enumerate(teams) if nth not in made)
    missed, gap = divmod(max(0, bound - packed.worth), company.unit)
    return TeamsResult(tuple(made[nth] for nth in sorted(made)), left, missed, gap)


def _choice(company: Company, team: Team) -> _Choice:
    if not team.members:
        raise MatchError(say("The team “{name}” has no members.", name=team.name))
    problem = company.problem
    for key in team.members:
        if key not in problem.mentee_place:
            words = say("“{key}” of “{name}” is not among the mentees.", key=key, name=team.name)
            raise MatchError(words)
    members = tuple(problem.mentee_place[key] for key in team.members)
    inside = team.own | set(team.members)
    open_ = np.asarray(company.open[list(members)].all(axis=0))
    fit = company.fit[list(members)].sum(axis=0)
    able = [
        mentor
        for mentor in np.lexsort((np.arange(len(fit)), -fit)).tolist()
        if open_[mentor] and problem.mentors.keys[mentor] not in inside
    ]
    return _Choice(team, members, tuple(able))


def _few(choices: Sequence[_Choice], each: int) -> int:
    """Return how many mentors of each team are compared: all, or as many as stay manageable."""
    few = max((len(choice.able) for choice in choices), default=0)
    while few > each and sum(comb(min(few, len(one.able)), each) for one in choices) > MOST_COLUMNS:
        few -= 1
    return few


def _worth(company: Company, choice: _Choice, mentors: Sequence[int]) -> int:
    score = company.score(mentors, choice.members, seen=False)
    return company.unit + len(choice.members) * score
