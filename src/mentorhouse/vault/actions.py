"""Destroying a key: the one deed that makes text unreadable for ever (R15.03)."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.vault import keyring
from mentorhouse.vault.keys import KeyOwner

KEY_DESTROYED = audit.Act("vault.key_destroyed", "deleted confidential text for ever")


class Actor(Protocol):
    """Whoever does it: an account."""

    @property
    def pk(self) -> object: ...


def destroy_key(
    owner: KeyOwner, *, by: Actor, at: datetime, programme: UUID | None = None
) -> None:
    """Destroy the owner's key, so that its text is gone here and in every older backup.

    The caller has asked the policy and deletes the rows in the same deed. The keystore commits
    before the main database: should the plug be pulled in between, the text is gone already and
    the deed is repeated, never the other way round.
    """
    with transaction.atomic():
        destroyed = keyring.destroy(owner, at=at)
        audit.record(
            KEY_DESTROYED,
            by=by,
            on=audit.Subject(owner.kind, str(owner.id)),
            at=at,
            programme=programme,
            detail={"count": destroyed},
        )
