"""The pages of training, as people open them."""

import base64
import json
import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mentorhouse.programmes.models import Completion
from mentorhouse.training.actions import statements
from mentorhouse.training.models import LearningSystem, ModuleDone, Statement
from mentorhouse.training.rules.statements import COMPLETED, MOST_BYTES
from tests.factories import complete_design, make_local_coordinator, make_mentee, make_programme
from tests.training.conftest import AT, House, right_answers, signed_in

MODULE = "courses/mentee-induction/mentee-purpose/"


def answers(key, **changed):
    return {f"q{place}": str(n) for place, n in enumerate(right_answers(key))} | changed


@pytest.mark.requirement("R4.05")
def test_a_module_teaches_asks_and_answers_each_choice_in_kind_words(house):
    client = signed_in(house.mentee.user)
    page = client.get(house.path(MODULE)).content.decode()
    assert "A case" not in page and "Three people" in page
    assert "To help people grow." in page  # the programme's own purpose
    wrong = client.post(house.path(MODULE), answers("mentee-purpose", q0="1"))
    told = wrong.content.decode()
    assert wrong.status_code == 422
    assert "Question 1: " in told and "Looking after your career stays your own job" in told
    assert "That is right." in told and 'value="1" checked' in told
    assert ModuleDone.objects.count() == 0
    done = client.post(house.path(MODULE), answers("mentee-purpose"), follow=True)
    assert "1 of 8" in done.content.decode()
    again = client.get(house.path(MODULE)).content.decode()
    assert "You did this module on" in again and "answers that fit" in again


@pytest.mark.parametrize("answer", ["", "9", "x", "-1", "²"])
def test_nonsense_is_no_answer(house, answer):
    client = signed_in(house.mentee.user)
    found = client.post(house.path(MODULE), answers("mentee-purpose", q0=answer))
    assert found.status_code == 422 and ModuleDone.objects.count() == 0


@pytest.mark.requirement("R4.05")
def test_each_course_ends_with_go_on_or_step_back_and_no_reason_is_asked(house):
    house.do_all(house.mentee, "mentee-induction")
    client = signed_in(house.mentee.user)
    page = client.get(house.path("courses/mentee-induction/")).content.decode()
    assert "Go on, or step back?" in page
    step = house.path(f"step-back/{house.learning.pk}/")
    asked = client.get(step).content.decode()
    assert "textarea" not in asked and "nobody asks you why" in asked
    gone = client.post(step, follow=True).content.decode()
    assert "You have stepped back" in gone and "the way back is open" in gone
    house.learning.refresh_from_db()
    assert house.learning.state == "declined"
    assert Completion.objects.count() == 1  # what they learnt stays theirs
    back = client.get(f"/programmes/taking-part/{house.learning.pk}/").content.decode()
    assert "Yes, I take part" in back


def test_nobody_steps_back_for_somebody_else(house):
    step = house.path(f"step-back/{house.learning.pk}/")
    for user in (house.mentor.user, house.coordinator):
        assert signed_in(user).post(step).status_code == 404


def test_a_course_that_is_off_is_not_there(db):
    house = House(mentees="off")
    client = signed_in(house.mentee.user)
    assert "no training for you here" in client.get(house.path()).content.decode()
    assert client.get(house.path("courses/mentee-induction/")).status_code == 404


def test_who_runs_it_reads_the_courses_and_nothing_is_recorded(house):
    client = signed_in(house.coordinator)
    assert "Preparation for co-ordinators" in client.get(house.path()).content.decode()
    page = client.get(house.path(MODULE)).content.decode()
    assert "answers that fit" in page and "Check my answers" not in page
    assert client.post(house.path(MODULE), answers("mentee-purpose")).status_code == 404
    assert (
        "Nothing is recorded"
        in client.get(house.path("courses/mentor-development/")).content.decode()
    )


@pytest.mark.requirement("R4.16")
def test_co_ordinators_prepare_and_managers_read_without_an_account(house):
    page = signed_in(house.coordinator).get(house.path("courses/coordinator-preparation/"))
    assert page.content.decode().count("nhsuk-task-list__item--with-link") == 6
    visitor = Client()
    told = visitor.get(house.path("briefing-for-managers/"))
    words = told.content.decode()
    assert told.status_code == 200
    assert "What stays between you" in words or "What you say stays between you." in words
    assert house.mentee.name not in words and house.mentor.name not in words


@pytest.mark.parametrize("state", ["draft", "archived"])
def test_no_briefing_of_a_programme_that_nobody_is_told_of(db, state):
    programme = make_programme(design=complete_design())
    programme.state = state
    programme.save()
    assert (
        Client().get(f"/programmes/{programme.pk}/training/briefing-for-managers/").status_code
        == 404
    )


def test_the_list_takes_the_same_queries_for_one_and_for_three(house):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = signed_in(house.coordinator)
    client.get(house.path("people/"))
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as seen:
            assert client.get(house.path("people/")).status_code == 200
        counts.append(len(seen))
        for _ in range(3):
            make_mentee(house.programme)
    assert counts[0] == counts[1]


def test_the_list_exports_what_it_shows_and_the_local_see_their_own(house):
    house.do_all(house.mentee, "mentee-induction")
    client = signed_in(house.coordinator)
    sheet = client.get(house.path("people/people.csv?role=mentee")).content.decode()
    assert "Mentee" in sheet and "8,8," in sheet and "Completed here" in sheet
    assert "Mary" not in sheet
    assert client.get(house.path("people/people.pdf")).status_code == 404
    local = signed_in(make_local_coordinator(house.programme, "Birch Council"))
    page = local.get(house.path("people/")).content.decode()
    assert "Menna Mentee" in page and "Mary Mentor" not in page
    assert "Record a completion" not in page


def test_a_completion_is_recorded_for_those_ticked(house):
    second = make_mentee(house.programme)
    client = signed_in(house.coordinator)
    who = [str(house.learning.pk), str(second.pk)]
    page = client.get(house.path("record/"), {"who": who}).content.decode()
    assert "Menna Mentee" in page and "training for mentors" not in page
    said = {"who": who, "what": "mentee_induction"}
    day = {"done_on_day": "27", "done_on_month": "3", "done_on_year": "2026"}
    told = client.post(house.path("record/"), said | day | {"done_on_year": "2990"})
    assert "today or earlier" in told.content.decode()
    told = client.post(house.path("record/"), said | day, follow=True)
    assert "Recorded for 2 people" in told.content.decode()
    none = client.get(house.path("record/"), {"who": ["x", str(uuid4())]}, follow=True)
    assert "Tick the people first" in none.content.decode()
    row = Completion.objects.filter(person=house.mentee).get()
    assert (
        "Strike a record"
        in client.get(house.path(f"completions/{row.pk}/take-back/")).content.decode()
    )
    client.post(house.path(f"completions/{row.pk}/take-back/"))
    assert not Completion.objects.filter(person=house.mentee).exists()


def test_reminders_are_shown_before_they_leave(house):
    client = signed_in(house.coordinator)
    page = client.get(house.path("remind/")).content.decode()
    assert "2 people would get an e-mail" in page and "Menna Mentee" in page
    told = client.post(house.path("remind/"), follow=True).content.decode()
    assert "2 reminders are on the way" in told
    assert "There is nobody to remind" in client.get(house.path("remind/")).content.decode()
    told = client.post(house.path("remind/"), follow=True).content.decode()
    assert "Nobody was reminded" in told


# --- learning systems ----------------------------------------------------------------------------


def test_a_course_is_named_once_whatever_its_capitals(house):
    client = signed_in(house.coordinator)
    where = house.path("records/courses/")
    client.post(where, {"code": "MENT-101", "what": "mentor_training"})
    client.post(where, {"code": "ment-101 ", "what": "in_house"})
    assert [(row.code, row.what) for row in house.programme.course_codes.all()] == [
        ("MENT-101", "in_house")
    ]
    told = client.post(where, {"code": "x" * 501}).content.decode()
    assert "There is a problem" in told and "x" * 501 in told
    [row] = house.programme.course_codes.all()
    client.post(house.path(f"records/courses/{row.pk}/forget/"))
    assert not house.programme.course_codes.exists()


def test_a_file_is_shown_before_anything_is_recorded(house):
    client = signed_in(house.coordinator)
    client.force_login(house.mentee.user)  # so that her address is known to be hers
    client.force_login(house.coordinator)
    client.post(house.path("records/courses/"), {"code": "IND", "what": "mentee_induction"})
    sheet = f"E-mail,Course,Date\n{house.mentee.user.email},IND,2026-03-27\nx,IND,when\n"
    file = SimpleUploadedFile("list.csv", sheet.encode())
    page = client.post(house.path("records/file/"), {"file": file}).content.decode()
    assert "1 completion can be recorded" in page and "Row 3" in page
    assert Completion.objects.count() == 0
    where = re.search(r'action="(/[^"]+/records/file/[0-9a-f-]{36}/)"', page)[1]
    told = client.post(where, follow=True).content.decode()
    assert "1 completion is new" in told
    assert "Nothing was new" in client.post(where, follow=True).content.decode()
    bad = SimpleUploadedFile("list.json", b'[{"actor": 7}]')
    told = client.post(house.path("records/file/"), {"file": bad}).content.decode()
    assert "$[0].actor" in told and "There is a problem" in told


@pytest.mark.requirement("R4.12")
def test_completions_are_reported_back_as_list_and_as_statements(house):
    house.do_all(house.mentee, "mentee-induction")
    client = signed_in(house.coordinator)
    sheet = client.get(house.path("records/completions.csv")).content.decode()
    assert str(house.mentee.pk) in sheet and "mentee_induction" in sheet
    [made] = client.get(house.path("records/completions.json")).json()
    assert made["actor"]["account"]["name"] == str(house.mentee.pk)
    assert made["verb"]["id"] == COMPLETED
    assert client.get(house.path("records/completions.pdf")).status_code == 404


def test_a_token_is_shown_once_and_can_be_revoked(house):
    client = signed_in(house.coordinator)
    said = {"name": "Hub", "once": str(uuid4())}
    page = client.post(house.path("records/systems/"), said).content.decode()
    [system] = LearningSystem.objects.all()
    token = page.split("bearer token")[1].split('__value">')[1].split("<")[0]
    assert post(token, statement()).status_code == 200
    again = client.post(house.path("records/systems/"), said, follow=True).content.decode()
    assert "was added already" in again and token not in again
    assert LearningSystem.objects.count() == 1
    client.post(house.path(f"records/systems/{system.pk}/revoke/"))
    assert post(token, statement()).status_code == 404


def statement(who="nobody@example.org", **changes):
    return {
        "id": str(uuid4()), "actor": {"mbox": f"mailto:{who}"}, "verb": {"id": COMPLETED},
        "object": {"id": "IND"}, "timestamp": "2026-10-01T09:00:00Z",
    } | changes  # fmt: skip


def post(token, body, *, basic=False, raw=None):
    header = f"Bearer {token}"
    if basic:
        header = "Basic " + base64.b64encode(f"mentorhouse:{token}".encode()).decode()
    return Client(enforce_csrf_checks=True).post(
        "/xapi/statements",
        raw if raw is not None else json.dumps(body),
        content_type="application/json",
        headers={"Authorization": header},
    )


@pytest.mark.requirement("R4.12")
def test_a_learning_system_sends_statements_by_itself(house):
    _, token = statements.add_system(
        house.programme, "Hub", once=uuid4(), by=house.coordinator, at=AT
    )
    one, two = statement(), statement(str(house.mentee.user.email))
    answer = post(token, [one, two], basic=True)
    assert answer.status_code == 200 and answer.json() == [one["id"], two["id"]]
    assert answer["X-Experience-API-Version"] == "1.0.3"
    assert post(token, [one, two]).status_code == 200
    assert Statement.objects.count() == 2
    assert post(token, one | {"object": {"id": "X"}}).status_code == 409
    wrong = post(token, [statement(), {"actor": 7}])
    assert wrong.status_code == 400
    assert wrong.json()["error"][0]["path"] == "$[1].actor" and wrong.json()["error"][0]["remedy"]
    assert Statement.objects.count() == 2
    assert post(token, None, raw=b"x" * (MOST_BYTES + 1)).status_code == 413
    page = signed_in(house.coordinator).get(house.path("records/")).content.decode()
    assert "nobody@example.org" in page and "Records that wait" in page


@pytest.mark.parametrize("header", ["", "Bearer x", "Basic x", "Basic eDp5", "Bearer", "\xe9"])
def test_without_a_token_in_force_the_address_does_not_exist(house, header):
    answer = Client().post(
        "/xapi/statements", "{}", content_type="application/json", headers={"Authorization": header}
    )
    assert answer.status_code == 404
    assert Client().get("/xapi/statements").status_code == 405


def test_a_statement_that_waits_can_be_looked_at_again_or_put_aside(house):
    _, token = statements.add_system(
        house.programme, "Hub", once=uuid4(), by=house.coordinator, at=AT
    )
    post(token, statement())
    client = signed_in(house.coordinator)
    told = client.post(house.path("records/waiting/"), follow=True).content.decode()
    assert "None of them fits yet" in told
    row = Statement.objects.get()
    client.post(house.path(f"records/waiting/{row.pk}/"))
    row.refresh_from_db()
    assert (row.state, row.actor) == ("put aside", "")
    other = House()
    assert client.post(other.path(f"records/waiting/{row.pk}/")).status_code == 404
