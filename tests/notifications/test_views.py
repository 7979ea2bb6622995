"""The administrator sees letters that did not leave; for everyone else the page does not exist."""

import pytest

from mentorhouse.accounts.models import User
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.notifications.states import State

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def failed(posted):
    row = posted()
    OutboxLetter.objects.update(state=State.FAILED, attempts=6, last_error_class="OSError")
    return row


@pytest.fixture
def administrator(client, db):
    client.force_login(User.objects.create_user("admin@example.org", is_administrator=True))
    return client


def test_an_administrator_sees_what_failed_and_sends_it_again(administrator, failed):
    page = administrator.get("/letters/failed/").content.decode()
    assert "1 e-mail could not be sent" in page
    assert "anwen@example.org" not in page
    administrator.post(f"/letters/failed/{failed.pk}/")
    failed.refresh_from_db()
    assert failed.state == State.WAITING
    assert "Every e-mail has left" in administrator.get("/letters/failed/").content.decode()


def test_pressing_twice_is_harmless(administrator, failed):
    assert administrator.post(f"/letters/failed/{failed.pk}/").status_code == 302
    assert administrator.post(f"/letters/failed/{failed.pk}/").status_code == 404


def test_for_others_it_does_not_exist(client, failed, user):
    client.force_login(user)
    assert client.get("/letters/failed/").status_code == 404
    assert client.post(f"/letters/failed/{failed.pk}/").status_code == 404
    failed.refresh_from_db()
    assert failed.state == State.FAILED
