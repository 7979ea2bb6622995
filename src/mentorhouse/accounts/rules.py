"""When two e-mail addresses are the same address, how long a link lives, which zones there are."""

import hashlib
from datetime import datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import available_timezones

INVITATION_LIFE = timedelta(days=14)
RESET_HOURS = 4  # as PASSWORD_RESET_TIMEOUT in the settings


def same_address(email: str) -> str:
    """Return the address as it is kept and compared: without spaces around it, in lower case.

    The part before the @ may by the letter of the standard differ by case. No provider does so,
    and people type it as they like; one person must not end with two accounts (R1.01).
    """
    return email.strip().lower()


def still_opens(*, expires_at: datetime, used_at: datetime | None, at: datetime) -> bool:
    """Whether a sign-in link may still be used: once, and before it expires."""
    return used_at is None and at < expires_at


def hash_of(token: str) -> str:
    """Hash a token. It is 256 random bits, so a plain hash cannot be turned back."""
    return hashlib.sha256(token.encode()).hexdigest()


DECORATION = "0123456789!?.,;:-_*#@£$%&+=/()[]{}<>|'\"`~^ "


def heart_of(password: str) -> str:
    """Return what a password is without its decoration: digits and signs at its ends, repeats."""
    bare = password.lower().strip(DECORATION)
    repeats = (bare[:n] for n in range(1, len(bare) // 2 + 1))
    return next((r for r in repeats if (r * len(bare))[: len(bare)] == bare), bare)


def has_few_surprises(password: str) -> bool:
    """Whether most characters are the same as the one before, or its neighbour in a row."""
    rows = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
    expected = {pair for row in rows for pair in pairwise(row)}
    pairs = list(pairwise(password.lower()))
    dull = [(a, b) for a, b in pairs if a == b or (a, b) in expected or (b, a) in expected]
    return len(dull) * 2 >= len(pairs)


REGIONS = frozenset(
    {"Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian",
     "Pacific"}
)  # fmt: skip


@cache
def time_zones() -> tuple[tuple[str, str], ...]:
    """Return the time zones that somebody may choose, and how each is called, by its place."""
    named = [(zone, zone.split("/")) for zone in available_timezones()]
    places = [
        (zone, f"{parts[-1]} ({parts[-2]})".replace("_", " "))
        for zone, parts in named
        if parts[0] in REGIONS and len(parts) > 1
    ]
    return (*sorted(places, key=lambda place: (place[1], place[0])), ("UTC", "UTC"))
