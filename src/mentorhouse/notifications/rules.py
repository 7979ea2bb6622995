"""What an outbox row may say, when a letter is tried again, and when a clock rule is due."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from cronsim import CronSim

LEASE = timedelta(minutes=2)
BACKOFF = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)

# UUIDs, numbers and short codes; a sentence, an address or a token does not pass.
_IDENTIFIER = re.compile(
    r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"  # UUID
    r"|\d{1,18}"
    r"|[a-z][a-z0-9_.]{0,39}",
)
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


class NotAnIdentifier(ValueError):
    """The outbox holds identifiers only; this is something else."""


def checked(about: Mapping[str, object]) -> dict[str, str]:
    """Return what a letter is about as strings, or refuse what is no identifier."""
    texts = {name: str(value) for name, value in about.items()}
    for name, text in texts.items():
        if not (_NAME.fullmatch(name) and _IDENTIFIER.fullmatch(text)):
            # The value itself stays out of the message: it may be what must not be written down.
            msg = f"{name!r} must be a UUID, a number or a short code."
            raise NotAnIdentifier(msg)
    return texts


def next_try(*, attempts: int, at: datetime) -> datetime | None:
    """When to try again after so many failures, or None when it was tried to the end."""
    if attempts > len(BACKOFF):
        return None
    return at + BACKOFF[attempts - 1]


def latest_due(rule: str, *, at: datetime, zone: str) -> datetime:
    """Find the newest time at or before `at` at which a clock rule was due.

    Asking only for the newest collapses what an outage missed into one run.
    """
    # The simulator looks strictly before its start, so it starts at the next whole second.
    just_after = at.astimezone(ZoneInfo(zone)).replace(microsecond=0) + timedelta(seconds=1)
    return next(CronSim(rule, just_after, reverse=True))
