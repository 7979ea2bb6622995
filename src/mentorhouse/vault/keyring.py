"""Data keys, living for a moment in memory: made, found, unwrapped and forgotten.

A key is committed to the keystore before anything is sealed with it. Opening may use a key from
memory for half a minute; sealing always asks the keystore whether the key still lives.
"""

import secrets
import time
import uuid
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from threading import Lock
from typing import TypeVar

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connections, transaction

from mentorhouse.vault.envelope import bind
from mentorhouse.vault.errors import Destroyed, KeyMissing, MasterKeyWrong
from mentorhouse.vault.keys import KeyOwner
from mentorhouse.vault.master import KEY_BYTES, MasterKeys, master_keys
from mentorhouse.vault.models import DataKey, MasterKey
from mentorhouse.vault.routers import KEYSTORE

CHUNK = 500
KNOWN = b"mentorhouse: this master key is the right one"

T = TypeVar("T")


class Memory:
    """A few unwrapped keys for a short time, so that a page with many texts unwraps once."""

    def __init__(self, *, keys: int, seconds: float) -> None:
        self._most, self._seconds = keys, seconds
        self._held: OrderedDict[uuid.UUID, tuple[float, AESGCM]] = OrderedDict()
        self._lock = Lock()

    def get(self, key_id: uuid.UUID) -> AESGCM | None:
        """Return a key that is still fresh."""
        with self._lock:
            until, cipher = self._held.get(key_id, (0.0, None))
            return cipher if until > time.monotonic() else None

    def put(self, key_id: uuid.UUID, cipher: AESGCM) -> None:
        """Hold a key; the oldest goes when there are too many."""
        with self._lock:
            self._held[key_id] = (time.monotonic() + self._seconds, cipher)
            self._held.move_to_end(key_id)
            while len(self._held) > self._most:
                self._held.popitem(last=False)

    def forget(self, key_ids: Iterable[uuid.UUID]) -> None:
        """Drop keys at once."""
        with self._lock:
            for key_id in key_ids:
                self._held.pop(key_id, None)


MEMORY = Memory(keys=1024, seconds=30)


def keys_for_sealing(
    owners: Collection[KeyOwner],
) -> dict[KeyOwner, tuple[uuid.UUID, AESGCM]]:
    """Return the living key of each owner, making those that are not there yet.

    Two at once end with one key: the second insert is ignored, then both read back.
    """
    found = _living(owners)
    while missing := [owner for owner in set(owners) if owner not in found]:
        _make(missing)
        found |= _living(missing)  # once more, should somebody have closed one meanwhile
    return found


def keys_for_opening(key_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, AESGCM]:
    """Return the keys that sealed some texts, or say why one cannot be had."""
    wanted = set(key_ids)
    found = {key_id: cipher for key_id in wanted if (cipher := MEMORY.get(key_id))}
    absent = wanted - found.keys()
    if absent:
        masters = master_keys()
        for chunk in _chunks(list(absent)):
            for row in DataKey.objects.filter(pk__in=chunk):
                found[row.pk] = _unwrap(masters, row)
    if wanted - found.keys():
        raise KeyMissing
    return found


def destroy(owner: KeyOwner, *, at: datetime) -> int:
    """Destroy the owner's keys, here and in every process's memory within half a minute.

    Closed ones go too. Returns how many keys went: none if there was none, so that it may be
    repeated.
    """
    with transaction.atomic(using=KEYSTORE):
        living = DataKey.objects.select_for_update().filter(
            owner_kind=owner.kind, owner_id=owner.id, destroyed_at=None
        )
        key_ids = [row.pk for row in living]
        DataKey.objects.filter(pk__in=key_ids).update(
            wrapped=None, master_key=None, destroyed_at=at
        )
        transaction.on_commit(_scrub, using=KEYSTORE)
    MEMORY.forget(key_ids)
    return len(key_ids)


def close(owner: KeyOwner, *, at: datetime) -> int:
    """Let the owner's key seal nothing more: what is sealed next gets a new one.

    It still opens what it sealed. Returns how many keys were closed: none if there was none.
    """
    with transaction.atomic(using=KEYSTORE):
        sealing = DataKey.objects.filter(
            owner_kind=owner.kind, owner_id=owner.id, destroyed_at=None, closed_at=None
        )
        return sealing.update(closed_at=at)


def destroyed(key_ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Return which of some keys were destroyed on purpose."""
    gone = DataKey.objects.exclude(destroyed_at=None)
    chunks = _chunks(list(set(key_ids)))
    return {pk for some in chunks for pk in gone.filter(pk__in=some).values_list("pk", flat=True)}


def binding_of(row: DataKey) -> bytes:
    """Return what a wrapped key is bound to: itself and its owner, so that none can be swapped."""
    return bind(("mentorhouse data key", str(row.pk), row.owner_kind, row.owner_id))


def prove(masters: MasterKeys, generation: MasterKey) -> None:
    """Raise unless the master key file holds the very key that this generation was made with."""
    masters.unwrap(generation.pk, bytes(generation.known_answer), _binding_of_answer(generation.pk))


def prove_all(masters: MasterKeys) -> None:
    """Raise unless the file holds every generation that the keystore knows, and the right ones."""
    for generation in MasterKey.objects.all():
        prove(masters, generation)


def newest_generation() -> tuple[MasterKeys, MasterKey]:
    """Return the proven newest generation, locked, so that it is not retired meanwhile.

    The file is read under the lock. A generation new to the keystore is entered only if the file
    also holds all those that the keystore knows: a key file that is simply another one is refused
    before it seals anything.
    """
    known = {row.pk: row for row in _locked_generations()}
    masters = master_keys()
    name = masters.generations[0]
    if name not in known:
        if strangers := known.keys() - set(masters.generations):
            raise MasterKeyWrong(
                f"The master key file lacks {', '.join(sorted(strangers))}, which this keystore "
                "was made with. Restore the right file from your copy."
            )
        answer = masters.wrap(name, KNOWN, _binding_of_answer(name))
        MasterKey.objects.bulk_create(
            [MasterKey(id=name, known_answer=answer)], ignore_conflicts=True
        )
        known[name] = MasterKey.objects.get(pk=name)
    prove(masters, known[name])
    return masters, known[name]


def _locked_generations() -> list[MasterKey]:
    """Lock every generation, the oldest first, so that nobody waits for another in a circle."""
    return list(MasterKey.objects.select_for_update().order_by("created_at", "pk"))


def left_on_old(newest: str) -> int:
    """Count the data keys that an older generation still wraps."""
    return DataKey.objects.filter(destroyed_at=None).exclude(master_key=newest).count()


def rewrap_some(masters: MasterKeys) -> int:
    """Wrap the next few data keys with the newest generation, all or none; 0 when none is left."""
    newest = masters.generations[0]
    with transaction.atomic(using=KEYSTORE):
        older = DataKey.objects.select_for_update().filter(destroyed_at=None)
        rows = list(older.exclude(master_key=newest).order_by("pk")[:CHUNK])
        for row in rows:
            place = binding_of(row)
            data_key = masters.unwrap(str(row.master_key_id), bytes(row.wrapped or b""), place)
            row.wrapped, row.master_key_id = masters.wrap(newest, data_key, place), newest
        DataKey.objects.bulk_update(rows, ["wrapped", "master_key"])
    return len(rows)


def lock_idle(masters: MasterKeys) -> list[str]:
    """Name the older generations that wrap nothing, and let nobody begin to use them."""
    _locked_generations()  # whoever makes a data key waits here
    used = set(DataKey.objects.filter(destroyed_at=None).values_list("master_key", flat=True))
    return [name for name in masters.generations[1:] if name not in used]


def _living(owners: Collection[KeyOwner]) -> dict[KeyOwner, tuple[uuid.UUID, AESGCM]]:
    by_kind: dict[str, list[str]] = {}
    for owner in set(owners):
        by_kind.setdefault(owner.kind, []).append(owner.id)
    masters = master_keys()
    found = {}
    for kind, ids in by_kind.items():
        for chunk in _chunks(ids):
            rows = DataKey.objects.filter(owner_kind=kind, owner_id__in=chunk)
            for row in rows.filter(destroyed_at=None, closed_at=None):
                cipher = MEMORY.get(row.pk) or _unwrap(masters, row)
                found[KeyOwner(row.owner_kind, row.owner_id)] = (row.pk, cipher)
    return found


def _make(owners: Iterable[KeyOwner]) -> None:
    with transaction.atomic(using=KEYSTORE):
        masters, generation = newest_generation()
        rows = []
        for owner in sorted(owners, key=lambda o: (o.kind, o.id)):  # no two ways round
            row = DataKey(owner_kind=owner.kind, owner_id=owner.id, master_key=generation)
            data_key = secrets.token_bytes(KEY_BYTES)
            row.wrapped = masters.wrap(generation.pk, data_key, binding_of(row))
            rows.append(row)
        DataKey.objects.bulk_create(rows, ignore_conflicts=True, batch_size=CHUNK)


def _unwrap(masters: MasterKeys, row: DataKey) -> AESGCM:
    if row.wrapped is None or row.master_key_id is None:
        raise Destroyed
    cipher = AESGCM(masters.unwrap(row.master_key_id, bytes(row.wrapped), binding_of(row)))
    MEMORY.put(row.pk, cipher)
    return cipher


def _binding_of_answer(generation: str) -> bytes:
    return bind(("mentorhouse known answer", generation))


def _scrub() -> None:
    """Leave no copy of a destroyed key in SQLite's log; freed pages are overwritten anyway."""
    if connections[KEYSTORE].vendor == "sqlite":
        with connections[KEYSTORE].cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _chunks(items: list[T]) -> Iterator[list[T]]:
    return (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))
