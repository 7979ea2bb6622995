"""A certificate that anyone can check, and that fails as soon as a thing in it is changed."""

from dataclasses import replace

import numpy as np
import pytest

from mentorhouse.matching.engine.certificate import bound, exact_sum, faults_of
from mentorhouse.matching.engine.solve import solve
from tests.matching.engine.builders import build
from tests.matching.engine.test_solve import crowd

pytestmark = pytest.mark.requirement("R5.09")


@pytest.fixture(scope="module")
def run():
    request = build(crowd(40, 11), crowd(30, 12, places=2))
    locked = solve(request).pairs[0]
    return solve(replace(request, locked=[(locked.mentee, locked.mentor)]))


def test_the_solver_s_own_certificate_holds(run):
    assert run.certificate.proved
    assert run.certificate.gap == 0
    assert faults_of(run.problem, run.certificate) == ()


def changed(run, **values):
    return faults_of(run.problem, replace(run.certificate, **values))


def test_a_claim_of_more_worth_or_a_lower_bound_is_found(run):
    assert "The pairs are not worth what is claimed." in changed(
        run, worth=run.certificate.bound + 1
    )
    assert "The prices do not give the bound that is claimed." in changed(
        run, bound=run.certificate.bound - 1
    )


def test_any_other_prices_give_another_bound(run):
    for mentor in np.flatnonzero(run.problem.places)[:20]:
        for step in (1, -1):
            price = run.certificate.price.copy()
            price[mentor] += step
            if price[mentor] >= 0:
                assert bound(run.problem, price) >= run.certificate.bound
    dearer = run.certificate.price + 10**9
    assert changed(run, price=dearer) == ("The prices do not give the bound that is claimed.",)
    assert "a price below zero" in changed(run, price=run.certificate.price - 10**15)[0]


def mates(run):
    """Return the mentor of each mentee, -1 for none."""
    mate = np.full(len(run.problem), -1)
    mate[run.certificate.mentee] = run.certificate.mentor
    return mate


def with_mates(run, mate, **values):
    mentee = np.flatnonzero(mate >= 0)
    return changed(run, mentee=mentee, mentor=mate[mentee], **values)


def test_pairs_that_break_a_rule_are_found(run):
    mate = mates(run)
    alone = int(np.flatnonzero(run.problem.free)[0])
    allowed = run.problem.allowed_rows(np.array([alone]))[0]
    mate[alone] = int(np.flatnonzero(~allowed)[0])
    assert "A pair breaks a rule or belongs to a locked mentee." in with_mates(run, mate)


def test_a_locked_mentee_is_not_paired_twice(run):
    mate = mates(run)
    mentee, mentor = run.problem.locked[0]
    mate[mentee] = mentor
    assert "A pair breaks a rule or belongs to a locked mentee." in with_mates(run, mate)


def test_a_pair_that_stands_twice_is_found(run):
    mentee, mentor = run.certificate.mentee, run.certificate.mentor
    twice = np.append(mentee, mentee[0]), np.append(mentor, mentor[0])
    found = changed(run, mentee=twice[0], mentor=twice[1])
    assert "A pair stands twice." in found
    assert "A mentee has more mentors than asked for." in found


def test_a_mentor_with_too_many_is_found(run):
    mate = mates(run)
    mate[mate >= 0] = mate[mate >= 0][0]
    assert "A mentor has more mentees than places." in with_mates(run, mate)


def test_one_mentee_more_than_places_is_found(run):
    mate, problem = mates(run), run.problem
    held = np.bincount(mate[mate >= 0], minlength=len(problem.mentors))
    full = np.flatnonzero((held == problem.places) & (held > 0))
    open_ = problem.worth_rows(np.arange(len(problem)))[:, full] >= 0
    mentee, place = np.argwhere(open_ & (mate[:, None] != full))[0]
    mate[mentee] = full[place]
    assert "A mentor has more mentees than places." in with_mates(run, mate)


def test_a_certificate_of_another_run_is_refused(run):
    assert changed(run, mentee=run.certificate.mentee[1:]) == (
        "The certificate belongs to another run.",
    )
    mentor = run.certificate.mentor.copy()
    mentor[0] = 10_000
    assert "nobody's place" in changed(run, mentor=mentor)[0]


def test_a_worse_run_shows_its_gap(run):
    mentee, mentor = run.certificate.mentee[1:], run.certificate.mentor[1:]
    worth = exact_sum(run.problem.worth(mentee, mentor))
    worse = replace(run.certificate, mentee=mentee, mentor=mentor, worth=worth)
    assert faults_of(run.problem, worse) == ()
    assert worse.gap >= run.problem.scale.pair
    assert not worse.proved


def test_sums_beyond_64_bits_stay_exact():
    assert exact_sum(np.full(5, 2**62)) == 5 * 2**62
    assert exact_sum(np.array([-(2**40), 2**33 + 1])) == -(2**40) + 2**33 + 1
