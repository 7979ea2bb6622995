"""Opening accounts. Called inside the deed that needs them, which audits."""

from collections.abc import Iterable

from mentorhouse.accounts.models import User
from mentorhouse.accounts.rules import same_address


def find_or_open(addresses: Iterable[str]) -> dict[str, User]:
    """Return the account for each address as given, opening those that do not exist (R1.01).

    A new account has no usable password: its owner sets one by a link (`accounts.welcome`).
    Two deeds that bring the same new address at once end with one account: the address is unique,
    a clash is ignored, then everything is read back.
    """
    wanted = {address: same_address(address) for address in addresses if address.strip()}
    known = _by_address(wanted.values())
    fresh = [User(email=email) for email in dict.fromkeys(wanted.values()) if email not in known]
    for user in fresh:
        user.set_unusable_password()
    User.objects.bulk_create(fresh, ignore_conflicts=True)
    known |= _by_address(user.email for user in fresh)
    return {address: known[email] for address, email in wanted.items()}


def _by_address(emails: Iterable[str]) -> dict[str, User]:
    return {user.email: user for user in User.objects.filter(email__in=list(emails))}
