"""Every page of signing in that an address leads to, drawn in our frame."""

import re
from html.parser import HTMLParser

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from mentorhouse.accounts.actions import welcome_link
from tests.accounts.conftest import add_app, confirm, sign_in

pytestmark = pytest.mark.django_db(databases="__all__")


class Page(HTMLParser):
    """What a screen reader and a security policy would complain of first."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.labelled: set[str] = set()
        self.inputs: list[str] = []
        self.tags: list[str] = []
        self.wrong: list[str] = []
        self.heading_levels: list[int] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.append(tag)
        self.ids += [found["id"]] if "id" in found else []
        if re.fullmatch("h[1-6]", tag):
            self.heading_levels.append(int(tag[1]))
        if tag == "label":
            self.labelled.add(found.get("for", ""))
        if tag in {"input", "select", "textarea"} and found.get("type") not in {"hidden", "submit"}:
            self.inputs.append(found.get("id", "without id"))
        if tag == "script" and found.get("type") != "application/json" and "nonce" not in found:
            self.wrong.append("script without nonce")
        if tag == "img" and not found.get("alt"):
            self.wrong.append("image without words")
        self.wrong += [f"{name} attribute" for name in found if name == "style" or name[:2] == "on"]
        for name in ("src", "href", "action"):
            if str(found.get(name, "")).startswith(("http:", "https:", "//")):
                self.wrong.append(f"address elsewhere: {found[name]}")


def check(response) -> Page:
    text = response.content.decode()
    page = Page(text)
    assert '<html lang="en-GB">' in text
    assert re.search(r"<title>[^<]{5,} – [^<]+</title>", text)
    assert page.tags.count("h1") == page.tags.count("main") == 1
    assert all(
        b - a <= 1
        for a, b in zip(page.heading_levels, page.heading_levels[1:], strict=False)
        if b > a
    )
    assert [i for i in page.inputs if i not in page.labelled] == []
    assert len(page.ids) == len(set(page.ids))
    assert page.wrong == []
    return page


VISITOR = [
    "/account/login/", "/account/password/reset/", "/account/password/reset/done/",
    "/account/password/reset/key/done/", "/account/password/reset/key/0-never/",
    "/account/inactive/", "/account/new-link/", "/account/new-link/sent/",
    "/account/welcome/never/", "/account/language/",
]  # fmt: skip
SIGNED_IN = [
    "/account/security/", "/account/logout/", "/account/password/change/", "/account/sessions/",
    "/account/reauthenticate/", "/account/second-factor/app/add/", "/account/passkeys/",
    "/account/passkeys/add/", "/account/time-zone/",
]  # fmt: skip
WITH_APP = [
    "/account/second-factor/app/remove/", "/account/second-factor/codes/",
    "/account/second-factor/codes/new/", "/account/second-factor/confirm/",
    "/account/passkeys/{pk}/rename/", "/account/passkeys/{pk}/remove/",
    "/account/security/", "/account/passkeys/", "/account/reauthenticate/",
]  # fmt: skip


@pytest.mark.parametrize("address", VISITOR)
def test_a_page_for_anyone(client, address):
    response = client.get(address)
    assert response.status_code == (404 if "welcome" in address else 200)
    check(response)


@pytest.mark.parametrize("address", SIGNED_IN)
def test_a_page_for_those_signed_in(signed_in, address):
    if "/add/" in address:
        confirm(signed_in)
    response = signed_in.get(address)
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store, private"
    check(response)


@pytest.fixture
def passkey(signed_in, user):
    """A passkey as the browser would have made it, as far as these pages read it."""
    return Authenticator.objects.create(
        user=user,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "Phone", "credential": {}},
    )


@pytest.mark.parametrize("address", WITH_APP)
def test_a_page_for_those_with_a_second_factor(signed_in, user, address, passkey):
    add_app(signed_in)
    response = signed_in.get(address.format(pk=passkey.pk))
    assert response.status_code == 200
    check(response)


def test_the_page_that_asks_for_a_code(client, signed_in):
    add_app(signed_in)
    other = Client()
    assert sign_in(other)["Location"] == "/account/second-factor/"
    check(other.get("/account/second-factor/"))


def test_the_page_to_choose_a_first_password(client, invited):
    page = check(
        client.get(welcome_link(invited, at=timezone.now()).removeprefix("http://127.0.0.1:8000")),
    )
    assert "username" not in page.labelled


def test_the_page_to_choose_a_password_by_someone_without_one(client, invited):
    client.force_login(invited, "allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/account/password/change/")["Location"] == "/account/password/set/"
    check(client.get("/account/password/set/"))


def test_the_page_for_too_many_tries(client):
    for _ in range(31):
        response = sign_in(client)
    assert response.status_code == 429
    check(response)


def test_refused_forms_say_so_first(client):
    text = sign_in(client, password="").content.decode()
    assert "<title>Error: Sign in" in text
    assert "Enter the password" in text


def test_no_page_is_forgotten():
    """Every address under /account/ stands in a list above, or has a test of its own."""
    listed = {*VISITOR, *SIGNED_IN, *WITH_APP}
    own_test = {"/account/second-factor/", "/account/password/set/", "/account/passkeys/sign-in/",
                "/account/passkeys/confirm/"}  # fmt: skip
    shapes = {re.sub(r"\{pk\}|0-never|never", "x", address) for address in listed | own_test}
    for pattern in _account_patterns(get_resolver()):
        shape = re.sub(r"<[^>]+>|\(\?P.*\)", "x", pattern).replace("^", "").replace("$", "")
        assert f"/{shape}" in shapes, f"/{shape} is drawn by no test"


def _account_patterns(resolver, above=""):
    for entry in resolver.url_patterns:
        where = above + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            yield from _account_patterns(entry, where)
        elif where.startswith("account/"):
            yield where
