"""A synonym finds the mentor, and private wishes order without showing (R1.05, R1.07)."""

import numpy as np
import pytest

from mentorhouse.matching.engine.problem import Problem
from mentorhouse.matching.queries.pool import pool_of, request_for
from mentorhouse.people import actions
from mentorhouse.people.models import IdentityAnswer, Skill
from tests.factories import (
    AT,
    coordinator_of,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
)
from tests.people.test_biography import publish

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
BOTH = np.array([0, 1])
SHARES = [{"criterion": "shares", "what": "skills", "weight": 100}]


def problem(programme):
    asked = request_for(programme, programme.design, pool_of(programme, at=AT), seed=0, at=AT)
    return Problem(asked)


def scores(programme):
    """Score of the one mentee with each mentor, by the mentor's key."""
    run = problem(programme)
    found = run.score(np.zeros(2, dtype=int), BOTH)
    return dict(zip(run.mentors.keys, found.tolist(), strict=True))


@pytest.mark.requirement("R1.05")
def test_a_synonym_finds_the_mentor(design_with):
    programme = make_programme(design=design_with(criteria=SHARES, hard_rules=[]))
    keeper = coordinator_of(programme)
    speaker = make_mentor(programme, make_person()).person
    planner = make_mentor(programme, make_person()).person
    mentee = make_mentee(programme).person
    publish(speaker, skills=["Vorträge"])
    publish(planner, skills=["Planning"])
    words = {Skill.Kind.DEVELOPING: ["public speaking"]}
    actions.keep_words(mentee, words, by=mentee.user, at=AT)
    assert set(scores(programme).values()) == {0}
    actions.add_term("Presenting", ["Public Speaking", "vortrage"], by=keeper, at=AT)
    found = scores(programme)
    assert found == {str(speaker.pk): 10_000, str(planner.pk): 0}
    run = problem(programme)
    place = run.mentors.keys.index(str(speaker.pk))
    assert run.parts[0].kernel.words(0, place).words == "1 of 1 areas to develop met: Presenting"


@pytest.mark.requirement("R1.07")
def test_a_wish_orders_equals_and_stands_in_no_score(design_with):
    wishes = [{"criterion": "partner_wishes", "weight": 30}]
    programme = make_programme(design=design_with(criteria=SHARES, hard_rules=[], private=wishes))
    north = make_mentor(programme, make_person(organisation="North Body")).person
    make_mentor(programme, make_person(organisation="South Body"))
    mentee = make_mentee(programme).person
    said = {IdentityAnswer.Kind.WANTS_ORGANISATION: "north body"}
    actions.give_identity(mentee, said, by=mentee.user, at=AT)
    assert len(set(scores(programme).values())) == 1
    run = problem(programme)
    worth = run.worth(np.zeros(2, dtype=int), BOTH)
    assert run.mentors.keys[int(np.argmax(worth))] == str(north.pk)
    assert worth[0] != worth[1]


@pytest.mark.requirement("R4.13", "R1.07")
def test_a_mentors_wish_counts_too(design_with):
    wishes = [{"criterion": "partner_wishes", "weight": 30}]
    programme = make_programme(design=design_with(criteria=SHARES, hard_rules=[], private=wishes))
    make_mentor(programme, make_person())
    wishing = make_mentor(programme, make_person()).person
    make_mentee(programme, make_person(profession="Nursing"))
    said = {IdentityAnswer.Kind.WANTS_PROFESSION: "nursing"}
    actions.give_identity(wishing, said, by=wishing.user, at=AT)
    run = problem(programme)
    worth = run.worth(np.zeros(2, dtype=int), BOTH)
    assert run.mentors.keys[int(np.argmax(worth))] == str(wishing.pk)
