"""Which policies there are, how one stands, and which document is whose."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from mentorhouse.policies.rules import SLOTS, applying, listed, next_for, required_in, standing_of
from mentorhouse.policies.states import Standing

TODAY = date(2026, 11, 3)
TOMORROW = TODAY + timedelta(days=1)


def test_the_nine_and_the_four():
    assert [slot.title for slot in SLOTS.values()] == [
        "Conduct",
        "Complaints",
        "Confidentiality and data protection",
        "Equal opportunities",
        "Governance",
        "Health and safety",
        "Volunteering",
        "Values",
        "Protecting vulnerable groups",
        "Bullying and harassment",
        "Mental health",
        "Change management",
        "Personal relationships",
    ]
    assert all(key == slot.key and slot.about for key, slot in SLOTS.items())


@pytest.mark.parametrize(
    "known, standing",
    [
        ({}, Standing.EMPTY),
        ({"review_on": TODAY}, Standing.EMPTY),
        ({"draft": True}, Standing.DRAFT_WAITING),
        ({"in_force": True}, Standing.IN_FORCE),
        ({"in_force": True, "draft": True}, Standing.DRAFT_WAITING),
        ({"in_force": True, "review_on": TOMORROW}, Standing.IN_FORCE),
        ({"in_force": True, "review_on": TODAY}, Standing.REVIEW_DUE),
        ({"in_force": True, "draft": True, "review_on": TODAY}, Standing.REVIEW_DUE),
        ({"in_force": True, "review_on": TODAY, "withdrawn": True}, Standing.WITHDRAWN),
    ],
)
def test_how_a_policy_stands(known, standing):
    facts = {"withdrawn": False, "in_force": False, "draft": False, "review_on": None} | known
    assert standing_of(today=TODAY, **facts) is standing


@pytest.mark.parametrize("standing", Standing)
def test_each_standing_says_what_comes_next(standing):
    assert next_for(standing).endswith(".")


def test_a_person_has_the_document_of_their_organisation_else_the_common_one():
    own, other = uuid4(), uuid4()
    both = {None: "common", own: "own"}
    assert applying(both, own) == "own"
    assert applying(both, other) == "common"
    assert applying(both, None) == "common"
    assert applying({own: "own"}, other) is None


def test_of_whom_it_is_asked():
    assert required_in({"mentor"}) == ["both", "mentor"]
    assert required_in({"mentor", "mentee"}) == ["both", "mentee", "mentor"]
    assert required_in(set()) == []


def test_titles_in_a_sentence():
    assert listed(["Conduct"]) == "“Conduct”"
    assert listed(["Conduct", "Values", "Governance"]) == "“Conduct”, “Values” and “Governance”"
