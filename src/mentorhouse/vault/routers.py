"""Which database a table lives in: the vault's keys in `keystore`, everything else in `default`.

The keystore has its own short backup life, so that a destroyed key is soon gone everywhere.
"""

from typing import Any

from django.db import models

KEYSTORE = "keystore"
HOME = "default"
ROOM_OF_KEYS = "vault"


class KeystoreRouter:
    """Send the vault's tables to the keystore and all others to the main database."""

    def db_for_read(self, model: type[models.Model], **_hints: Any) -> str:
        """Read where the table lives."""
        return _home_of(model._meta.app_label)

    def db_for_write(self, model: type[models.Model], **_hints: Any) -> str:
        """Write where the table lives."""
        return _home_of(model._meta.app_label)

    def allow_relation(self, one: models.Model, other: models.Model, **_hints: Any) -> bool:
        """Allow relations within a database only: no constraint can hold across two."""
        return _home_of(one._meta.app_label) == _home_of(other._meta.app_label)

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool:
        """Make each table in its own database only."""
        return db == _home_of(app_label)


def _home_of(app_label: str) -> str:
    return KEYSTORE if app_label == ROOM_OF_KEYS else HOME
