"""An unsafe installation is told so before it starts, each check by one sentence and a remedy."""

import pytest
from django.core.checks import run_checks
from django.db import connection, connections

from mentorhouse.vault import checks, keyring
from mentorhouse.vault.keys import KeyOwner
from mentorhouse.vault.master import create_key_file
from tests.vault.letter import AT

BOTH = pytest.mark.django_db(databases=["default", "keystore"])
ALIASES = ["default", "keystore"]


def wrong() -> set[str]:
    found = [problem for check in checks.CHECKS for problem in check(databases=ALIASES)]
    assert all(problem.msg and problem.hint for problem in found)
    return {problem.id for problem in found}


@BOTH
def test_a_safe_installation_has_nothing_wrong(key_file):
    assert wrong() == set()


@BOTH
def test_a_missing_key_file(settings, tmp_path):
    settings.MASTER_KEY_FILE = tmp_path / "none.key"
    assert "vault.E001" in wrong()


@BOTH
def test_an_empty_key_file(key_file):
    key_file.chmod(0o600)
    key_file.write_text("\n")
    assert wrong() == {"vault.E001"}


@BOTH
@pytest.mark.parametrize("mode", [0o440, 0o404, 0o420, 0o600])
def test_a_key_file_that_others_may_read(key_file, mode):
    key_file.chmod(mode)
    assert wrong() == ({"vault.E002"} if mode & 0o077 else set())


@BOTH
def test_a_key_file_in_the_data_directory(settings, key_file):
    settings.DATA_DIR = key_file.parent
    assert wrong() == {"vault.E003"}


@BOTH
def test_a_link_does_not_hide_where_the_key_lies(settings, key_file, tmp_path):
    settings.DATA_DIR = key_file.parent
    settings.MASTER_KEY_FILE = tmp_path / "link.key"
    settings.MASTER_KEY_FILE.symlink_to(key_file)
    assert wrong() == {"vault.E003"}


@BOTH
def test_a_key_file_of_another_installation(settings, key_file, tmp_path):
    keyring.keys_for_sealing([KeyOwner("partnership", 1)])
    assert wrong() == set()
    settings.MASTER_KEY_FILE = tmp_path / "other.key"
    create_key_file(settings.MASTER_KEY_FILE, at=AT)
    assert wrong() == {"vault.E004"}


@BOTH
def test_a_keystore_inside_the_main_database(settings, monkeypatch):
    monkeypatch.setitem(settings.DATABASES, "keystore", settings.DATABASES["default"])
    assert wrong() == {"vault.E005"}


@pytest.mark.django_db(databases=["default", "keystore"], transaction=True)
@pytest.mark.parametrize("alias", ALIASES)
def test_a_database_that_does_not_wait_for_the_disk(alias, key_file):
    weak, strong = (
        ("PRAGMA synchronous = NORMAL", "PRAGMA synchronous = FULL")
        if connection.vendor == "sqlite"
        else ("SET synchronous_commit = off", "SET synchronous_commit = on")
    )
    with connections[alias].cursor() as cursor:
        cursor.execute(weak)
        assert wrong() == {"vault.E006"}
        cursor.execute(strong)
        assert wrong() == set()


@pytest.mark.django_db(databases=["default", "keystore"], transaction=True)
def test_a_database_without_a_journal_on_disk(key_file):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL always has a write-ahead log")
    with connections["keystore"].cursor() as cursor:
        for journal in ("MEMORY", "OFF"):
            cursor.execute(f"PRAGMA journal_mode = {journal}")
            assert wrong() == {"vault.E006"}
        cursor.execute("PRAGMA journal_mode = WAL")
        assert wrong() == set()


@BOTH
def test_before_the_first_migration_the_key_is_not_blamed(key_file, monkeypatch):
    monkeypatch.setattr(checks.MasterKey._meta, "db_table", "not_there_yet")
    assert wrong() == set()


@BOTH
def test_django_asks_them_only_where_databases_are_named(settings, tmp_path):
    settings.MASTER_KEY_FILE = tmp_path / "none.key"
    assert "vault.E001" not in {p.id for p in run_checks(tags=["database"])}
    assert "vault.E001" in {p.id for p in run_checks(tags=["database"], databases=ALIASES)}
