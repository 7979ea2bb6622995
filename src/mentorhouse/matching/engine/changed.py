"""The same problem with a little changed, without counting again what stays the same."""

from collections.abc import Sequence
from copy import copy
from dataclasses import replace

from mentorhouse.matching.engine.problem import Problem


def without(problem: Problem, withdrawn: Sequence[str]) -> Problem:
    """Return a problem without some people who are in no locked pair."""
    left = copy(problem)
    left.request = replace(problem.request, withdrawn=(*problem.request.withdrawn, *withdrawn))
    left.__dict__.pop("free", None)  # counted anew when it is asked for
    left.demand, left.capacity = problem.demand.copy(), problem.capacity.copy()
    left.wants, left.places = problem.wants.copy(), problem.places.copy()
    for key in withdrawn:
        if key in problem.mentee_place:
            left.demand[problem.mentee_place[key]] = left.wants[problem.mentee_place[key]] = 0
        if key in problem.mentor_place:
            left.capacity[problem.mentor_place[key]] = left.places[problem.mentor_place[key]] = 0
    return left


def at_least(problem: Problem, least: int) -> Problem:
    """Return a problem in which no pair fits less than so many hundredths."""
    left = copy(problem)
    left.request = replace(problem.request, least=least)
    return left
