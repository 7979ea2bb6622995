"""Alive, ready, figures: for those who run the machine, and nothing in them about people."""

import pytest
from django.conf import settings as django_settings
from django.db import connection

from mentorhouse.accounts.models import User
from mentorhouse.config import health
from mentorhouse.notifications import post
from mentorhouse.notifications.worker.queue import beat
from tests.factories import AT

pytestmark = pytest.mark.django_db(databases="__all__")


def test_alive_asks_nothing_of_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz").status_code == 200


@pytest.fixture
def _keys_are_proven(tmp_path, settings):
    """Let the installation have its own key file, apart and private."""
    from mentorhouse.vault.actions import create_master_key

    settings.MASTER_KEY_FILE = tmp_path / "master.key"
    create_master_key(at=AT)


@pytest.mark.usefixtures("_keys_are_proven")
def test_ready_says_what_is_as_it_must_be(client):
    response = client.get("/readyz")
    assert response.json() == {"database": True, "migrations": True, "keys": True}
    assert response.status_code == 200


def test_not_ready_without_the_key_file(client, settings, tmp_path):
    settings.MASTER_KEY_FILE = tmp_path / "lost.key"
    response = client.get("/readyz")
    assert (response.status_code, response.json()["keys"]) == (503, False)


@pytest.mark.usefixtures("_keys_are_proven")
def test_not_ready_until_migrated(client):
    health._known_migrated.cache_clear()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'accounts'")
    response = client.get("/readyz")
    assert (response.status_code, response.json()["migrations"]) == (503, False)


def with_token(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


def test_metrics_exist_only_for_the_token(client, settings):
    settings.METRICS_TOKEN = "a long token"
    absent = client.get("/no-such-page").content
    for headers in ({}, with_token("wrong"), with_token(""), {"authorization": "a long token"}):
        response = client.get("/metrics", headers=headers)
        assert (response.status_code, response.content) == (404, absent)
    assert client.get("/metrics", headers=with_token("a long token")).status_code == 200


def test_without_a_token_in_the_settings_there_are_no_metrics(client):
    assert django_settings.METRICS_TOKEN == ""
    assert client.get("/metrics", headers=with_token("")).status_code == 404


def test_metrics_count_work_and_requests(client, settings):
    settings.METRICS_TOKEN = "a long token"
    user = User.objects.create_user("anwen@example.org")
    post("account.reset", to=user, about={}, at=AT, key="1")
    beat("w", at=AT)
    client.get("/healthz?secret=1")
    text = client.get("/metrics", headers=with_token("a long token")).content.decode()
    assert 'mentorhouse_work{state="waiting",what="letter"} 1.0' in text
    assert 'mentorhouse_work{state="known",what="worker"} 1.0' in text
    assert 'mentorhouse_requests_total{method="GET",route="alive",status="200"}' in text
    assert "anwen" not in text
    assert "secret" not in text
