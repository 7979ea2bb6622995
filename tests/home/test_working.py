"""From a conversation to actions and a goal, and what counts for CPD."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from mentorhouse.development.actions.sheets import begin_sheet
from mentorhouse.development.models import Goal
from mentorhouse.development.rules.kinds import KINDS
from mentorhouse.home.queries.cpd import cpd_of
from mentorhouse.home.rules.cpd import Cpd, Entry, statement
from mentorhouse.meetings.models import Action
from mentorhouse.partnerships.queries import partnership_for
from tests.factories import make_partnership, user_of

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


@pytest.mark.requirement("R8.04")
def test_the_outcome_of_a_conversation_becomes_actions_and_a_goal_once(client):
    made = make_partnership()
    mentee = user_of(made, "mentee")
    row = partnership_for(mentee, made.pk)
    at = timezone.now()
    said = {"topic": "My first budget", "way": "Ask Rowan"}
    sheet = begin_sheet(row, KINDS["grow"], said, once=uuid4(), by=mentee, at=at)
    client.force_login(mentee)
    page = reverse("home:sheet_outcome", args=[row.pk, sheet.pk])
    assert "Ask Rowan" in client.get(page).content.decode()
    owners = {f"owner_{n}": str(mentee.pk) for n in (1, 2, 3)}
    sent = owners | {"once": str(uuid4()), "words_1": "Ring Rowan", "goal": "Lead a budget"}
    assert (
        "Write an action or a goal"
        in client.post(page, owners | {"once": uuid4()}).content.decode()
    )
    for _ in range(2):
        assert client.post(page, sent).status_code == 302
    assert (Action.objects.count(), Goal.objects.count()) == (1, 1)


@pytest.mark.requirement("R8.08")
def test_the_statement_counts_ninety_minutes_as_one_and_a_half_points(client):
    today = timezone.localdate()
    cpd = Cpd("Ada", "Paths", "mentor", 1, (Entry(today, 90),), (Entry(today, 30, "A talk"),))
    rows = dict(statement(cpd).blocks[0].rows)
    assert (rows["CPD points"], rows["Time"]) == ("2", "2 hours")
    assert statement(cpd).blocks[1].rows[0][3] == "1.5"
    made = make_partnership()
    mentee = user_of(made, "mentee")
    row = partnership_for(mentee, made.pk)
    said = {"topic": "A day at court", "on": "2026-11-01", "minutes": 45}
    begin_sheet(row, KINDS["cpd"], said, once=uuid4(), by=mentee, at=timezone.now())
    mine = row.members.get(role="mentee").participation_id
    assert [e.words for e in cpd_of(mentee, mine, at=timezone.now()).entries] == ["A day at court"]
    client.force_login(mentee)
    assert "A day at court" in client.get(reverse("home:cpd", args=[mine])).content.decode()
    word = client.get(reverse("home:cpd_file", args=[mine, "word"]))
    assert word.content.startswith(b"PK")
    client.force_login(user_of(made, "mentor"))
    assert client.get(reverse("home:cpd", args=[mine])).status_code == 404
