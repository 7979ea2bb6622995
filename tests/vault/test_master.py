"""The key file: private, whole or not at all, refused where it is not right."""

import stat

import pytest

from mentorhouse.vault.errors import MasterKeyMissing, MasterKeyWrong
from mentorhouse.vault.master import (
    add_generation,
    create_key_file,
    drop_generations,
    master_keys,
)
from tests.vault.letter import AT


def test_a_new_file_is_private_and_holds_one_generation(key_file):
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o400
    assert len(master_keys().generations) == 1
    assert [p.name for p in key_file.parent.iterdir()] == [key_file.name]


def test_a_file_that_is_there_is_never_replaced(key_file):
    before = key_file.read_bytes()
    with pytest.raises(FileExistsError):
        create_key_file(key_file, at=AT)
    assert key_file.read_bytes() == before
    assert [p.name for p in key_file.parent.iterdir()] == [key_file.name]


def test_the_newest_generation_comes_first_and_the_old_stays(key_file):
    (old,) = master_keys().generations
    wrapped = master_keys().wrap(old, b"data key", b"place")
    new = add_generation(key_file, at=AT)
    assert master_keys().generations == (new, old)
    assert master_keys().unwrap(old, wrapped, b"place") == b"data key"
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o400
    drop_generations(key_file, [old])
    assert master_keys().generations == (new,)
    with pytest.raises(MasterKeyMissing, match=old):
        master_keys().unwrap(old, wrapped, b"place")


def test_a_wrapped_key_opens_only_in_its_place(key_file):
    masters = master_keys()
    name = masters.generations[0]
    with pytest.raises(MasterKeyWrong):
        masters.unwrap(name, masters.wrap(name, b"data key", b"place"), b"other place")


@pytest.mark.parametrize("content", ["name", "name !!!!", "name QUFB", "name\tQUFB extra"])
def test_a_damaged_file_is_refused_without_showing_it(key_file, content):
    key_file.chmod(0o600)
    key_file.write_text(content + "\n")
    with pytest.raises(MasterKeyWrong) as refusal:
        master_keys()
    assert "QUFB" not in str(refusal.value)


def test_bytes_that_are_no_text_are_refused(key_file):
    key_file.chmod(0o600)
    key_file.write_bytes(b"\xff\xfe")
    with pytest.raises(MasterKeyMissing):
        master_keys()


def test_remarks_and_empty_lines_are_passed_over(key_file):
    key_file.chmod(0o600)
    key_file.write_text(f"# kept in the safe\n\n{key_file.read_text()}")
    assert len(master_keys().generations) == 1


def test_keys_are_not_shown(key_file):
    secret = key_file.read_text().split()[1]
    assert secret not in repr(master_keys())
