"""Does the database still refuse to change the trail? Asked before the installation starts."""

from collections.abc import Callable, Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from mentorhouse.audit.models import AuditEntry

HOME = "default"
TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled <> 'D'",
}
NEEDED = {
    "sqlite": {"audit_no_change", "audit_no_deletion", "audit_no_replacement"},
    "postgresql": {"audit_no_change"},
}


@register(Tags.database)
def trail_is_guarded(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """The database refuses to change or delete audit entries."""
    connection, table = connections[HOME], AuditEntry._meta.db_table
    if HOME not in (databases or ()) or table not in connection.introspection.table_names():
        return []
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS[connection.vendor], [table])
        found = {name for (name,) in cursor.fetchall()}
    if NEEDED[connection.vendor] <= found:
        return []
    return [
        Error(
            "The guard of the audit trail is gone from the database.",
            hint="Find out who removed it, run `mentorhouse audit verify` with the head you noted, "
            "then: manage migrate audit 0001 --fake, and: migrate",
            id="audit.E001",
        )
    ]


CHECKS: list[Callable[..., list[CheckMessage]]] = [trail_is_guarded]
