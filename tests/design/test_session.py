"""The session ends when it said it would; the page warns, and one can stay."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mentorhouse.design import session
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in():
    client = Client()
    client.force_login(make_user())
    return client


def ends(client, *, seconds):
    kept = client.session
    kept[session.KEY] = (timezone.now() + timedelta(seconds=seconds)).isoformat()
    kept.save()


def test_a_session_tells_how_long_it_lasts_and_can_be_kept(signed_in, settings):
    ends(signed_in, seconds=100)
    assert 95 < signed_in.get("/session/").json()["seconds"] <= 100
    assert signed_in.post("/session/").json()["seconds"] >= settings.SESSION_COOKIE_AGE - 5
    assert signed_in.get("/session/").json()["seconds"] > 100


def test_looking_does_not_keep_it(signed_in):
    ends(signed_in, seconds=100)
    for _ in range(3):
        assert signed_in.get("/session/").json()["seconds"] <= 100


def test_a_session_that_is_over_is_over(signed_in):
    ends(signed_in, seconds=100)
    assert signed_in.get("/session/").status_code == 200
    ends(signed_in, seconds=-1)
    assert signed_in.get("/session/").status_code == 302
    assert "_auth_user_id" not in signed_in.session


def test_only_a_signed_in_page_carries_the_warning(signed_in, client):
    assert b"session-warning" not in signed_in.get("/help/").content  # never told its end
    ends(signed_in, seconds=3000)
    page = signed_in.get("/help/").content.decode()
    assert "session-warning" in page
    assert "You are signed in until" in page
    assert "session-warning" not in client.get("/help/").content.decode()
