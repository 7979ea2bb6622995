"""Deeds with keys: destroying one (R15.03), and making, rotating and retiring the master key.

Whatever moment the plug is pulled, everything stays readable: a new generation is in the file
before anything is wrapped with it, and an old one leaves the file after nothing needs it.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.db import transaction

from mentorhouse import audit
from mentorhouse.vault import keyring, master
from mentorhouse.vault.errors import MasterKeyWrong
from mentorhouse.vault.keys import KeyOwner
from mentorhouse.vault.models import MasterKey
from mentorhouse.vault.routers import KEYSTORE

KEY_DESTROYED = audit.Act("vault.key_destroyed", "deleted confidential text for ever")
KEY_CHANGED = audit.Act("vault.key_changed", "let what is written next have a new key")
MASTER_KEY_CREATED = audit.Act("vault.master_key_created", "made the first master key")
MASTER_KEY_ROTATED = audit.Act("vault.master_key_rotated", "rotated the master key")
MASTER_KEY_RETIRED = audit.Act("vault.master_key_retired", "retired an old master key")


class Actor(Protocol):
    """Whoever does it: an account."""

    @property
    def pk(self) -> object:
        """Return the identifier."""


def destroy_key(
    owner: KeyOwner,
    *,
    by: Actor | None,
    at: datetime,
    programme: UUID | None = None,
    task: str = "",
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
            task=task,
            on=audit.Subject(owner.kind, owner.id),
            at=at,
            programme=programme,
            detail={"count": destroyed},
        )


def change_key(
    owner: KeyOwner, *, by: Actor | None, at: datetime, programme: UUID | None, task: str = ""
) -> None:
    """Let whatever the owner writes next be sealed with a new key (decision 127).

    What was written before stays as it is, and opens with the key that sealed it. The caller has
    asked the policy. The keystore commits first: a plug pulled in between changes the key once
    more when the deed is repeated, which does no harm.
    """
    with transaction.atomic():
        closed = keyring.close(owner, at=at)
        audit.record(
            KEY_CHANGED,
            by=by,
            task=task,
            on=audit.Subject(owner.kind, owner.id),
            at=at,
            programme=programme,
            detail={"count": closed},
        )


def create_master_key(*, at: datetime) -> str:
    """Make the key file of a new installation; refused where one was ever used.

    Raises `FileExistsError` if there is a file already.
    """
    if MasterKey.objects.exists():
        raise MasterKeyWrong(
            "This keystore was made with a master key that is not here. A new one would not open "
            "it: restore the key file from your copy."
        )
    name = master.create_key_file(settings.MASTER_KEY_FILE, at=at)
    _record(MASTER_KEY_CREATED, name, at=at)
    return name


def rotate_master_key(*, at: datetime, told: Callable[[str], None]) -> str:
    """Wrap every data key with a new generation of the master key; finish a rotation cut short.

    `told` hears each step when it is done. The old generation stays in the file.
    """
    path = settings.MASTER_KEY_FILE
    with master.only_one_changes(path):
        masters = master.master_keys()
        keyring.prove_all(masters)
        if not keyring.left_on_old(masters.generations[0]):
            name = master.add_generation(path, at=at)
            told(f"The key file holds the new generation {name}.")
        with transaction.atomic(using=KEYSTORE):
            masters, generation = keyring.newest_generation()
        told("The keystore knows the new generation.")
        done = 0
        while rewrapped := keyring.rewrap_some(masters):
            done += rewrapped
            told(f"{done} data keys wrapped anew.")
        _record(MASTER_KEY_ROTATED, generation.pk, at=at, count=done)
    return generation.pk


def retire_master_keys(*, at: datetime) -> Sequence[str]:
    """Take generations that no data key needs out of keystore and file; return their names.

    A backup of the keystore made before the rotation can then no longer be opened.
    """
    path = settings.MASTER_KEY_FILE
    with master.only_one_changes(path):
        masters = master.master_keys()
        keyring.prove_all(masters)
        with transaction.atomic(using=KEYSTORE):
            idle = keyring.lock_idle(masters)
            MasterKey.objects.filter(pk__in=idle).delete()
        master.drop_generations(path, idle)
        for name in idle:
            _record(MASTER_KEY_RETIRED, name, at=at)
    return idle


def _record(act: audit.Act, generation: str, *, at: datetime, **detail: int) -> None:
    subject = audit.Subject("vault.masterkey", generation)
    audit.record(act, by=None, task="keys", on=subject, at=at, detail=detail)
