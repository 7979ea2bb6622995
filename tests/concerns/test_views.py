"""Pages: each says who can read; wrong answers are kept; nothing shows to the wrong person."""

from uuid import uuid4

import pytest
from django.urls import reverse

from mentorhouse.concerns import actions
from mentorhouse.concerns.models import Concern
from mentorhouse.concerns.rules import COORDINATORS
from tests.concerns.conftest import AT, FACTS

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


@pytest.mark.requirement("R6.11")
def test_a_mentor_is_led_through_one_thing_a_page(place):
    by = place.browse(place.mentor)
    page = by.get(reverse("concerns:begin", args=[place.programme.pk])).content.decode()
    assert "Ring 999 first" in page and "Will Learner" in page
    data = {"once": uuid4(), "mentee": place.mentee_part.pk}
    step = by.post(reverse("concerns:begin", args=[place.programme.pk]), data)["Location"]
    step = by.post(step, {"ground": "harm"})["Location"]
    wrong = by.post(step, {"told": "no", "unsafe": ""}).content.decode()
    assert "Write why it would be unsafe" in wrong
    step = by.post(step, {"told": "no", "unsafe": "planted-reason"})["Location"]
    assert "nothing is sent" in by.get(step).content.decode().lower()
    check = by.post(step, {"facts": FACTS})["Location"]
    page = by.get(check).content.decode()
    assert FACTS in page and "planted-reason" in page and "Somebody is or may be harmed" in page
    by.post(check)
    row = Concern.objects.get()
    assert row.contact.user == place.first and row.told_first is False
    assert place.get(place.mentee, "passed_on", row.pk).status_code == 404
    assert FACTS in place.get(place.first, "concern", row.pk).content.decode()
    actions.take_up(row, by=place.first, at=AT)
    place.post(place.first, "tell", row.pk)
    told = place.get(place.mentee, "passed_on", row.pk).content.decode()
    assert "Grace Mentor" in told and FACTS not in told


@pytest.mark.requirement("R6.12")
def test_a_mentee_complains_about_the_co_ordinator_and_gets_an_answer(place):
    data = {"once": uuid4(), "kind": "bullying", "about": COORDINATORS, "facts": ""}
    wrong = place.post(place.mentee, "report", place.programme.pk, **data).content.decode()
    assert "What happened?" in wrong and not Concern.objects.exists()
    place.post(place.mentee, "report", place.programme.pk, **(data | {"facts": FACTS}))
    row = Concern.objects.get()
    assert place.get(place.coordinator, "concern", row.pk).status_code == 404
    place.post(place.first, "take_up", row.pk)
    place.post(place.first, "note", row.pk, once=uuid4(), text="planted-step")
    place.post(place.first, "close", row.pk, once=uuid4(), text="planted-answer")
    seen = place.get(place.mentee, "concern", row.pk).content.decode()
    assert "planted-answer" in seen and "planted-step" not in seen
    assert "planted-step" in place.get(place.first, "concern", row.pk).content.decode()
    listed = place.get(place.first, "concerns", place.programme.pk).content.decode()
    assert "Closed" in listed and FACTS not in listed


@pytest.mark.requirement("R6.16")
def test_a_name_in_a_question_is_flagged_kindly_and_the_text_is_kept(place):
    data = {"once": uuid4(), "text": "Learner seems low. What would you do?"}
    page = place.post(place.mentor, "advice", place.programme.pk, **data).content.decode()
    assert "seems to name your mentee" in page and "Learner seems low" in page
    assert not Concern.objects.exists()
    clean = data | {"text": "Somebody seems low. What would you do?"}
    place.post(place.mentor, "advice", place.programme.pk, **clean)
    row = Concern.objects.get()
    place.post(place.mentor, "write", row.pk, once=uuid4(), text="Learner again")
    assert not row.notes.exists()
    place.post(place.mentor, "write", row.pk, once=uuid4(), text="Learner again", anyway="on")
    assert row.notes.count() == 1
    assert place.get(place.mentee, "advice", place.programme.pk).status_code == 404


def test_the_co_ordinator_names_contacts_and_sees_nothing_more(place):
    place.report()
    page = place.get(place.coordinator, "contacts", place.programme.pk).content.decode()
    assert "Nora First" in page and "Sam Second" in page
    data = {"rank": "second", "email": place.coordinator.email}
    page = place.post(place.coordinator, "contacts", place.programme.pk, **data).content.decode()
    assert "This person runs the programme" in page
    assert place.get(place.coordinator, "concerns", place.programme.pk).status_code == 404


def test_a_longer_list_takes_no_more_queries(place, django_assert_max_num_queries):
    place.report()
    client, url = place.browse(place.first), reverse("concerns:concerns", args=[place.programme.pk])
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        client.get(url)
    place.report()
    place.report(by=place.mentor)
    with django_assert_max_num_queries(len(one)):
        client.get(url)
