"""What is typed and what a spreadsheet brings: the same rows, rules and messages (issue 4)."""

import pytest
from django.test import Client
from django.urls import reverse

from mentorhouse.people.forms import ProfileForm
from mentorhouse.people.models import Person
from mentorhouse.recruitment.forms.applying import AboutForm
from mentorhouse.recruitment.forms.directory import NameForm
from tests.factories import make_person
from tests.recruitment.files import MENTOR_HEADINGS, csv_file, mentor
from tests.recruitment.test_rules import LADDER, check

BOXES = {
    "given_name": "first name", "family_name": "last name", "job_title": "job title",
    "organisation": "organisation", "profession": "profession", "biography": "biography",
}  # fmt: skip
BAD = {
    "a bit too long": "x" * 4001,
    "far too long": "x" * 10_000,
    "a bell": "Head\x07master",
    "no character of any script": "Head\ue000master",
}
NAMES = {
    "Welsh": ("Siân", "Llŷr-Jones"), "Arabic": ("ليلى", "الحداد"), "Chinese": ("秀英", "王"),
    "Hindi": ("ऐश्वर्या", "शर्मा"), "Greek": ("Ελένη", "Παπαδοπούλου"), "Hebrew": ("נועה", "כהן"),
    "Yoruba": ("Ọlá", "Adébáyọ̀"), "Irish": ("Aoife", "Ní Bhriain"), "one name": ("Suharto", ""),
    "with marks": ("Jean-Luc", "d’Arcy O'Neil"), "Georgian": ("ნინო", "ბერიძე"),
}  # fmt: skip


def columns(**said):
    return {BOXES[name]: value for name, value in said.items()}


@pytest.mark.parametrize("value", BAD.values(), ids=BAD)
@pytest.mark.parametrize("name", BOXES)
def test_the_same_bad_value_gets_the_same_message(name, value):
    typed = ProfileForm({"given_name": "Ada", name: value})
    found = check(csv_file([mentor(1, **columns(**{name: value}))], MENTOR_HEADINGS))
    (problem,) = [p for p in found.problems if p.column == BOXES[name]]
    assert typed.errors[name] == [f"{problem.why} {problem.remedy}"]
    assert typed.errors[name][0].endswith(("fit. Shorten it.", "Type it again by hand."))


def test_what_an_applicant_adds_to_their_profile_gets_it_too():
    form = AboutForm({"job_title": "x" * 201}, person=Person(given_name="Ada"))
    assert form.errors["job_title"] == ["It has 201 characters; 200 fit. Shorten it."]


def test_a_name_that_is_missing_is_said_alike():
    (problem,) = [
        p
        for p in check(csv_file([mentor(1, **{"first name": " "})], MENTOR_HEADINGS)).problems
        if p.column == "first name"
    ]
    said = "The name is missing. Write at least one name."
    assert f"{problem.why} {problem.remedy}" == said
    for form in (ProfileForm({"given_name": " "}), NameForm({"given_name": ""})):
        assert form.errors["given_name"] == [said]


@pytest.mark.parametrize("grade", ["Grade 77", "Emperor", "x" * 60])
def test_a_grade_off_the_ladder_is_said_alike(grade):
    found = check(csv_file([mentor(1, grade=grade)], MENTOR_HEADINGS))
    (problem,) = [p for p in found.problems if p.column == "grade"]
    form = AboutForm({"grade": grade}, person=Person(given_name="Ada"), ladder=LADDER)
    assert form.errors["grade"] == [f"{problem.why} {problem.remedy}"]
    assert "leave it empty" in form.errors["grade"][0]


def test_a_grade_written_otherwise_becomes_the_ladders_own_word():
    for typed, kept in (("g7", "Grade 7"), (" grade  7 ", "Grade 7"), ("", "")):
        form = AboutForm(
            {"grade": typed}, person=Person(given_name="Ada"), ladder=["HEO", "Grade 7"]
        )
        assert form.is_valid(), form.errors
        assert form.said.get("grade", "") == kept
    free = AboutForm({"grade": "Emperor"}, person=Person(given_name="Ada"))
    assert free.is_valid()  # no ladder, no rule


@pytest.mark.django_db(databases=["default", "keystore"])
@pytest.mark.parametrize("names", NAMES.values(), ids=NAMES)
def test_the_same_good_values_make_the_same_row(importer, names):
    said = dict(zip(("given_name", "family_name"), names, strict=True)) | {
        "job_title": " Head of\tcare ", "organisation": "Harbour Trust", "profession": "Nursing",
        "biography": "I listen.\nThen I ask.",
    }  # fmt: skip
    importer.save(csv_file([mentor(1, **columns(**said), characteristics="")]))
    brought = Person.objects.get(user__email="mentor.1@example.org")
    user = make_person().user
    client = Client()
    client.force_login(user)
    client.post(reverse("people:edit"), said)
    typed = Person.objects.get(pk=user.pk)
    for name in said:
        assert getattr(typed, name) == getattr(brought, name), name
    assert (typed.name, typed.job_title) == (" ".join(names).strip(), "Head of care")
