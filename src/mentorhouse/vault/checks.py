"""Is this installation safe to write confidential text in? Asked before it starts (design 7).

Each check's first line says what is well; what it returns says what is wrong and what to do.
They touch files and databases, so Django runs them only where databases are named: `serve`,
`worker` and `doctor` do.
"""

import stat
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from mentorhouse.vault.errors import VaultError
from mentorhouse.vault.keyring import prove_all
from mentorhouse.vault.master import master_keys
from mentorhouse.vault.models import MasterKey
from mentorhouse.vault.routers import HOME, KEYSTORE

Check = Callable[..., list[CheckMessage]]
CHECKS: list[Check] = []

SQLITE_FULL = 2
SQLITE_SAFE_JOURNALS = frozenset({"wal", "delete", "truncate", "persist"})
POSTGRESQL_NEEDS = ("fsync", "synchronous_commit", "full_page_writes")
POSTGRESQL_REMEDY = "Set {name} = on in postgresql.conf and reload the server."


def _check(check: Check) -> Check:
    CHECKS.append(check)
    register(check, Tags.database)
    return check


@_check
def key_file_can_be_read(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """The master key file is there and whole."""
    if not databases:
        return []
    try:
        master_keys()
    except VaultError as problem:
        return [_wrong("E001", str(problem), "Restore the file, or begin with: keys create")]
    return []


@_check
def key_file_is_private(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """The master key file can be read by nobody else."""
    path = settings.MASTER_KEY_FILE
    if not databases or not path.exists():
        return []
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        words = f"Other users of this machine may read the master key file {path}."
        return [_wrong("E002", words, f"Run: chmod 0400 {path} (and rotate the key).")]
    return []


@_check
def key_file_is_apart(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """The master key file lies outside the data directory, so no backup holds both."""
    path, data = settings.MASTER_KEY_FILE.resolve(), settings.DATA_DIR.resolve()
    if databases and path.is_relative_to(data):
        words = f"The master key file {path} lies in the data directory {data}."
        return [_wrong("E003", words, "Move it and set MENTORHOUSE_MASTER_KEY_FILE.")]
    return []


@_check
def key_file_is_the_right_one(
    databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """The master key is the one that this keystore was made with."""
    if KEYSTORE not in (databases or ()) or not _has_table(MasterKey._meta.db_table):
        return []
    try:
        masters = master_keys()
    except VaultError:
        return []  # that is said above
    try:
        prove_all(masters)
    except VaultError as problem:
        remedy = "Restore the key file that belongs to this keystore from your copy."
        return [_wrong("E004", str(problem), remedy)]
    return []


@_check
def keystore_is_apart(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """The keystore is a database of its own."""
    places = [
        tuple(str(settings.DATABASES[alias].get(part, "")) for part in ("HOST", "PORT", "NAME"))
        for alias in (HOME, KEYSTORE)
    ]
    if databases and places[0] == places[1]:
        words = "The keystore and the main database are the same, and so are their backups."
        return [_wrong("E005", words, "Give KEYSTORE_URL a database of its own.")]
    return []


@_check
def saved_means_saved(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """What is acknowledged as saved survives a pulled plug."""
    problems: list[CheckMessage] = []
    for alias in databases or ():
        weaknesses = _weaknesses_of(alias)
        problems += [_wrong("E006", f"{alias}: {what}", remedy) for what, remedy in weaknesses]
    return problems


def _weaknesses_of(alias: str) -> Iterator[tuple[str, str]]:
    if connections[alias].vendor == "sqlite":
        remedy = "Take the settings' own SQLite options back: synchronous=FULL, journal_mode=WAL."
        if int(_ask(alias, "PRAGMA synchronous")) < SQLITE_FULL:
            yield "SQLite does not wait for the disk (synchronous is not FULL).", remedy
        if _ask(alias, "PRAGMA journal_mode") not in SQLITE_SAFE_JOURNALS:
            yield "SQLite keeps no journal on disk.", remedy
        return
    for name in POSTGRESQL_NEEDS:
        if _ask(alias, f"SHOW {name}") == "off":
            yield f"PostgreSQL runs with {name} = off.", POSTGRESQL_REMEDY.format(name=name)


def _ask(alias: str, question: str) -> str:
    with connections[alias].cursor() as cursor:
        cursor.execute(question)
        return str(cursor.fetchone()[0])


def _has_table(name: str) -> bool:
    """Whether the keystore was migrated; if not, `migrate` is what is missing, not the key."""
    return name in connections[KEYSTORE].introspection.table_names()


def _wrong(number: str, what: str, remedy: str) -> CheckMessage:
    return Error(what, hint=remedy, id=f"vault.{number}")
