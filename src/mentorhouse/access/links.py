"""Private links: a row that somebody without an account opens, for one purpose, until a day, once.

The token is in the letter and nowhere else. It is made from the row's identifier and a number of
its own with the installation's secret, each time a letter is written; the row keeps its hash. So
a reminder repeats the same link, and a copy of the database opens none.
"""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.conf import settings


class LinkIsOver(Exception):
    """The link was used, is too old, was replaced, or never was one: every refusal is the same."""


class Linked(Protocol):
    """A row that a private link opens (`access.models.PrivatelyLinked`)."""

    pk: UUID
    link_nonce: str
    link_hash: str | None
    link_until: datetime | None


@dataclass(frozen=True)
class LinkHolder:
    """Whoever holds the private link of one row: a viewer without an account."""

    row_id: UUID
    pk = None
    is_authenticated = False


def renew(row: Linked, *, until: datetime) -> None:
    """Give a row a link of its own; one that it had before opens nothing any more."""
    row.link_nonce = secrets.token_urlsafe(32)
    row.link_hash = hash_of(_token(row, settings.SECRET_KEY))
    row.link_until = until


def close(row: Linked) -> None:
    """Let the row's link open nothing any more."""
    row.link_nonce, row.link_hash = "", None


def token_of(row: Linked) -> str | None:
    """Return the token for a letter that is being written; None where the link is closed."""
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    tokens = (_token(row, key) for key in keys)
    return next((token for token in tokens if opens(token, row)), None)


def opens(token: str, row: Linked) -> bool:
    """Whether a token is the one of this row."""
    return row.link_hash is not None and hmac.compare_digest(hash_of(token), row.link_hash)


def in_time(row: Linked, *, at: datetime) -> bool:
    """Whether the row's link has not run out."""
    return row.link_hash is not None and row.link_until is not None and at < row.link_until


def hash_of(token: str) -> str:
    """Hash a token. It is 256 bits that nobody can guess, so a plain hash cannot be turned back."""
    return hashlib.sha256(token.encode()).hexdigest()


def _token(row: Linked, key: str) -> str:
    said = f"private link:{type(row).__name__}:{row.pk}:{row.link_nonce}"
    made = hmac.digest(key.encode(), said.encode(), "sha256")
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()
