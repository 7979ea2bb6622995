"""The pages of supervision: the story of a session, refusals, and how many queries they take."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentorhouse.supervision import actions
from mentorhouse.supervision.models import Session, SessionAction
from tests.factories import make_mentor
from tests.supervision.conftest import AT, as_

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
DAY = {"on_day": "3", "on_month": "11", "on_year": "2026", "minutes": "60", "way": "video"}


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]+)"', page.text)[1]


@pytest.mark.requirement("R4.07")
def test_the_story_of_a_session_in_the_browser(group):
    lead, ada, ben = as_(group.lead), as_(group.ada), as_(group.ben)
    assert group.url("sessions") in lead.get(reverse("home:start")).text
    assert group.own("mine") in ada.get(reverse("home:start")).text
    once = hidden(lead.get(group.url("plan")), "once")
    keys = [str(row.pk) for row in group.mentors[:2]]
    said = DAY | {"once": once, "place": "Room four", "mentors": keys}
    lead.post(group.url("plan"), said)
    session = Session.objects.get()
    ada.post(group.own("bring", session.pk), {"text": "How to end"})
    assert "Room four" in ada.get(group.own("part", session.pk)).text
    assert "How to end" in lead.get(group.url("session", session.pk)).text
    assert "How to end" not in ben.get(group.own("part", session.pk, number=1)).text
    version = hidden(lead.get(group.url("record", session.pk)), "version")
    said = DAY | {"version": version, "attended": keys, "themes": "Endings"}
    lead.post(group.url("record", session.pk), said)
    once = hidden(ada.get(group.own("action", session.pk)), "once")
    ada.post(group.own("action", session.pk), {"once": once, "text": "Plan the last meeting"})
    action = SessionAction.objects.get()
    ada.post(group.own("settle", session.pk, action.pk), {"done": "yes"})
    ada.post(group.own("release", session.pk), {"agree": "yes"})
    coordinator = as_(group.coordinator)
    assert "Endings" not in coordinator.get(group.url("themes")).text
    ben.post(group.own("release", session.pk, number=1), {"agree": "yes"})
    page = coordinator.get(group.url("themes")).text
    assert "Endings" in page
    assert "Ada" not in page
    assert "3 Nov" in coordinator.get(group.url("keep")).text
    assert "Ada Mentor" in coordinator.get(group.url("export", "csv")).text


def test_pages_of_the_co_ordinator(group):
    client = as_(group.coordinator)
    client.post(group.url("supervisors"), {"email": "second@example.org"})
    assert "second@example.org" in client.get(group.url("supervisors")).text
    page = client.get(group.url("look_after")).text
    assert "Cleo Mentor" in page
    assert "Ada Mentor" not in page
    key = str(group.mentors[2].pk)
    client.post(group.url("look_after"), {"supervisor": str(group.supervisor.pk), "mentors": [key]})
    assert "Cleo Mentor" in as_(group.lead).get(group.url("sessions")).text
    assert "Every mentor has a supervisor" in client.get(group.url("look_after")).text
    client.post(group.url("end", group.supervisor.pk))
    assert as_(group.lead).get(group.url("sessions")).status_code == 404


def test_foreign_doors_are_shut(group):
    session = group.plan()
    for who in (group.ada, group.mentee, group.coordinator):
        assert as_(who).get(group.url("session", session.pk)).status_code == 404
    assert as_(group.cleo).get(group.own("part", session.pk, number=2)).status_code == 404
    assert as_(group.ben).get(group.own("mine")).status_code == 404
    assert as_(group.mentee).get(group.own("mine")).status_code == 404


def test_two_windows_and_wrong_input_lose_nothing(group):
    session = group.plan()
    lead, address = as_(group.lead), group.url("record", session.pk)
    said = DAY | {"version": "1", "attended": [], "themes": "My words"}
    group.record(session, themes="Other words")
    response = lead.post(address, said)
    assert response.status_code == 409
    assert "Other words" in response.text
    assert "My words" in response.text
    page = lead.post(address, said | {"minutes": "soon", "version": "2"}).text
    assert "My words" in page
    page = lead.post(group.url("plan"), DAY | {"once": hidden(lead.get(group.url("plan")), "once")})
    assert "With whom" in page.text
    assert Session.objects.count() == 1


def test_hostile_text_is_shown_as_text(group):
    session = group.plan()
    group.record(session, themes="<script>alert(1)</script>")
    page = as_(group.ada).get(group.own("part", session.pk)).text
    assert "<script>alert(1)" not in page


@pytest.mark.parametrize("page", ["keep", "sessions", "session", "mine", "themes"])
def test_queries_do_not_grow_with_rows(group, page):
    counts = []
    for rounds in (1, 2):
        for _ in range(rounds):
            group.give([make_mentor(group.programme)])
            session = group.plan()
            group.record(session)
            for number, user in ((0, group.ada), (1, group.ben)):
                actions.agree_to_release(group.part(session, number), agree=True, by=user, at=AT)
        user, where = _looked_at(group, page, session)
        client = as_(user)
        client.get(where)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(where).status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1]


def _looked_at(group, page, session):
    """Who looks at a page, and where it is."""
    if page == "mine":
        return group.ada, group.own("mine")
    if page in {"sessions", "session"}:
        return group.lead, group.url(page, *([session.pk] if page == "session" else []))
    return group.coordinator, group.url(page)
