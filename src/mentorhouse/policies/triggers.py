"""The database itself refuses to change a version that was in force, and an acceptance (R2.11).

Of a version that was put in force only the state moves on, to replaced. A draft may be changed.
"""

WORDS = "a policy that was in force, and its acceptance, is never changed"
KEPT = (
    "id", "policy_id", "organisation_id", "number", "text", "link", "news",
    "approved_on", "approved_by", "in_force_since",
)  # fmt: skip
_SAME = {"sqlite": "OLD.{0} IS NEW.{0}", "postgresql": "OLD.{0} IS NOT DISTINCT FROM NEW.{0}"}


def _changed(vendor: str) -> str:
    same = " AND ".join(_SAME[vendor].format(column) for column in KEPT)
    return f"OLD.state <> 'draft' AND NOT (NEW.state <> 'draft' AND {same})"


_KEPT = "policies_document_kept BEFORE UPDATE ON policies_document"
_ACCEPTED = "policies_acceptance_kept BEFORE UPDATE ON policies_acceptance"
_ABORT = f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
_RAISE = f"BEGIN RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'restrict_violation'; END"
_FUNCTION = f"policies_kept() RETURNS trigger LANGUAGE plpgsql AS $$ {_RAISE} $$"
_EACH = "EXECUTE FUNCTION policies_kept()"
GUARD = {
    "sqlite": (
        f"CREATE TRIGGER {_KEPT} WHEN {_changed('sqlite')} {_ABORT}",
        f"CREATE TRIGGER {_ACCEPTED} {_ABORT}",
    ),
    "postgresql": (
        f"CREATE FUNCTION {_FUNCTION}",
        f"CREATE TRIGGER {_KEPT} FOR EACH ROW WHEN ({_changed('postgresql')}) {_EACH}",
        f"CREATE TRIGGER {_ACCEPTED} FOR EACH ROW {_EACH}",
    ),
}
UNGUARD = {
    "sqlite": (
        "DROP TRIGGER policies_document_kept",
        "DROP TRIGGER policies_acceptance_kept",
    ),
    "postgresql": (
        "DROP TRIGGER policies_document_kept ON policies_document",
        "DROP TRIGGER policies_acceptance_kept ON policies_acceptance",
        "DROP FUNCTION policies_kept()",
    ),
}
