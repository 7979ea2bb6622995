"""People at the door: with a password, with a second factor, and one who was only invited."""

import re
from datetime import UTC, datetime

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.test import Client

from mentorhouse.accounts.models import User

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
PASSWORD = "nine quiet otters swim"


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet():
    """Sign-in limits are counted in the cache."""
    cache.clear()


@pytest.fixture
def user(db) -> User:
    return User.objects.create_user("anwen@example.org", PASSWORD)


@pytest.fixture
def invited(db) -> User:
    return User.objects.create_user("sion@example.org")


@pytest.fixture
def signed_in(client: Client, user: User) -> Client:
    sign_in(client)
    return client


def sign_in(client: Client, email: str = "anwen@example.org", password: str = PASSWORD):
    return client.post("/account/login/", {"login": email, "password": password})


def code(seed: str) -> str:
    """The code that an authenticator app shows now."""
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    return totp.format_hotp_value(totp.hotp_value(seed, counter))


def seed_on(page: str) -> str:
    return re.search(r"Key: <strong>([A-Z2-7]+)</strong>", page.replace("<wbr>", ""))[1]


def confirm(client: Client, password: str = PASSWORD) -> None:
    """Type the password once more, as sensitive deeds ask."""
    answer = client.post("/account/reauthenticate/?next=/account/security/", {"password": password})
    assert answer["Location"] == "/account/security/"


def add_app(client: Client) -> str:
    """Add an authenticator app the way people do, and return its seed."""
    confirm(client)
    seed = seed_on(client.get("/account/second-factor/app/add/").content.decode())
    answer = client.post("/account/second-factor/app/add/", {"code": code(seed)})
    assert answer.status_code == 302
    return seed
