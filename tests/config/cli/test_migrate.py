"""`migrate` leaves what Django's own command leaves."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

COMMAND = [sys.executable, "-m", "mentorhouse.config.cli"]
TABLES = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
DONE = "SELECT app, name FROM django_migrations ORDER BY id"


def left_by(folder, *verbs: list[str]) -> list[tuple]:
    """Return all tables, indexes and triggers, and the migrations in the order they were done."""
    folder.mkdir()
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DJANGO_SETTINGS_MODULE", "MENTORHOUSE_MASTER_KEY_FILE"}
    }
    environment |= {"MENTORHOUSE_MODE": "demo", "MENTORHOUSE_DATA": str(folder)}
    for verb in verbs:
        subprocess.run([*COMMAND, *verb], env=environment, check=True, capture_output=True)
    found = []
    for database in ("mentorhouse", "keystore"):
        with closing(sqlite3.connect(folder / f"{database}.sqlite3")) as connection:
            found += [connection.execute(query).fetchall() for query in (TABLES, DONE)]
    return found


@pytest.mark.soak
def test_the_quick_way_leaves_the_same_tables(tmp_path):
    plainly = (
        ["manage", "migrate", "--skip-checks"],  # there is no key yet
        ["manage", "migrate", "--skip-checks", "--database=keystore"],
        ["manage", "createcachetable"],
    )
    ours = left_by(tmp_path / "ours", ["migrate"])
    assert len(ours[0]) > 300
    assert ours == left_by(tmp_path / "plain", *plainly)
