"""Pages and letters speak the language of the person they are for."""

import pytest
from django.test import Client

from mentorhouse.accounts import actions
from mentorhouse.accounts.models import User
from mentorhouse.audit.models import AuditEntry
from mentorhouse.notifications import post
from mentorhouse.notifications.worker.outbox import drain
from tests.accounts.conftest import sign_in
from tests.factories import AT
from tests.notifications.conftest import Memory

pytestmark = pytest.mark.django_db
WELSH, ENGLISH = '<html lang="cy">', '<html lang="en-GB">'


def choose(client: Client, language: str, **more: str):
    return client.post("/account/language/", {"language": language, **more})


def page(client: Client, path: str = "/help/", **more: str) -> str:
    return client.get(path, **more).content.decode()


@pytest.mark.requirement("R13.04")
def test_a_visitor_chooses_at_the_foot_of_any_page(client):
    assert ENGLISH in page(client)
    assert choose(client, "cy", next="/help/")["Location"] == "/help/"
    assert WELSH in page(client)
    choose(client, "en-gb")
    assert ENGLISH in page(client)


def test_a_browser_may_ask(client):
    assert WELSH in page(client, headers={"accept-language": "cy-GB, en;q=0.5"})
    choose(client, "en-gb")  # who chose is not asked again
    assert ENGLISH in page(client, headers={"accept-language": "cy"})


@pytest.mark.requirement("R13.04")
def test_the_choice_goes_with_the_person(client, user):
    sign_in(client)
    choose(client, "cy")
    assert User.objects.get(pk=user.pk).language == "cy"
    elsewhere = Client()
    sign_in(elsewhere)
    assert WELSH in page(elsewhere)
    entry = AuditEntry.objects.filter(act="account.language_chosen").get()
    assert entry.detail == {"language": "cy"}


def test_what_is_no_language_is_refused(client):
    answer = choose(client, "xx")
    assert answer.status_code == 200
    assert "language" not in answer.cookies
    client.cookies["language"] = "xx"
    assert ENGLISH in page(client)


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "", "nowhere"])
def test_choosing_leads_to_no_other_site(client, elsewhere):
    assert choose(client, "cy", next=elsewhere)["Location"] == "/"


def test_pages_say_their_language_to_caches(client):
    answer = client.get("/help/", headers={"accept-language": "cy"})
    assert answer["Content-Language"] == "cy"
    assert {"Accept-Language", "Cookie"} <= set(answer["Vary"].split(", "))


@pytest.mark.requirement("R13.04")
def test_letters_come_in_the_language_of_their_reader(user):
    actions.choose_language(user, "cy", at=AT)
    post("account.reset", to=user, about={}, at=AT, key="x")
    out = Memory()
    assert drain(out) == {"sent": 1}
    html = out.messages[0].alternatives[0][0]
    assert WELSH in html
    assert "Helo," in html
