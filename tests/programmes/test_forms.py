"""Each topic reads the design, writes it, and keeps what it does not show."""

import pytest

from mentorhouse.programmes.forms import (
    ConfidentialityForm,
    LadderForm,
    MatchingForm,
    MeetingsForm,
    PurposeForm,
    SizeForm,
)
from tests.factories import complete_design

FORMS = [ConfidentialityForm, LadderForm, MatchingForm, MeetingsForm, PurposeForm, SizeForm]


def typed(form_type, design, **changes):
    blank = form_type(design=design, version=1)
    shown = blank.initial.items()
    data = {name: value for name, value in shown if value is not None and value is not False}
    data |= {"version": 1} | changes
    form = form_type(data, design=design, version=1)
    form.is_valid()
    return form


@pytest.mark.parametrize("form_type", FORMS)
def test_saving_what_is_shown_changes_nothing(form_type):
    design = complete_design()
    form = typed(form_type, design)
    assert form.errors == {}
    assert form.applied_to(design) == design


def test_matching_keeps_rules_and_criteria_that_it_does_not_show():
    plain = complete_design().model_dump(mode="json")
    plain["matching"]["hard_rules"].append({"rule": "different", "field": "profession"})
    plain["matching"]["criteria"].append({"criterion": "same", "field": "grade", "weight": 7})
    design = complete_design(matching=plain["matching"])
    form = typed(MatchingForm, design, least_gap="", different="", same_location="30")
    after = form.applied_to(design).model_dump(mode="json")["matching"]
    assert {"rule": "different", "field": "profession"} in after["hard_rules"]
    assert len(after["hard_rules"]) == 1
    assert {"criterion": "same", "field": "grade", "weight": 7} in after["criteria"]
    assert {"criterion": "same", "field": "location", "weight": 30} in after["criteria"]


def test_nought_leaves_a_criterion_out():
    design = complete_design()
    form = typed(MatchingForm, design, grade_weight="0", private_weight="0")
    after = form.applied_to(design).matching
    assert [c.criterion for c in after.criteria] == ["same"]
    assert after.private == []


@pytest.mark.parametrize(
    ("form_type", "changes", "where"),
    [
        (MatchingForm, {"same_profession": "0", "grade_weight": "0"}, "same_profession"),
        (MatchingForm, {"best_gap": "7"}, "zero_at"),
        (MatchingForm, {"same_profession": "101"}, "same_profession"),
        (LadderForm, {"ladder_grades": "AA\nAO\naa"}, "ladder_grades"),
        (LadderForm, {"ladder_grades": "AA"}, "ladder_grades"),
        (MeetingsForm, {"longest_minutes": "30"}, "longest_minutes"),
        (MeetingsForm, {"length_minutes": "1"}, "length_minutes"),
        (SizeForm, {"largest_capacity": "0"}, "largest_capacity"),
        (PurposeForm, {"name": ""}, "name"),
    ],
)
def test_a_problem_stands_at_its_box(form_type, changes, where):
    assert list(typed(form_type, complete_design(), **changes).errors) == [where]


def test_grades_are_tidied_one_a_line():
    design = complete_design()
    form = typed(LadderForm, design, ladder_grades="  One \r\n\r\nTwo   b\r\n")
    assert form.applied_to(design).ladders == {"grades": ["One", "Two b"]}


def test_differences_name_what_somebody_else_saved():
    form = typed(PurposeForm, complete_design(name="N", purpose="Mine"))
    theirs = complete_design(name="N", purpose="Theirs")
    assert form.differences(theirs) == [("What is the programme for?", "Theirs")]
