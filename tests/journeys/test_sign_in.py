"""From an invitation to a passkey: everything that somebody does to get in, in a real browser."""

import os
import re
import subprocess
import sys
from dataclasses import replace

import pytest

from tests.accounts.conftest import code
from tests.journeys.conftest import NARROW, WIDE, House, Visitor

pytestmark = pytest.mark.journey
PASSWORD = "nine quiet otters swim"


def invite(house: House, email: str) -> None:
    environment = os.environ | {
        "MENTORHOUSE_MODE": "demo",
        "MENTORHOUSE_DATA": str(house.data),
        "MENTORHOUSE_URL": house.address,
    }
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "mentorhouse.config.cli", "invite", email]
    subprocess.run([*command, "--may-start-programmes"], env=environment, check=True)


def link_in(letter: str) -> str:
    return re.search(r"/account/\S+", letter)[0]


def sign_in(visitor: Visitor, email: str, password: str = PASSWORD) -> None:
    visitor.open("/account/login/")
    visitor.fill("E-mail address", email).fill("Password", password).press("Sign in")


def signed_in_pages(visitor: Visitor) -> bool:
    return visitor.open("/account/security/") == 200 and "/login/" not in visitor.page.url


@pytest.mark.requirement("R3.08")
@pytest.mark.parametrize("scripts, width", [(True, WIDE), (False, NARROW)])
def test_an_invited_person_gets_in_and_back_in(house, visitor, scripts, width):
    email = f"newcomer{width}@example.org"
    invite(house, email)
    [letter] = visitor().letters(email)
    assert PASSWORD not in letter
    newcomer = visitor(scripts=scripts, width=width)
    newcomer.open(link_in(letter))
    newcomer.fill("Password", "short").press("Save password and sign in")
    assert newcomer.sees("There is a problem")
    newcomer.fill("Password", PASSWORD).press("Save password and sign in")
    assert signed_in_pages(newcomer)
    newcomer.press("Sign out")
    assert not signed_in_pages(newcomer)
    assert newcomer.open(link_in(letter)) == 404
    sign_in(newcomer, email)
    assert signed_in_pages(newcomer)


@pytest.mark.parametrize("scripts, width", [(True, NARROW), (False, WIDE)])
def test_a_forgotten_password_and_an_unknown_address(house, visitor, scripts, width):
    email = f"forgetful{width}@example.org"
    invite(house, email)
    someone = visitor(scripts=scripts, width=width)
    someone.open(link_in(someone.letters(email)[0]))
    someone.fill("Password", PASSWORD).press("Save password and sign in").press("Sign out")
    for address in (email, "nobody@example.org"):
        someone.open("/account/login/")
        someone.follow("I forgot my password").fill("E-mail address", address)
        someone.press("Send the link")
        assert someone.sees("If the address you typed has an account")
    someone.open(link_in(someone.letters(email, at_least=2)[0]))
    someone.fill("New password", "seven patient herons wait").press("Save password")
    assert signed_in_pages(someone)


def test_an_authenticator_app_and_recovery_codes(house, visitor):
    email = "careful@example.org"
    invite(house, email)
    someone = visitor(width=NARROW)
    someone.open(link_in(someone.letters(email)[0]))
    someone.fill("Password", PASSWORD).press("Save password and sign in")
    someone.open("/account/security/")
    someone.follow("Add an app").fill("Password", PASSWORD).press("Confirm")
    seed = re.search(r"Key: ([A-Z2-7]+)", someone.page.inner_text("main"))[1]
    someone.fill("Code", "000000").press("Add the app")
    assert someone.sees("Incorrect code")
    someone.fill("Code", code(seed)).press("Add the app")
    recovery = someone.page.locator(".mh-codes code").first.inner_text()
    someone.follow("I have kept them safe").press("Sign out")
    sign_in(someone, email)
    someone.fill("Code", recovery).press("Sign in")
    assert signed_in_pages(someone)
    someone.follow("See your recovery codes")
    assert not someone.sees(recovery)
    someone.open("/account/sessions/")
    assert someone.sees("This browser")


def with_authenticator(visitor: Visitor) -> None:
    """Give the browser a passkey device that its owner has just touched."""
    devtools = visitor.page.context.new_cdp_session(visitor.page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_lets_in_without_a_password(house, visitor):
    email = "keyholder@example.org"
    invite(house, email)
    # Passkeys belong to a host name; an address in numbers is none.
    here = replace(house, address=house.address.replace("127.0.0.1", "localhost"))
    someone = Visitor(visitor().page, here)
    someone.strayed.clear()
    with_authenticator(someone)
    someone.open(link_in(someone.letters(email)[0]))
    someone.fill("Password", PASSWORD).press("Save password and sign in")
    someone.open("/account/passkeys/")
    someone.follow("Add a passkey").fill("Password", PASSWORD).press("Confirm")
    someone.page.get_by_role("button", name="Add the passkey").click()
    someone.page.get_by_role("heading", name="Recovery codes").wait_for()
    someone.look()
    someone.open("/account/security/")
    someone.press("Sign out").open("/account/login/")
    someone.page.get_by_role("button", name="Sign in with a passkey").click()
    someone.page.wait_for_url(lambda url: "/login/" not in url)
    assert signed_in_pages(someone)
    someone.open("/account/passkeys/confirm/")
    someone.page.get_by_role("button", name="Use a passkey").click()
    someone.page.wait_for_url(lambda url: "/confirm/" not in url)
    someone.open("/account/passkeys/")
    someone.follow("Remove").press("Remove the passkey")
    assert someone.sees("You have no passkey yet")
