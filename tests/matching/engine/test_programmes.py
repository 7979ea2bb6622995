"""Integer programmes by another solver: shortlists and floors that nothing betters."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from mentorhouse.matching.engine.certificate import faults_of
from mentorhouse.matching.engine.shortlist import shortlists
from mentorhouse.matching.engine.solve import solve
from tests.matching.engine import test_shortlist as lists
from tests.matching.engine.builders import build, came_to, fit, is_allowed
from tests.matching.engine.test_solve import crowd


def pairs_of(request):
    return [
        (i, j)
        for i in range(len(request.mentees))
        for j in range(len(request.mentors))
        if is_allowed(request, i, j)
    ]


def uses(request, pairs):
    """Return how often each pair takes a mentee, and then a mentor."""
    rows = [row for i, j in pairs for row in (i, len(request.mentees) + j)]
    columns = np.repeat(np.arange(len(pairs)), 2)
    shape = len(request.mentees) + len(request.mentors), len(pairs)
    return coo_array((np.ones(len(rows)), (rows, columns)), shape=shape).toarray()


@pytest.mark.requirement("R5.05")
@pytest.mark.parametrize(("mentees", "mentors", "limit"), [(40, 30, 3), (30, 40, 2)])
def test_an_integer_programme_finds_no_better_shortlists(mentees, mentors, limit):
    request = build(crowd(mentees, 1), crowd(mentors, 2))
    made = shortlists(request, 3, limit)
    assert faults_of(made.result.problem, made.result.certificate) == ()
    pairs, many = pairs_of(request), len(request.mentees)
    values = np.array([fit(request, i, j)[1] for i, j in pairs], dtype=float)
    most = values.max() * 3 * many
    # After the pairs come three slots for each mentee; the first is worth more than the second.
    gains = np.concatenate([values, np.tile([3 * most, 2 * most, most], many)])
    left = np.hstack([uses(request, pairs)[:many], -np.kron(np.eye(many), np.ones(3))])
    right = np.hstack([uses(request, pairs)[many:], np.zeros((mentors, 3 * many))])
    found = milp(
        -gains,
        constraints=[LinearConstraint(left, 0, 0), LinearConstraint(right, ub=limit)],
        bounds=Bounds(0, 1),
        integrality=np.ones(len(gains)),
        options={"mip_rel_gap": 0},
    )
    slots = found.x[len(pairs) :].round().reshape(many, 3)
    best = [*slots.sum(axis=0).astype(int).tolist(), 0, round(values @ found.x[: len(pairs)])]
    assert lists.came_to(request, 3, made) == best


@pytest.mark.requirement("R5.09")
@pytest.mark.parametrize(("seed", "tolerance"), [(1, 5), (3, 20), (5, 50)])
def test_an_integer_programme_finds_no_better_worst_off_pair(seed, tolerance):
    request = build(crowd(30, seed, missing=0), crowd(28, seed + 1, missing=0))
    plain = came_to(request, solve(request))
    result = solve(replace(request, tolerance=tolerance))
    pairs = pairs_of(request)
    values = np.array([fit(request, i, j)[1] for i, j in pairs], dtype=float)
    # The last variable is the floor: no pair that is made may fit less.
    none = np.zeros((len(request.mentees) + len(request.mentors), 1))
    below = np.hstack([np.eye(len(pairs)) * 20_000, np.ones((len(pairs), 1))])
    found = milp(
        np.append(np.zeros(len(pairs)), -1),
        constraints=[
            LinearConstraint(np.hstack([uses(request, pairs), none]), ub=1),
            LinearConstraint(np.append(np.ones(len(pairs)), 0), lb=plain[0]),
            LinearConstraint(np.append(values, 0), lb=plain[1] - plain[1] * tolerance // 1000),
            LinearConstraint(below, ub=values + 20_000),
        ],
        bounds=Bounds(0, np.append(np.ones(len(pairs)), 20_000)),
        integrality=np.append(np.ones(len(pairs)), 0),
        options={"mip_rel_gap": 0},
    )
    assert result.floor.least == round(-found.fun)
    assert came_to(request, result)[0] == plain[0]
