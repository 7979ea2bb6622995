"""The headers of every answer, exactly: a public page, a signed-in page, a 404 and a file."""

import re

import pytest
from django.test import Client

from tests.factories import make_user

pytestmark = pytest.mark.django_db

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
    "Permissions-Policy": ...,
    "Content-Security-Policy": ...,
    "Content-Type": ...,
}
ANSWERED_BY_DJANGO = ALWAYS | {
    "X-Frame-Options": "DENY",
    "Content-Length": ...,
    "Content-Language": "en-GB",
}
SIGNED_IN = ANSWERED_BY_DJANGO | {"Cache-Control": "no-store, private", "Vary": ..., "Expires": ...}
FILE = ALWAYS | {
    "Cache-Control": "max-age=60, public", "Content-Length": ..., "Last-Modified": ..., "ETag": ...,
}  # fmt: skip
NONCE = re.compile(r"'nonce-[A-Za-z0-9+/=]{24}'")
POLICY = {
    "default-src": "'none'",
    "script-src": "'nonce'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def policy_of(answer):
    parts = (part.partition(" ") for part in answer["Content-Security-Policy"].split("; "))
    return {name: NONCE.sub("'nonce'", value) for name, _, value in parts}


def has_exactly(answer, expected):
    found = dict(answer.headers)
    for passing in ("Server", "Date", "Connection", "X-Request-ID"):
        found.pop(passing, None)
    assert set(found) == set(expected)
    assert {name: found[name] for name, value in expected.items() if value is not ...} == {
        name: value for name, value in expected.items() if value is not ...
    }


@pytest.fixture
def signed_in():
    client = Client()
    client.force_login(make_user())
    return client


def test_a_public_page(client):
    answer = client.get("/help/")
    assert answer.status_code == 200
    has_exactly(answer, ANSWERED_BY_DJANGO | {"Vary": "Accept-Language, Cookie"})
    assert policy_of(answer) == POLICY


def test_a_signed_in_page(signed_in):
    answer = signed_in.get("/help/")
    has_exactly(answer, SIGNED_IN)
    assert policy_of(answer) == POLICY


def test_a_page_that_is_not_there(client):
    answer = client.get("/no/such/address/")
    assert answer.status_code == 404
    has_exactly(answer, ANSWERED_BY_DJANGO | {"Vary": "Accept-Language, Cookie"})
    assert policy_of(answer) == POLICY | {"script-src": ""}  # no script at all


def test_a_static_file(client):
    answer = client.get("/static/design/house.svg")
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content).startswith(b"<svg")
    answer.close()
    has_exactly(answer, FILE)
    assert policy_of(answer) == POLICY | {"script-src": ""}


def test_the_policy_allows_nothing_unsafe_and_no_other_origin(client):
    policy = client.get("/help/")["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "*" not in policy


def test_a_nonce_is_used_once_and_stands_on_every_script(client):
    seen = set()
    for _ in range(3):
        answer = client.get("/help/")
        nonce = NONCE.search(answer["Content-Security-Policy"])[0][7:-1]
        scripts = re.findall(r"<script\b[^>]*>", answer.content.decode())
        assert len(scripts) == 3
        assert all(f'nonce="{nonce}"' in script for script in scripts)
        seen.add(nonce)
    assert len(seen) == 3


def test_nothing_on_a_page_comes_from_elsewhere(client):
    for address in ("/help/", "/gallery/", "/no/such/address/"):
        text = client.get(address).content.decode()
        assert set(re.findall(r"(?:https?:)?//[^\s\"'<>]+", text)) <= {"http://www.w3.org/2000/svg"}


def test_powerful_features_are_refused(client):
    policy = client.get("/help/")["Permissions-Policy"]
    for feature in ("camera", "geolocation", "microphone", "payment", "usb"):
        assert f"{feature}=()" in policy
    assert "publickey-credentials-get=(self)" in policy
