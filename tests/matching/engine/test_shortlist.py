"""Shortlists: as many as can be, a first for everybody before a second, then the best total."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorhouse.matching.engine.certificate import faults_of
from mentorhouse.matching.engine.problem import Problem
from mentorhouse.matching.engine.shortlist import shortlists
from mentorhouse.matching.engine.solve import Effort
from tests.matching.engine.builders import build, fit, is_allowed, requests
from tests.matching.engine.test_solve import BOTH, NORTH, SOUTH, crowd


def lists_of(request, i, size, left):
    """Return every list that a mentee could be offered."""
    able = [j for j in range(len(request.mentors)) if left[j] and is_allowed(request, i, j)]
    return [some for many in range(size + 1) for some in combinations(able, many)]


def best_by_trying(request, size, limit):
    """Return (who has one, who has two …, rounds, total) of the best of all ways to offer."""
    rounds = request.priority or [0] * len(request.mentees)
    left = [limit if places else 0 for places in request.capacity]

    def from_(i):
        if i == len(request.mentees):
            return [0] * (size + 2)
        best = []
        for some in lists_of(request, i, size, left):
            for j in some:
                left[j] -= 1
            rest = from_(i + 1)
            for j in some:
                left[j] += 1
            here = [rest[nth] + (len(some) > nth) for nth in range(size)]
            here.append(rest[size] + len(some) * rounds[i])
            here.append(rest[size + 1] + sum(fit(request, i, j)[1] for j in some))
            best = max(best, here)
        return best

    return from_(0)


def came_to(request, size, made):
    mentees, mentors = list(request.mentees.keys), list(request.mentors.keys)
    rounds = request.priority or [0] * len(mentees)
    offers = [
        [mentors.index(offer.mentor) for offer in made.offers[key]] for key in request.mentees.keys
    ]
    return [
        *(sum(len(own) > nth for own in offers) for nth in range(size)),
        sum(len(own) * rounds[i] for i, own in enumerate(offers)),
        sum(fit(request, i, j)[1] for i, own in enumerate(offers) for j in own),
    ]


@pytest.mark.requirement("R5.05")
@settings(max_examples=60, deadline=None)
@given(
    request=requests(largest=4),
    size=st.integers(2, 3),
    limit=st.integers(1, 2),
    data=st.data(),
)
def test_no_shortlists_are_better(request, size, limit, data):
    rounds = [data.draw(st.integers(0, 1)) for _ in request.mentees.keys]
    request = replace(request, priority=rounds)
    made = shortlists(request, size, limit)
    assert came_to(request, size, made) == best_by_trying(request, size, limit)
    assert made.result.certificate.proved
    assert faults_of(made.result.problem, made.result.certificate) == ()
    for key, offers in made.offers.items():
        assert len({offer.mentor for offer in offers}) == len(offers) <= size
        short = {one.mentee: one for one in made.short}
        assert (key in short) == (len(offers) < size)
        assert key not in short or short[key].reasons
    assert all(many <= limit for many in made.lists.values())


@BOTH
@pytest.mark.requirement("R5.05")
def test_nobody_is_avoidably_short_among_many(effort):
    request = build(crowd(60, 1, missing=0), crowd(70, 2, missing=0))
    made = shortlists(request, 3, 3, effort)
    assert made.result.certificate.proved
    assert faults_of(made.result.problem, made.result.certificate) == ()
    for short in made.short:
        held = {offer.mentor for offer in made.offers[short.mentee]}
        i = int(short.mentee[1:])
        free = [
            j
            for j in range(70)
            if made.lists[f"m{j}"] < 3 and f"m{j}" not in held and is_allowed(request, i, j)
        ]
        assert not free


@pytest.mark.requirement("R5.05")
@pytest.mark.parametrize("limit", [2, 3, 4])
def test_few_candidates_come_to_the_same_worth_where_places_are_tight(limit):
    request = build(crowd(50, 1, missing=0), crowd(50, 2, missing=0))
    whole = shortlists(request, 3, limit)
    found = shortlists(request, 3, limit, Effort(small=0, keep=1))
    assert found.result.certificate.worth == whole.result.certificate.worth
    assert found.result.certificate.proved
    assert faults_of(found.result.problem, found.result.certificate) == ()


def test_everybody_at_once_and_pair_by_pair_are_worth_the_same():
    problem = Problem(build(crowd(20, 1, missing=3), crowd(30, 2, missing=3)))
    everyone = np.arange(20)
    one_by_one = [problem.worth_rows(everyone[line : line + 1])[0] for line in everyone]
    assert (problem.worth_rows(everyone) == np.array(one_by_one)).all()


@pytest.mark.requirement("R5.05")
def test_who_is_short_is_told_why():
    low = {**NORTH, "grade": 9}
    made = shortlists(build([NORTH, NORTH, low], [SOUTH, {**SOUTH, "places": 0}]), 2, 1)
    words = {short.mentee: short.reasons[0] for short in made.short}
    assert words["n2"] == "No mentor with a place keeps every rule."
    assert "Only one mentor with a place keeps every rule." in words.values()
    assert any("One more list for this mentor would do." in said for said in words.values())
    assert made.lists == {"m0": 1, "m1": 0}
    assert {short.mentee: (short.offered, short.wanted) for short in made.short}["n2"] == (0, 2)


def test_locked_offers_stay_and_the_best_stand_first():
    mentors = [SOUTH, {**SOUTH, "profession": "Policy"}, {**SOUTH, "grade": 9}]
    made = shortlists(build([NORTH], mentors, locked=[("n0", "m2")]), 2, 3)
    assert [(offer.mentor, offer.locked) for offer in made.offers["n0"]] == [
        ("m0", False),
        ("m2", True),
    ]
    assert [offer.score for offer in made.offers["n0"]] == [8000, 4000]


@pytest.mark.requirement("R5.15")
@pytest.mark.requirement("R5.05")
def test_private_values_choose_offers_and_are_not_seen():
    secret = frozenset({"canary-4711"})
    mentors = [SOUTH, SOUTH, {**SOUTH, "identity": secret}]
    for seed in range(4):
        made = shortlists(build([{**NORTH, "identity": secret}], mentors, seed=seed), 2, 3)
        assert "m2" in [offer.mentor for offer in made.offers["n0"]]
        assert len({offer.score for offer in made.offers["n0"]}) == 1
        assert "canary" not in str((made.offers, made.short, made.lists))
