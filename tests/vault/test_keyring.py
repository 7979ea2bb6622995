"""Keys are made once, held for a moment, and only with the right master key."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import IntegrityError, connections

from mentorhouse.vault import keyring
from mentorhouse.vault.errors import Destroyed, MasterKeyMissing, MasterKeyWrong
from mentorhouse.vault.keys import KeyOwner
from mentorhouse.vault.master import create_key_file
from mentorhouse.vault.models import DataKey, MasterKey
from tests.vault.letter import AT

BOTH = pytest.mark.django_db(databases=["default", "keystore"])
FOR_REAL = pytest.mark.django_db(databases=["default", "keystore"], transaction=True)


def owner() -> KeyOwner:
    return KeyOwner("partnership", uuid.uuid4())


def key_of(whose: KeyOwner):
    return keyring.keys_for_sealing([whose])[whose]


@FOR_REAL
def test_fifty_at_once_make_one_key(key_file):
    whose, start = owner(), threading.Barrier(50)

    def make(_):
        start.wait()
        try:
            key_id, cipher = key_of(whose)
            return key_id, cipher.encrypt(bytes(12), b"text", None)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(50) as pool:
        made = set(pool.map(make, range(50)))
    assert len(made) == 1
    assert DataKey.objects.count() == MasterKey.objects.count() == 1


@BOTH
def test_without_the_constraint_there_would_be_two():
    """The control: the database refuses the second living key that a race would make."""
    whose = owner()
    key_of(whose)
    row = DataKey.objects.get()
    with pytest.raises(IntegrityError):
        DataKey.objects.create(
            owner_kind=whose.kind, owner_id=whose.id, wrapped=b"x", master_key=row.master_key
        )


@BOTH
def test_a_destroyed_key_cannot_keep_its_bytes():
    key_of(owner())
    with pytest.raises(IntegrityError):
        DataKey.objects.update(destroyed_at=AT)


@BOTH
def test_a_key_is_bound_to_its_owner():
    mine, theirs = owner(), owner()
    keys = keyring.keys_for_sealing([mine, theirs])
    first, second = DataKey.objects.order_by("pk")
    first.wrapped, second.wrapped = second.wrapped, first.wrapped
    DataKey.objects.bulk_update([first, second], ["wrapped"])
    keyring.MEMORY.forget(key_id for key_id, _ in keys.values())
    with pytest.raises(MasterKeyWrong):
        key_of(mine)


@BOTH
def test_destroying_forgets_at_once_and_may_be_repeated():
    whose = owner()
    key_id, _ = key_of(whose)
    assert keyring.keys_for_opening([key_id])
    assert keyring.destroy(whose, at=AT) == 1
    with pytest.raises(Destroyed):
        keyring.keys_for_opening([key_id])
    assert keyring.destroy(whose, at=AT) == 0


@BOTH
def test_sealing_asks_the_keystore_and_not_its_memory():
    """Another process destroyed the key: what is written now must not be lost with it."""
    whose = owner()
    old, cipher = key_of(whose)
    keyring.destroy(whose, at=AT)
    keyring.MEMORY.put(old, cipher)
    assert key_of(whose)[0] != old


@BOTH
def test_no_master_key_is_invented(settings, tmp_path):
    settings.MASTER_KEY_FILE = tmp_path / "none.key"
    with pytest.raises(MasterKeyMissing, match="keys create"):
        key_of(owner())
    assert not settings.MASTER_KEY_FILE.exists()
    assert not DataKey.objects.exists()


@BOTH
def test_a_strange_key_file_seals_nothing(settings, tmp_path, key_file):
    key_of(owner())
    settings.MASTER_KEY_FILE = tmp_path / "strange.key"
    create_key_file(settings.MASTER_KEY_FILE, at=AT)
    with pytest.raises(MasterKeyWrong, match="lacks"):
        key_of(owner())
    assert DataKey.objects.count() == 1


@BOTH
def test_the_right_name_with_a_wrong_key_seals_nothing(key_file):
    key_of(owner())
    name = key_file.read_text().split()[0]
    key_file.chmod(0o600)
    key_file.write_text(f"{name} {'A' * 43}=\n")
    with pytest.raises(MasterKeyWrong):
        key_of(owner())


@FOR_REAL
def test_the_bytes_of_a_destroyed_key_are_gone_from_disk(key_file):
    if connections["keystore"].vendor != "sqlite":
        pytest.skip("PostgreSQL forgets with its next vacuum: said in the room's README")
    whose, name = owner(), str(connections["keystore"].settings_dict["NAME"])
    key_of(whose)
    wrapped = bytes(DataKey.objects.get().wrapped)

    def on_disk() -> bool:
        files = [name, f"{name}-wal"]
        return any(wrapped in f.read_bytes() for f in map(Path, files) if f.exists())

    assert on_disk()
    keyring.destroy(whose, at=AT)
    assert not on_disk()


def test_memory_is_short_and_small():
    memory = keyring.Memory(keys=2, seconds=100)
    ids = [uuid.uuid4() for _ in range(3)]
    for key_id in ids:
        memory.put(key_id, AESGCM(bytes(32)))
    assert [memory.get(key_id) is not None for key_id in ids] == [False, True, True]
    memory.forget([ids[2], ids[0]])
    assert memory.get(ids[2]) is None
    brief = keyring.Memory(keys=2, seconds=0)
    brief.put(ids[0], AESGCM(bytes(32)))
    assert brief.get(ids[0]) is None


def test_memory_serves_many_threads():
    memory = keyring.Memory(keys=5, seconds=100)
    ids = [uuid.uuid4() for _ in range(20)]

    def churn(_):
        for key_id in ids * 20:
            memory.put(key_id, AESGCM(bytes(32)))
            memory.get(key_id)
            memory.forget([key_id])
        return True

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(churn, range(8)))
