"""Keeps the migrated, empty test databases, so that only the first run after a change migrates.

They lie in pytest's cache: for each database a file of SQLite or a dump of PostgreSQL, whose name
holds a hash of every migration and of what migrations import. Django still runs `migrate` over
each copy, and finds nothing left to do.
"""

import fcntl
import hashlib
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import django
import pytest
from django.apps import apps
from django.db import connections

from mentorhouse.config.cli.migrating import new_tables_come_alone
from tests.plugins import postgresql

IMPORTED = re.compile(r"^(?:from|import) (mentorhouse[\w.]*)", re.MULTILINE)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, request):
    """Let Django make its test databases from the kept ones, and keep what it had to migrate."""
    folder = request.config.cache.mkdir("migrated")
    maker = type(connections["default"].creation)
    create, create_empty = maker.create_test_db, maker._create_test_db

    def create_test_db(self, *args, **kwargs):
        kept = folder / _name_of(self.connection, _key())
        if kept.exists():
            return create(self, *args, **kwargs)
        with _alone(folder):  # whoever waits here finds the work done
            fresh = not kept.exists()
            with new_tables_come_alone():
                made = create(self, *args, **kwargs)
            _key.cache_clear()
            if fresh and kept.name == _name_of(self.connection, _key()):  # no file changed since
                _keep(self.connection, kept)
        return made

    def create_and_fill(self, *args, **kwargs):
        made = create_empty(self, *args, **kwargs)
        kept = folder / _name_of(self.connection, _key())
        if kept.exists():
            _fill(self.connection, made, kept)
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(maker, "create_test_db", create_test_db)
        patch.setattr(maker, "_create_test_db", create_and_fill)
        if postgresql.SERVED:  # gone with the whole server
            patch.setattr(maker, "destroy_test_db", lambda *_, **__: None)
        yield


def lend(to: Path, cache: pytest.Cache) -> None:
    """Put what is kept of SQLite where a demonstration has its databases, if anything is kept."""
    for alias, name in (("default", "mentorhouse"), ("keystore", "keystore")):
        kept = cache.mkdir("migrated") / f"sqlite-{alias}-{_key()}"
        if kept.exists():
            shutil.copyfile(kept, to / f"{name}.sqlite3")


@cache
def _key() -> str:
    """Return what the migrated databases come from: migrations and the code they import."""
    digest = hashlib.sha256(django.__version__.encode())
    for app in apps.get_app_configs():
        digest.update(app.name.encode())
        for path in sorted(Path(app.path, "migrations").glob("*.py")):
            text = path.read_text(encoding="utf-8")
            digest.update(f"{path.name} {text}".encode())
            for module in IMPORTED.findall(text):
                digest.update(Path(find_spec(module).origin).read_bytes())
    return digest.hexdigest()[:20]


def _name_of(connection, key: str) -> str:
    return f"{connection.vendor}-{connection.alias}-{key}"


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one process of one run in at a time; the system opens the lock if a process dies."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _keep(connection, kept: Path) -> None:
    """Write aside, rename, and let go of what older migrations left."""
    aside = kept.with_suffix(".part")
    if connection.vendor == "postgresql":
        options = ("--no-owner", "-f", aside)
        _tool("pg_dump", *options, "-d", _address(connection, connection.settings_dict["NAME"]))
    else:
        aside.unlink(missing_ok=True)
        with (
            closing(sqlite3.connect(connection.settings_dict["NAME"])) as source,
            closing(sqlite3.connect(aside)) as target,
        ):
            source.backup(target)
    aside.rename(kept)
    for older in kept.parent.glob(_name_of(connection, "*")):
        if older != kept:
            older.unlink(missing_ok=True)


def _fill(connection, name: str, kept: Path) -> None:
    if connection.vendor == "postgresql":
        options = ("-q", "-1", "-v", "ON_ERROR_STOP=1", "-f", kept)
        _tool("psql", *options, "-d", _address(connection, name))
    else:
        shutil.copyfile(kept, name)


def _address(connection, name: str) -> str:
    at = connection.settings_dict
    return f"postgresql://{at['USER']}@{at['HOST']}:{at['PORT']}/{name}"


def _tool(name: str, *arguments) -> None:
    subprocess.run(
        [postgresql.find_binaries() / name, *arguments], check=True, stdout=subprocess.DEVNULL
    )
