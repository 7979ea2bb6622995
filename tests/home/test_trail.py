"""The audit trail as its auditor reads it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentorhouse import audit
from mentorhouse.programmes import actions
from tests.factories import AT, complete_design, make_user

pytestmark = pytest.mark.django_db


def test_an_auditor_reads_who_did_what_and_nobody_else_does(client):
    starter = make_user("starter@example.org", may_start_programmes=True)
    programme = actions.start(complete_design(), by=starter, at=AT)
    client.force_login(make_user(is_auditor=True))
    shown = client.get("/trail/").content.decode()
    assert "starter@example.org" in shown
    assert "started the programme" in shown
    assert str(programme.pk) in shown
    for other in (starter, make_user(is_administrator=True)):
        client.force_login(other)
        assert client.get("/trail/").status_code == 404


def test_the_trail_costs_the_same_with_one_entry_and_with_three(client):
    client.force_login(make_user(is_auditor=True))
    costs = []
    for count in (1, 2):
        for _ in range(count):
            by = make_user(may_start_programmes=True)
            actions.start(complete_design(), by=by, at=AT)
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/trail/").status_code == 200
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_an_act_of_the_machine_names_its_task(client):
    act = audit.acts.known_acts()["programme.started"]
    audit.record(act, by=None, task="tidying", on=audit.acts.Subject("programme"), at=AT)
    client.force_login(make_user(is_auditor=True))
    assert "the machine (tidying)" in client.get("/trail/").content.decode()
