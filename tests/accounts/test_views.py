"""Signing in, and everything about it that must be safe."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from mentorhouse.accounts.actions import welcome_link
from mentorhouse.accounts.models import SignInInvitation, User
from mentorhouse.audit.models import AuditEntry
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.notifications.worker.outbox import drain
from mentorhouse.vault.errors import VaultError
from tests.accounts.conftest import PASSWORD, add_app, code, confirm, sign_in

pytestmark = pytest.mark.django_db(databases="__all__")
NEW = "seven patient herons wait"


def is_in(client: Client) -> bool:
    return client.get("/account/security/").status_code == 200


def path(url: str) -> str:
    return url.removeprefix(settings.BASE_URL)


# --- e-mail and password -----------------------------------------------------------------------


@pytest.mark.requirement("R1.01")
@pytest.mark.parametrize("typed", ["anwen@example.org", " Anwen@Example.org "])
def test_signing_in_by_address_and_password(client, user, typed):
    assert sign_in(client, typed)["Location"] == "/"
    assert is_in(client)


def test_a_wrong_password_and_an_unknown_address_answer_alike(client, user, invited):
    answers = []
    for email in ("anwen@example.org", "nobody@example.org", "sion@example.org"):
        response = sign_in(client, email, "a wrong long password")
        text = response.content.decode().replace(email, "…")
        answers.append(
            (response.status_code, re.sub(r'(nonce|csrf\w+)"?( value)?="[^"]+"', "", text)),
        )
    assert answers[0] == answers[1] == answers[2]
    assert not is_in(client)


def test_a_closed_account_does_not_let_in(client, user):
    User.objects.update(is_active=False)
    sign_in(client)
    assert not is_in(client)


def test_five_wrong_passwords_shut_the_account_for_a_while(client, user):
    for _ in range(5):
        sign_in(client, password="a wrong long password")
    assert "Too many failed" in sign_in(client).content.decode()
    assert not is_in(client)


def test_the_session_is_new_ends_with_the_browser_and_after_eight_hours(client, user):
    client.get("/account/login/")
    client.session["planted"] = True
    before = client.session.session_key
    sign_in(client)
    assert client.session.session_key != before
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["max-age"], cookie["expires"]) == ("", "")
    assert cookie["httponly"]
    assert client.session.get_expiry_age() == 8 * 60 * 60


def test_nobody_signs_up(client):
    assert client.get("/account/signup/").status_code == 404


def test_going_on_stays_in_the_house(client, user):
    client.get("/account/login/")
    data = {"login": user.email, "password": PASSWORD, "next": "https://elsewhere.example.org/"}
    assert client.post("/account/login/", data)["Location"] == "/"


def test_a_sign_in_is_recorded(signed_in, user):
    assert AuditEntry.objects.get().act == "account.signed_in"


# --- changing and forgetting the password ------------------------------------------------------


def test_a_new_password_ends_all_other_sessions(signed_in, user):
    other = Client()
    sign_in(other)
    assert is_in(other)
    data = {"oldpassword": PASSWORD, "password1": NEW}
    assert signed_in.post("/account/password/change/", data).status_code == 302
    assert is_in(signed_in)
    assert not is_in(other)
    assert OutboxLetter.objects.get().about == {"what": "password_changed"}


@pytest.mark.parametrize(
    "password",
    ["short", "eleven char", "1234567890123456789", "password123456", "anwen@example.org"],
)
def test_a_weak_password_is_refused(signed_in, user, password):
    signed_in.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": password})
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_a_long_password_of_small_letters_is_good(signed_in, user):
    signed_in.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": NEW})
    user.refresh_from_db()
    assert user.check_password(NEW)


@pytest.mark.parametrize("place", ["/account/password/reset/", "/account/new-link/"])
def test_asking_for_a_link_answers_the_same_for_everyone(client, user, invited, place):
    answers = set()
    for email in (user.email, invited.email, "nobody@example.org"):
        response = client.post(place, {"email": email})
        answers.add((response.status_code, response["Location"]))
        sent = client.get(response["Location"]).content.decode()
        assert email not in sent
    assert len(answers) == 1
    assert set(OutboxLetter.objects.values_list("kind", flat=True)) == {
        "account.reset", "account.welcome",
    }  # fmt: skip


def link_in_last_letter() -> str:
    from mentorhouse.notifications.channels import FileChannel

    drain()
    [newest] = FileChannel().letters(count=1)
    return path(re.search(rf"{settings.BASE_URL}\S+", newest.text)[0])


def test_a_forgotten_password_is_replaced_by_a_link(client, user):
    client.post("/account/password/reset/", {"email": user.email})
    link = link_in_last_letter()
    page = client.get(link, follow=True)
    address = page.redirect_chain[-1][0]
    assert "set-password" in address  # the key is no longer in the address
    assert client.post(address, {"password1": NEW})["Location"] == "/"
    assert is_in(client)
    assert client.get(link).status_code == 200
    assert "does not work any more" in Client().get(link).content.decode()


def test_a_reset_does_not_pass_the_second_factor(client, signed_in, user):
    add_app(signed_in)
    other = Client()
    other.post("/account/password/reset/", {"email": user.email})
    address = other.get(link_in_last_letter(), follow=True).redirect_chain[-1][0]
    assert other.post(address, {"password1": NEW})["Location"].startswith("/account/second-factor/")
    assert not is_in(other)


# --- the link in the welcome letter ------------------------------------------------------------


@pytest.mark.requirement("R3.08")
def test_a_welcome_link_leads_in(client, invited):
    link = path(welcome_link(invited, at=timezone.now(), then="/account/sessions/"))
    for _ in range(3):
        assert client.get(link).status_code == 200  # scanners of mail use nothing up
    response = client.post(link, {"password1": PASSWORD})
    assert response["Location"] == "/account/sessions/"
    assert is_in(client)
    assert SignInInvitation.objects.get().used_at


def test_a_weak_first_password_uses_nothing_up(client, invited):
    link = path(welcome_link(invited, at=timezone.now()))
    assert "at least 12 characters" in client.post(link, {"password1": "short"}).content.decode()
    assert client.post(link, {"password1": PASSWORD}).status_code == 302


def test_going_on_from_a_welcome_stays_in_the_house(client, invited):
    link = path(welcome_link(invited, at=timezone.now(), then="https://elsewhere.example.org/"))
    assert client.post(link, {"password1": PASSWORD})["Location"] == "/"


def test_every_link_that_does_not_open_answers_alike(client, invited, user):
    now = timezone.now()
    expired = path(welcome_link(invited, at=now - timedelta(days=15)))
    used = path(welcome_link(invited, at=now))
    foreign = path(welcome_link(invited, at=now))
    at_another = Client()
    sign_in(at_another)
    answers = [
        client.get(expired),
        client.post(expired, {"password1": PASSWORD}),
        client.get("/account/welcome/forged/"),
        client.get(f"/account/welcome/{'x' * 3000}/"),
    ]
    foreign_answer = at_another.get(foreign)
    Client().post(used, {"password1": PASSWORD})
    answers.append(client.get(used))
    texts = {re.sub(r'(nonce|csrf\w+)"?( value)?="[^"]+"', "", a.content.decode()) for a in answers}
    assert len(texts) == 1
    assert {a.status_code for a in [*answers, foreign_answer]} == {404}
    assert "This link does not work any more" in foreign_answer.content.decode()
    assert invited.email not in texts.pop() + foreign_answer.content.decode()


def test_the_token_does_not_travel_on(client, invited):
    response = client.get(path(welcome_link(invited, at=timezone.now())))
    assert response["Referrer-Policy"] == "strict-origin"
    assert "no-store" in response["Cache-Control"]


def test_a_forged_request_from_elsewhere_is_refused(invited):
    strict = Client(enforce_csrf_checks=True)
    link = path(welcome_link(invited, at=timezone.now()))
    assert strict.post(link, {"password1": PASSWORD}).status_code == 403


# --- the second factor -------------------------------------------------------------------------


def test_an_app_is_asked_for_from_then_on(signed_in, user):
    seed = add_app(signed_in)
    other = Client()
    assert sign_in(other)["Location"].startswith("/account/second-factor/")
    assert not is_in(other)
    assert other.post("/account/second-factor/", {"code": "000000"}).status_code == 200
    assert not is_in(other)
    assert other.post("/account/second-factor/", {"code": code(seed)})["Location"] == "/"
    assert is_in(other)


def test_a_code_is_good_once(signed_in, user):
    shown = code(add_app(signed_in))
    for let_in in (True, False):
        other = Client()
        sign_in(other)
        other.post("/account/second-factor/", {"code": shown})
        assert is_in(other) is let_in


def test_recovery_codes_are_shown_once_and_work_once(signed_in, user):
    add_app(signed_in)
    codes = re.findall(
        r'<code class="nhsuk-code">(\w+)</code>',
        signed_in.get("/account/second-factor/codes/").content.decode(),
    )
    assert len(codes) == 10
    assert codes[0] not in signed_in.get("/account/second-factor/codes/").content.decode()
    for let_in in (True, False):
        other = Client()
        sign_in(other)
        other.post("/account/second-factor/", {"code": codes[0]})
        assert is_in(other) is let_in


def test_seeds_are_sealed_in_the_database(signed_in, user):
    seed = add_app(signed_in)
    codes = signed_in.get("/account/second-factor/codes/").content.decode()
    kept = str(list(Authenticator.objects.values()))
    assert seed not in kept
    assert f"{user.pk}:" in kept
    for shown in re.findall(r'<code class="nhsuk-code">(\w+)</code>', codes):
        assert shown not in kept
    assert Authenticator.objects.get(type="totp").wrap().validate_code("000000") is False


def test_a_seed_moved_to_another_account_does_not_open(signed_in, user, invited):
    add_app(signed_in)
    row = Authenticator.objects.get(type="totp")
    row.data["secret"] = row.data["secret"].replace(str(user.pk), str(invited.pk))
    row.save()
    with pytest.raises(VaultError):
        row.wrap().validate_code("000000")


def test_changing_the_second_factor_asks_for_the_password_again(signed_in, user, settings):
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    response = signed_in.get("/account/second-factor/app/add/")
    assert response["Location"].startswith("/account/reauthenticate/")


def test_changes_are_told_by_letter_and_recorded(
    signed_in,
    user,
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks(execute=True):
        add_app(signed_in)
    assert OutboxLetter.objects.get().about == {"what": "totp_activated"}
    assert AuditEntry.objects.filter(act="account.security_changed").count() == 1


def test_another_account_s_passkey_does_not_exist(signed_in, invited):
    confirm(signed_in)
    theirs = Authenticator.objects.create(
        user=invited,
        type="webauthn",
        data={"name": "x", "credential": {}},
    )
    for deed in ("rename", "remove"):
        assert signed_in.get(f"/account/passkeys/{theirs.pk}/{deed}/").status_code == 404
        assert signed_in.post(f"/account/passkeys/{theirs.pk}/{deed}/").status_code == 404
    assert Authenticator.objects.filter(pk=theirs.pk).exists()


# --- sessions ----------------------------------------------------------------------------------


def test_signing_out_everywhere_else(signed_in, user):
    other = Client(headers={"user-agent": "Another browser"})
    sign_in(other)
    assert "Another browser" in signed_in.get("/account/sessions/").content.decode()
    signed_in.post("/account/sessions/")
    assert is_in(signed_in)
    assert not is_in(other)


def test_signing_out(signed_in):
    signed_in.post("/account/logout/")
    assert not is_in(signed_in)


def test_old_sessions_can_be_cleared(signed_in):
    call_command("clearsessions")
    assert is_in(signed_in)
