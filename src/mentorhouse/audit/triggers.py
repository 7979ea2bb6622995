"""The database itself refuses to change or delete an entry: triggers, for both databases.

Putting the guard on twice is harmless, so that it can be put back. A migration that rebuilds the
table on SQLite drops its triggers: it puts the guard on again as its last step.

An owner of the tables can still drop a trigger or truncate: the chain shows it afterwards.
"""

SQLITE = (
    (
        "CREATE TRIGGER IF NOT EXISTS audit_no_change BEFORE UPDATE ON audit_auditentry "
        "BEGIN SELECT RAISE(ABORT, 'audit entries are never changed'); END"
    ),
    (
        "CREATE TRIGGER IF NOT EXISTS audit_no_deletion BEFORE DELETE ON audit_auditentry "
        "BEGIN SELECT RAISE(ABORT, 'audit entries are never deleted'); END"
    ),
    # INSERT OR REPLACE would otherwise delete without asking the trigger above.
    (
        "CREATE TRIGGER IF NOT EXISTS audit_no_replacement BEFORE INSERT ON audit_auditentry "
        "WHEN EXISTS (SELECT 1 FROM audit_auditentry WHERE sequence = NEW.sequence "
        "OR hash = NEW.hash) BEGIN SELECT RAISE(ABORT, 'audit entries are never replaced'); END"
    ),
)
POSTGRESQL = (
    (
        "CREATE OR REPLACE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'audit entries are never changed or deleted' "
        "USING ERRCODE = 'restrict_violation'; END $$"
    ),
    "DROP TRIGGER IF EXISTS audit_no_change ON audit_auditentry",
    (
        "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit_auditentry "
        "FOR EACH ROW EXECUTE FUNCTION audit_is_append_only()"
    ),
)

GUARD = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
UNGUARD = {
    "sqlite": (
        "DROP TRIGGER audit_no_replacement",
        "DROP TRIGGER audit_no_deletion",
        "DROP TRIGGER audit_no_change",
    ),
    "postgresql": (
        "DROP TRIGGER audit_no_change ON audit_auditentry",
        "DROP FUNCTION audit_is_append_only()",
    ),
}
