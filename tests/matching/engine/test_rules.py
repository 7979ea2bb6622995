"""Hard rules in words, and whom they can judge."""

import numpy as np
import pytest

from mentorhouse.languages import saying
from mentorhouse.matching.engine.faults import UnknownPersonError
from mentorhouse.matching.engine.measures import Same
from mentorhouse.matching.engine.people import People, text_codes
from mentorhouse.matching.engine.rules import GapAtLeast, MustDiffer

pytestmark = pytest.mark.requirement("R5.04")


@pytest.mark.parametrize(
    ("least", "words"),
    [
        (0, "The mentor must not be at a lower grade than the mentee"),
        (1, "The mentor must be at least 1 grade above the mentee"),
        (3, "The mentor must be at least 3 grades above the mentee"),
    ],
)
def test_a_gap_is_put_into_words(least, words):
    assert GapAtLeast("grade", "grade", least).words == words


def one(side, *, organisation=None, grade=None):
    return People(side, ["x"], {"organisation": [organisation]}, {"grade": [grade]})


@pytest.mark.parametrize(
    ("mentee", "mentor", "allowed"),
    [(1, 3, True), (1, 2, False), (3, 1, False), (None, 3, False), (1, None, False)],
)
def test_a_gap_is_kept_only_where_both_grades_are_known(mentee, mentor, allowed):
    rule = GapAtLeast("grade", "grade", 2)
    sides = one("mentees", grade=mentee), one("mentors", grade=mentor)
    here = np.array([0])
    assert rule.bind(*sides).allowed(here, here).tolist() == [allowed]
    assert [rule.known(side)[0] for side in sides] == [mentee is not None, mentor is not None]


@pytest.mark.parametrize(
    ("mentee", "mentor", "allowed"),
    [
        ("North", "South", True),
        ("North", " north ", False),
        ("NORTH", "North", False),
        (None, "South", False),
        ("North", "", False),
        (None, None, False),
    ],
)
def test_organisations_differ_whatever_their_capitals_and_spaces(mentee, mentor, allowed):
    rule = MustDiffer("organisation", "organisation")
    sides = one("mentees", organisation=mentee), one("mentors", organisation=mentor)
    here = np.array([0])
    assert rule.bind(*sides).allowed(here, here).tolist() == [allowed]
    assert [rule.known(side)[0] for side in sides] == [bool(mentee), bool(mentor)]


def test_texts_get_one_number_for_each_meaning():
    ours, theirs = text_codes(["Policy", "policy ", None, ""], ["HR", "POLICY"])
    assert ours.tolist() == [ours[0], ours[0], -1, -1]
    assert theirs[1] == ours[0] != theirs[0]


def test_rules_criteria_and_faults_are_said_in_the_language_in_force(monkeypatch):
    monkeypatch.setitem(saying._voice, "one", lambda text: f"~{text}")
    monkeypatch.setitem(saying._voice, "many", lambda _one, many, _count: f"~{many}")
    rule = GapAtLeast("grade", "grade", 2)
    assert rule.words == "~The mentor must be at least 2 ~grades above the mentee"
    assert MustDiffer("team", "team").words.startswith("~Mentor and mentee must not")
    assert Same("grade", "grade").title == "~Same ~grade"
    assert "~mentors" in str(UnknownPersonError("n1", "mentors"))
