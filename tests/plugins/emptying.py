"""Empties the databases after a test whose deeds really stayed, by what the test wrote.

Django empties every table and has all that `migrate` puts in put in again; PostgreSQL also makes
new files for each of 140 tables. That takes seconds. Here only tables that hold something are
emptied, and what `migrate` puts in stays.
"""

import pytest
from django.core.management.commands import flush
from django.db import connections, transaction

from mentorhouse.agreements import triggers as agreements
from mentorhouse.audit import triggers as audit

GUARDED = {"audit_": audit, "agreements_": agreements}
FROM_MIGRATE = {"auth_permission", "django_content_type"}


@pytest.fixture(autouse=True, scope="session")
def only_what_was_written_is_emptied():
    """Take over how `flush` empties tables, and let it put nothing in."""

    def execute_sql_flush(self, _statements):
        _empty(self.connection)

    with pytest.MonkeyPatch.context() as patch:
        operations = type(connections["default"].ops)
        patch.setattr(operations, "execute_sql_flush", execute_sql_flush)
        patch.setattr(flush, "emit_post_migrate_signal", lambda *_, **__: None)
        yield


def _empty(connection) -> None:
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    quote = connection.ops.quote_name
    ask = " UNION ALL ".join(
        f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {quote(name)})"  # our own names
        for name in sorted(set(names) - FROM_MIGRATE)
    )
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(ask)
        written = [name for (name,) in cursor.fetchall()]
        off, on = _guards(connection, written)
        deletions = [f"DELETE FROM {quote(name)}" for name in written]  # our own names
        for statement in (*off, *deletions, *on):
            cursor.execute(statement)


def _guards(connection, written: list[str]) -> tuple[list[str], list[str]]:
    """Return how the guards of trail and agreements are taken off, and put on again."""
    if connection.vendor == "postgresql":  # no trigger of any table, until the end of this
        return ["SET LOCAL session_replication_role = replica"], []
    guarded = [
        room for label, room in GUARDED.items() if any(name.startswith(label) for name in written)
    ]
    return (
        [statement for room in guarded for statement in room.UNGUARD["sqlite"]],
        [statement for room in guarded for statement in room.GUARD["sqlite"]],
    )
