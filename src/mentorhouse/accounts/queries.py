"""Every read of accounts."""

from collections.abc import Iterable
from datetime import UTC, datetime

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from mentorhouse.accounts.models import SignInInvitation, User
from mentorhouse.accounts.rules import hash_of, same_address, still_opens

CHUNK = 500
PROOFS = frozenset({"password", "mfa"})
Kind = Authenticator.Type


class LinkNoLongerOpens(Exception):
    """The link was used, is too old, was replaced, or never was one: every refusal is the same."""


def by_address(addresses: Iterable[str]) -> dict[str, User]:
    """Return the accounts of some addresses (as they are kept)."""
    wanted = list(addresses)
    found: dict[str, User] = {}
    for start in range(0, len(wanted), CHUNK):
        rows = User.objects.filter(email__in=wanted[start : start + CHUNK])
        found |= {user.email: user for user in rows}
    return found


def active_by_address(address: str) -> User | None:
    """Return the account of an address however it is typed, if it may be used."""
    return User.objects.filter(email=same_address(address), is_active=True).first()


def second_factors(user: User) -> frozenset[str]:
    """Return which kinds of second factor an account has."""
    return frozenset(Authenticator.objects.filter(user=user).values_list("type", flat=True))


def may_prove(user: User) -> bool:
    """Whether somebody has a password or a second factor with which to prove who they are."""
    return user.has_usable_password() or bool(second_factors(user))


def proved_at(request: HttpRequest, user: User) -> datetime | None:
    """Return when somebody last proved in this session who they are; None where they did not."""
    known = get_authentication_records(request, user)
    times = [each["at"] for each in known if each.get("method") in PROOFS]
    return datetime.fromtimestamp(max(times), UTC) if times else None


def invitation(token: str, *, at: datetime) -> SignInInvitation:
    """Return the invitation that a link is for, if it still opens: never past a password."""
    rows = SignInInvitation.objects.select_related("user")
    row = rows.filter(token_hash=hash_of(token)).first()
    if row is None or not row.user.is_active or row.user.has_usable_password():
        raise LinkNoLongerOpens
    if not still_opens(expires_at=row.expires_at, used_at=row.used_at, at=at):
        raise LinkNoLongerOpens
    return row
