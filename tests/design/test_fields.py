"""Dates in three boxes, times as people write them, boxes that say who can read them."""

from datetime import date, time

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from mentorhouse.access.policy import Capability, Relation
from mentorhouse.access.readers import who_can_read
from mentorhouse.design.forms import DateParts, Form, SealedTextField, TimeOfDay

READ = Capability.READ_MEETING_LOG
PAIR_ONLY, WITH_COORDINATOR = frozenset(), frozenset({Relation.READING_COORDINATOR})


class Asking(Form):
    day = DateParts(label="When?")
    at = TimeOfDay(label="At what time?")


def boxes(day="27", month="3", year="2027", at="2.30pm"):
    return {"day_day": day, "day_month": month, "day_year": year, "at": at}


@pytest.mark.parametrize("year", ["2027", "27"])
def test_three_boxes_make_a_date(year):
    form = Asking(boxes(year=year))
    assert form.is_valid()
    assert form.cleaned_data == {"day": date(2027, 3, 27), "at": time(14, 30)}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"day": "", "month": "", "year": ""}, "Enter a date: When?"),
        ({"month": ""}, "The date needs a month"),
        ({"day": "", "year": " "}, "The date needs a day and year"),
        ({"day": "31", "month": "2"}, "The date must be a real one, for example 27 3 2027: When?"),
        ({"month": "March"}, "The date must be a real one, for example 27 3 2027: When?"),
        ({"year": "9" * 30}, "The date must be a real one, for example 27 3 2027: When?"),
    ],
)
def test_a_date_that_is_none_is_refused_in_words(typed, words):
    assert Asking(boxes(**typed)).errors["day"] == [words]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2.30pm", time(14, 30)), ("2:30 PM", time(14, 30)), ("14:30", time(14, 30)),
        ("9am", time(9)), ("12am", time(0)), ("12pm", time(12)), ("midday", time(12)),
        ("9.05 a.m.", time(9, 5)), ("0:00", time(0)),
    ],
)  # fmt: skip
def test_times_are_read_as_people_write_them(typed, expected):
    assert Asking(boxes(at=typed)).fields["at"].clean(typed) == expected


@pytest.mark.parametrize("typed", ["25:00", "13pm", "0am", "9.5", "half past two", "9.60"])
def test_times_that_are_none_are_refused(typed):
    assert Asking(boxes(at=typed)).errors["at"] == ["Enter a time like 2.30pm or 14:30"]


def test_a_time_given_is_shown_as_typed_ones_are():
    assert 'value="14:30"' in str(Asking(initial={"at": time(14, 30)})["at"].as_field_group())


@pytest.mark.requirement("R6.17")
@pytest.mark.parametrize("holding", [PAIR_ONLY, WITH_COORDINATOR])
def test_a_sealed_box_says_the_policys_words_and_follows_the_setting(holding):
    class Log(Form):
        topics = SealedTextField(capability=READ, label="Topics")

    drawn = str(Log(holding=holding)["topics"].as_field_group())
    other = who_can_read(READ, holding=PAIR_ONLY if holding else WITH_COORDINATOR)
    assert who_can_read(READ, holding=holding) in drawn
    assert other not in drawn


def test_a_refusal_says_what_to_do():
    class Asked(Form):
        full_name = forms.CharField()
        email = forms.EmailField(label="E-mail address")
        ni = forms.CharField(label="NI number")
        why = forms.CharField(label="Why do you want a mentor?")
        grade = forms.ChoiceField(choices=[("a", "A")])
        sheet = forms.FileField()
        agree = forms.BooleanField(label="I agree")
        own = forms.CharField(error_messages={"required": "Our own words"})

    assert {name: found[0] for name, found in Asked({}).errors.items()} == {
        "full_name": "Enter the full name",
        "email": "Enter the e-mail address",
        "ni": "Enter the NI number",
        "why": "Enter an answer: Why do you want a mentor?",
        "grade": "Choose the grade",
        "sheet": "Choose a file",
        "agree": "Tick the box: I agree",
        "own": "Our own words",
    }


def test_a_limit_says_of_which_box_it_is_and_what_fits():
    class Limited(Form):
        places = forms.IntegerField(label="Places (100% full)", min_value=1, max_value=9)
        hours = forms.IntegerField(max_value=9)
        title = forms.CharField(label="Title", max_length=5)
        own = forms.IntegerField(min_value=1, error_messages={"min_value": "Our own words"})
        pairs = forms.IntegerField(label="Pairs")
        cost = forms.DecimalField(label="Cost")
        sheet = forms.FileField()

    said = {"places": "0", "hours": "10", "title": "x" * 7, "own": "0", "pairs": "1.5", "cost": "x"}
    files = {"sheet": SimpleUploadedFile("a.csv", b"")}
    assert {name: found[0] for name, found in Limited(said, files).errors.items()} == {
        "places": "Enter 1 or more: Places (100% full)",
        "hours": "Enter 9 or less: hours",
        "title": "Enter at most 5 characters (you have 7): Title",
        "own": "Our own words",
        "pairs": "Enter a whole number: Pairs",
        "cost": "Enter a number: Cost",
        "sheet": "The file is empty. Choose another one.",
    }
