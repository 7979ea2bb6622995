"""The database itself refuses to change what was signed (R6.03): triggers, for both databases.

A version, its clauses and its signatures are never updated. A clause cannot be added to or taken
out of a version that carries a signature, nor can the version itself be deleted (foreign key).
A whole agreement can be deleted, signatures first: that is how erasure works. A line manager's
part is not updated once it is signed (R6.07).
"""

WORDS = "a written version of an agreement is never changed"
NEVER_CHANGED = ("agreements_version", "agreements_clause", "agreements_signature")
SIGNED = "EXISTS (SELECT 1 FROM agreements_signature WHERE version_id = {row}.version_id)"

_sqlite = [
    f"CREATE TRIGGER {table}_no_change BEFORE UPDATE ON {table} "
    f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
    for table in NEVER_CHANGED
]
_sqlite += [
    f"CREATE TRIGGER agreements_clause_no_{deed.lower()} BEFORE {deed} ON agreements_clause "
    f"WHEN {SIGNED.format(row=row)} BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
    for deed, row in (("INSERT", "NEW"), ("DELETE", "OLD"))
]

_RAISE = f"RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'restrict_violation';"
_NEVER = (
    "CREATE FUNCTION agreements_never_changed() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN {_RAISE} END $$"
)
_STAYS = (
    "CREATE FUNCTION agreements_signed_stays() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN IF TG_OP = 'INSERT' AND {SIGNED.format(row='NEW')} THEN {_RAISE} END IF; "
    f"IF TG_OP = 'DELETE' AND {SIGNED.format(row='OLD')} THEN {_RAISE} END IF; "
    "RETURN COALESCE(NEW, OLD); END $$"
)
_CLAUSES = (
    "CREATE TRIGGER agreements_clause_stays BEFORE INSERT OR DELETE ON agreements_clause "
    "FOR EACH ROW EXECUTE FUNCTION agreements_signed_stays()"
)
_postgresql = [_NEVER, _STAYS, _CLAUSES]
_postgresql += [
    f"CREATE TRIGGER {table}_no_change BEFORE UPDATE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION agreements_never_changed()"
    for table in NEVER_CHANGED
]

GUARD = {"sqlite": tuple(_sqlite), "postgresql": tuple(_postgresql)}
UNGUARD = {
    "sqlite": (
        *(f"DROP TRIGGER {table}_no_change" for table in NEVER_CHANGED),
        "DROP TRIGGER agreements_clause_no_insert",
        "DROP TRIGGER agreements_clause_no_delete",
    ),
    "postgresql": (
        *(f"DROP TRIGGER {table}_no_change ON {table}" for table in NEVER_CHANGED),
        "DROP TRIGGER agreements_clause_stays ON agreements_clause",
        "DROP FUNCTION agreements_never_changed()",
        "DROP FUNCTION agreements_signed_stays()",
    ),
}

_PART, _IS_SIGNED = "agreements_managerspart", "OLD.state = 'signed'"
_PART_STAYS = f"CREATE TRIGGER {_PART}_no_change BEFORE UPDATE ON {_PART}"
_BY_FUNCTION = "EXECUTE FUNCTION agreements_never_changed()"
GUARD_PART = {
    "sqlite": (f"{_PART_STAYS} WHEN {_IS_SIGNED} BEGIN SELECT RAISE(ABORT, '{WORDS}'); END",),
    "postgresql": (f"{_PART_STAYS} FOR EACH ROW WHEN ({_IS_SIGNED}) {_BY_FUNCTION}",),
}
UNGUARD_PART = {
    "sqlite": (f"DROP TRIGGER {_PART}_no_change",),
    "postgresql": (f"DROP TRIGGER {_PART}_no_change ON {_PART}",),
}
