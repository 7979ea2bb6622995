"""Deeds with keys: each leaves an entry, and the plug may be pulled at any moment."""

import signal
import subprocess
import sys
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connections

from mentorhouse.audit.models import AuditEntry
from mentorhouse.vault import keyring, master
from mentorhouse.vault.actions import (
    change_key,
    create_master_key,
    destroy_key,
    retire_master_keys,
    rotate_master_key,
)
from mentorhouse.vault.errors import Destroyed, MasterKeyMissing, MasterKeyWrong
from mentorhouse.vault.keys import KeyOwner
from mentorhouse.vault.models import DataKey, MasterKey
from mentorhouse.vault.queries import keys_fit, verify_keys
from tests.vault.letter import AT, somebody

BOTH = pytest.mark.django_db(databases=["default", "keystore"])
FOR_REAL = pytest.mark.django_db(databases=["default", "keystore"], transaction=True)
STEPS = 5  # file · keystore · 500 keys · 500 keys · the last 100 keys


def silent(_step: str) -> None:
    """Hear nothing."""


def make_keys(number: int) -> dict[KeyOwner, bytes]:
    """Make keys for invented owners; return what each seals, to recognise the key by."""
    owners = [KeyOwner("partnership", uuid.uuid4()) for _ in range(number)]
    return {o: seal(cipher) for o, (_, cipher) in keyring.keys_for_sealing(owners).items()}


def seal(cipher) -> bytes:
    return cipher.encrypt(bytes(12), b"text", None)


def forget() -> None:
    keyring.MEMORY.forget(list(DataKey.objects.values_list("pk", flat=True)))


def still_opens(made: dict[KeyOwner, bytes]) -> bool:
    forget()
    return {o: seal(c) for o, (_, c) in keyring.keys_for_sealing(list(made)).items()} == made


def acts() -> list[str]:
    return list(AuditEntry.objects.values_list("act", flat=True))


@BOTH
@pytest.mark.requirement("R15.05")
def test_destroying_leaves_an_entry():
    (owner,), who = make_keys(1), somebody()
    destroy_key(owner, by=who, at=AT)
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.actor, entry.detail) == (
        "vault.key_destroyed",
        str(who.pk),
        {"count": 1},
    )
    assert (entry.subject_kind, entry.subject_id) == (owner.kind, owner.id)


@BOTH
def test_after_a_change_the_old_key_opens_and_a_new_one_seals():
    owner, by = KeyOwner("partnership", uuid.uuid4()), somebody()
    ((old, cipher),) = keyring.keys_for_sealing([owner]).values()
    assert keyring.keys_for_sealing([owner])[owner][0] == old
    change_key(owner, by=by, at=AT, programme=None)
    ((new, _),) = keyring.keys_for_sealing([owner]).values()
    assert new != old
    forget()
    assert seal(keyring.keys_for_opening([old])[old]) == seal(cipher)
    destroy_key(owner, by=by, at=AT)
    forget()
    for key in (old, new):
        with pytest.raises(Destroyed):
            keyring.keys_for_opening([key])
    assert "vault.key_changed" in acts()


@BOTH
def test_the_clock_may_destroy_too():
    (owner,) = make_keys(1)
    destroy_key(owner, by=None, task="retention", at=AT)
    assert AuditEntry.objects.get().task == "retention"


@BOTH
def test_a_master_key_is_made_once(settings, tmp_path):
    settings.MASTER_KEY_FILE = tmp_path / "first.key"
    name = create_master_key(at=AT)
    assert master.master_keys().generations == (name,)
    assert acts() == ["vault.master_key_created"]
    with pytest.raises(FileExistsError):
        create_master_key(at=AT)


@BOTH
def test_a_lost_master_key_is_not_replaced_by_another(settings, tmp_path, key_file):
    make_keys(1)
    settings.MASTER_KEY_FILE = tmp_path / "second.key"
    with pytest.raises(MasterKeyWrong, match="restore"):
        create_master_key(at=AT)
    assert not settings.MASTER_KEY_FILE.exists()


@BOTH
def test_rotation_wraps_everything_anew_and_opens_everything(key_file):
    made, steps = make_keys(3), []
    (old,) = master.master_keys().generations
    new = rotate_master_key(at=AT, told=steps.append)
    report = verify_keys()
    assert (report.generations, report.living) == ((new, old), {new: 3})
    assert report.sound
    assert report.idle == (old,)
    assert still_opens(made)
    assert len(steps) == 3
    assert acts() == ["vault.master_key_rotated"]


@BOTH
def test_rotating_an_empty_keystore_is_fine(key_file):
    rotate_master_key(at=AT, told=silent)
    assert verify_keys().sound


@BOTH
def test_retiring_drops_only_what_nothing_needs(key_file):
    made = make_keys(2)
    (old,) = master.master_keys().generations
    assert list(retire_master_keys(at=AT)) == []
    new = rotate_master_key(at=AT, told=silent)
    assert list(retire_master_keys(at=AT)) == [old]
    assert master.master_keys().generations == (new,)
    assert [row.pk for row in MasterKey.objects.all()] == [new]
    assert still_opens(made)
    assert acts()[-1] == "vault.master_key_retired"


@BOTH
def test_a_needed_generation_is_not_retired(key_file):
    made = make_keys(2)
    master.add_generation(key_file, at=AT)
    assert list(retire_master_keys(at=AT)) == []
    assert still_opens(made)


@BOTH
def test_a_generation_missing_from_the_file_stops_a_rotation(key_file):
    make_keys(2)
    rotate_master_key(at=AT, told=silent)
    before = key_file.read_text()
    key_file.chmod(0o600)
    key_file.write_text(before.splitlines()[1] + "\n")  # the older one only
    with pytest.raises(MasterKeyMissing):
        rotate_master_key(at=AT, told=silent)
    assert not keys_fit()
    assert len(key_file.read_text().splitlines()) == 1


@BOTH
def test_verifying_tells_living_from_destroyed(key_file):
    first, *_ = make_keys(3)
    destroy_key(first, by=somebody(), at=AT)
    report = verify_keys()
    assert (list(report.living.values()), report.destroyed, report.sound) == ([2], 1, True)
    assert keys_fit()


@BOTH
def test_a_key_that_does_not_unwrap_is_told(key_file):
    make_keys(3)
    DataKey.objects.filter(pk=DataKey.objects.first().pk).update(wrapped=b"x" * 60)
    report = verify_keys()
    assert (report.broken, report.sound) == (1, False)
    assert report.broken_keys == (str(DataKey.objects.get(wrapped=b"x" * 60).pk),)


def rotate_elsewhere(key_file: Path, last_step: int) -> int:
    names = [str(connections[a].settings_dict["NAME"]) for a in ("default", "keystore")]
    script = Path(__file__).with_name("rotate_until_killed.py")
    done = subprocess.run(
        [sys.executable, script, str(last_step), key_file, *names], check=False, capture_output=True
    )
    return done.returncode


@FOR_REAL
@pytest.mark.parametrize("last_step", range(1, STEPS + 1))
def test_killed_at_any_step_everything_stays_readable_and_the_next_finishes(key_file, last_step):
    made = make_keys(1100)
    (old,) = master.master_keys().generations
    assert rotate_elsewhere(key_file, last_step) == -signal.SIGKILL
    assert still_opens(made)
    assert len(make_keys(1)) == 1  # and new text can be sealed
    left = verify_keys().left_on_old
    assert left == {1: 1100, 2: 1100, 3: 600, 4: 100, 5: 0}[last_step]
    assert master.master_keys().generations[1:] == (old,)
    new = rotate_master_key(at=AT, told=silent)
    if left:
        assert master.master_keys().generations == (new, old)  # finished, not begun again
    assert verify_keys().sound
    assert still_opens(made)


@FOR_REAL
def test_the_kill_is_real(key_file):
    make_keys(1)
    assert rotate_elsewhere(key_file, 99) == 0


@FOR_REAL
def test_sealing_goes_on_while_keys_are_rotated_and_retired(key_file):
    stop, made = threading.Event(), {}

    def write() -> None:
        try:
            while not stop.is_set():
                made.update(make_keys(1))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        writers = [pool.submit(write) for _ in range(4)]
        for _ in range(5):
            rotate_master_key(at=AT, told=silent)
            retire_master_keys(at=AT)
        stop.set()
        for writer in writers:
            writer.result()
    assert len(made) > 0
    assert verify_keys().broken == 0
    assert still_opens(made)
