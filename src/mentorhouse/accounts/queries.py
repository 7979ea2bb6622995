"""Every read of accounts."""

from collections.abc import Iterable

from mentorhouse.accounts.models import User
from mentorhouse.accounts.rules import same_address

CHUNK = 500


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
