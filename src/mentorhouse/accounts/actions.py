"""Every write to accounts: opening them, the link that lets someone in, changes of security."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction
from django.urls import reverse

from mentorhouse import audit
from mentorhouse.accounts import queries, rules
from mentorhouse.accounts.models import SignInInvitation, User
from mentorhouse.notifications import post

INVITED = audit.Act("account.invited", "opened an account and sent its sign-in link")
ASKED = audit.Act("account.link_asked", "asked for a link to sign in (not necessarily the owner)")
SET_UP = audit.Act("account.set_up", "set up signing in")
SIGNED_IN = audit.Act("account.signed_in", "signed in")
LANGUAGE_CHOSEN = audit.Act("account.language_chosen", "chose a language for pages and letters")
TIME_ZONE_CHOSEN = audit.Act("account.time_zone_chosen", "chose a time zone for pages and letters")
SECURITY_CHANGED = audit.Act("account.security_changed", "changed how they sign in")


def find_or_open(addresses: Iterable[str]) -> dict[str, User]:
    """Return the account for each address as given, opening those that do not exist (R1.01).

    Called inside the deed that needs the accounts, which audits. A new account has no usable
    password: its owner sets one by a link (`welcome_link`). Two deeds that bring the same new
    address at once end with one account: the address is unique, a clash is ignored, then
    everything is read back.
    """
    wanted = {address: rules.same_address(address) for address in addresses if address.strip()}
    known = queries.by_address(wanted.values())
    # In one order, so that no two deeds wait in a circle.
    fresh = [User(email=email) for email in sorted(set(wanted.values()) - known.keys())]
    for user in fresh:
        # As `set_unusable_password` does, which takes as long as all the rest of a large import.
        user.password = f"{UNUSABLE_PASSWORD_PREFIX}{secrets.token_urlsafe(30)}"
    User.objects.bulk_create(fresh, ignore_conflicts=True)
    known |= queries.by_address(user.email for user in fresh)
    return {address: known[email] for address, email in wanted.items()}


def invite(address: str, *, standings: Iterable[str], at: datetime) -> User:
    """Open an account from the command line, give it standings, and post its sign-in link."""
    with transaction.atomic():
        found = find_or_open([address])[address]
        user = User.objects.select_for_update(no_key=True).get(pk=found.pk)
        given = sorted(standings)
        for standing in given:
            setattr(user, standing, True)
        user.save(update_fields=given)
        post("account.welcome", to=user, about={}, at=at, key=f"{at:%Y%m%d%H%M%S}")
        audit.record(
            INVITED,
            by=None,
            task="invite",
            on=user,
            at=at,
            detail=dict.fromkeys(given, True),
        )
    return user


def welcome_link(user: User, *, at: datetime, then: str = "") -> str:
    """Return the address that lets someone in, for a letter that is being written.

    Someone without a password gets a link that sets one, once; its token is in the letter and
    nowhere else. Someone who has one is led to `then` and signs in on the way.
    """
    if user.has_usable_password():
        return f"{settings.BASE_URL}{then or reverse('home:start')}"
    token = secrets.token_urlsafe(32)
    SignInInvitation.objects.create(
        user=user,
        token_hash=rules.hash_of(token),
        made_at=at,
        expires_at=at + rules.INVITATION_LIFE,
    )
    query = f"?{urlencode({'next': then})}" if then else ""
    return f"{settings.BASE_URL}{reverse('accounts:welcome', args=[token])}{query}"


def set_up_sign_in(token: str, *, password: str, at: datetime) -> User:
    """Set the password by a link. The link, and every other one of this account, is used up."""
    with transaction.atomic():
        # Whoever uses two links of one account at once, or one twice, waits here.
        owner = queries.invitation(token, at=at).user_id
        User.objects.select_for_update(no_key=True).get(pk=owner)
        user = queries.invitation(token, at=at).user
        user.set_password(password)
        user.save(update_fields=["password"])
        SignInInvitation.objects.filter(user=user, used_at=None).update(used_at=at)
        audit.record(SET_UP, by=user, on=user, at=at)
    return user


def ask_for_link(address: str, *, at: datetime) -> None:
    """Post a way in to an address, if it has an account; say nothing about whether it has.

    At most one letter in five minutes, however often somebody asks. Where there is no account the
    question is recorded too, so that the answer takes as long.
    """
    user = queries.active_by_address(address)
    with transaction.atomic():
        if user is not None:
            kind = "account.reset" if user.has_usable_password() else "account.welcome"
            post(kind, to=user, about={}, at=at, key=f"asked{int(at.timestamp()) // 300}")
        on = user or audit.Subject("accounts.user")
        audit.record(ASKED, by=None, task="visitor", on=on, at=at)


def note_security_change(user: User, what: str, *, at: datetime) -> None:
    """Record that a password or second factor changed, and tell the account's owner by letter."""
    with transaction.atomic():
        post("account.changed", to=user, about={"what": what}, at=at, key=f"{what}{at.timestamp()}")
        audit.record(SECURITY_CHANGED, by=user, on=user, at=at, detail={"what": what})


def note_sign_in(user: User, *, at: datetime) -> None:
    """Record that somebody signed in."""
    audit.record(SIGNED_IN, by=user, on=user, at=at)


def choose_language(user: User, language: str, *, at: datetime) -> None:
    """Let pages and letters be in this language for one person from now on (R13.04)."""
    with transaction.atomic():
        row = User.objects.select_for_update(no_key=True).get(pk=user.pk)
        row.language = language
        row.save(update_fields=["language"])
        audit.record(LANGUAGE_CHOSEN, by=user, on=row, at=at, detail={"language": language})


def choose_time_zone(user: User, zone: str, *, at: datetime) -> None:
    """Let pages and letters show the times of this zone to one person from now on."""
    with transaction.atomic():
        row = User.objects.select_for_update(no_key=True).get(pk=user.pk)
        row.timezone = zone
        row.save(update_fields=["timezone"])
        audit.record(TIME_ZONE_CHOSEN, by=user, on=row, at=at)
