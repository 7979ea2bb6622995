"""The invitation: what is told before the answer, and that the answer is the person's own."""

import pytest
from django.test import Client
from django.urls import reverse

from mentorhouse.programmes.states import ParticipationState as S
from tests.factories import (
    complete_design,
    coordinator_of,
    make_mentee,
    make_partnership,
    make_programme,
    make_user,
    user_of,
)

pytestmark = pytest.mark.django_db
SHUT = {"statement": "It stays with you.", "coordinator_reads_content": False}
OPEN = SHUT | {"coordinator_reads_content": True}


def as_(user):
    client = Client()
    client.force_login(user)
    return client


def address(row):
    return reverse("programmes:taking_part", args=[row.pk])


@pytest.mark.requirement("R3.10")
def test_an_invited_person_reads_what_it_is_and_says_yes_or_no_and_may_change_their_mind():
    asks_nothing = {"mentee_questions": [], "mentor_questions": [], "commitments": []}
    design = complete_design(application=asks_nothing)
    row = make_mentee(make_programme(design=design), state=S.INVITED)
    me = as_(row.person.user)
    shown = me.get(address(row)).content.decode()
    name = row.programme.name
    assert f"<title>{name} – " in shown
    assert f"{name} – {name}" not in shown
    for words in (
        "To help people grow.",
        "6 months",
        "about once a month",
        "voluntary",
        "Who can read",
    ):
        assert words in shown
    for answer, state in (("yes", "accepted"), ("no", "declined"), ("yes", "accepted")):
        assert me.post(address(row), {"answer": answer}).status_code == 302
        row.refresh_from_db()
        assert row.state == state


def test_who_runs_the_programme_can_be_written_to():
    row = make_mentee(make_programme(), state=S.INVITED)
    runs_it = row.programme.coordinators.get().user
    assert (
        f'href="mailto:{runs_it.email}"' in as_(row.person.user).get(address(row)).content.decode()
    )


@pytest.mark.requirement("R3.10")
def test_nobody_else_answers_not_even_a_co_ordinator():
    row = make_mentee(make_programme(), state=S.INVITED)
    for other in (coordinator_of(row.programme), make_user()):
        assert as_(other).get(address(row)).status_code == 404
        assert as_(other).post(address(row), {"answer": "yes"}).status_code == 404
    assert as_(row.person.user).post(address(row), {"answer": "perhaps"}).status_code == 404
    row.refresh_from_db()
    assert row.state == "invited"


@pytest.mark.parametrize(("told", "readers"), [(SHUT, 1), (OPEN, 3)])
def test_who_reads_agreements_and_logs_is_told_before_the_answer(told, readers):
    row = make_mentee(make_programme(design=complete_design(confidentiality=told)))
    shown = as_(row.person.user).get(address(row)).content.decode()
    assert shown.count("people in this partnership, the programme’s co-ordinators") == readers


def test_who_is_in_a_partnership_is_told_to_talk_instead():
    partnership = make_partnership()
    row = partnership.members.get(role="mentee").participation
    me = as_(user_of(partnership, "mentee"))
    assert 'value="no"' not in me.get(address(row)).content.decode()
    me.post(address(row), {"answer": "no"})
    row.refresh_from_db()
    assert row.state == "accepted"
