"""Where in the form drafts stop: noted as people go on, counted, and nothing of what they wrote."""

import re

import pytest
from django.urls import reverse

from mentorhouse.recruitment.models import Application
from mentorhouse.recruitment.states import ApplicationState
from tests.factories import (
    complete_design,
    coordinator_of,
    make_application,
    make_programme,
)
from tests.recruitment.applying import GOAL, Applicant
from tests.recruitment.deciding import as_

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def came_to(one):
    return set(Application.objects.filter(person=one.user.pk).values_list("came_to", flat=True))


def page(one, step):
    return reverse("recruitment:step", args=[one.programme.pk, step])


def test_the_page_that_somebody_came_to_is_noted_and_going_back_changes_nothing():
    one = Applicant()
    one.begin("mentee")
    assert came_to(one) == {"about"}
    client = as_(one.user)
    client.post(page(one, "about"), {"location": "Leeds"})
    steps = [step.key for step in one.sitting().steps]
    assert came_to(one) == {steps[1]}
    one.fills_in()
    assert came_to(one) == {"check"}
    one.says("mentee-questions", reason=GOAL)
    assert came_to(one) == {"check"}
    one.sends()
    assert came_to(one) == {"check"}


def test_a_page_that_is_half_filled_is_where_its_writer_stands():
    one = Applicant()
    one.begin("mentee")
    one.says("promises")
    assert came_to(one) == {"promises"}


def test_the_funnel_says_at_which_page_people_stop_and_nothing_of_what_they_wrote():
    programme = make_programme(design=complete_design())
    state = ApplicationState.DRAFT
    for page, count in (("about", 12), ("mentee-questions", 6), ("check", 5)):
        for _ in range(count):
            make_application(programme, state=state, came_to=page)
    for _ in range(12):
        make_application(programme)
    client = as_(coordinator_of(programme))
    shown = client.get(reverse("recruitment:funnel", args=[programme.pk])).text
    said = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", shown))
    assert "at which page of the form they stopped" in said
    assert "About you How many 12 " in said
    assert "What you hope to gain How many not shown " in said  # five must not be worked out


def test_few_who_stop_are_not_counted_page_by_page():
    programme = make_programme(design=complete_design())
    for _ in range(3):
        Applicant(programme).begin("mentee")
    client = as_(coordinator_of(programme))
    shown = client.get(reverse("recruitment:funnel", args=[programme.pk])).text
    table = shown[shown.index("at which page of the form they stopped") :]
    assert not re.search(r">\s*[0-9]+\s*</td>", table)
