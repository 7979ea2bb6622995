"""Designs as files and copies, and lessons."""

COORDINATOR = frozenset({"coordinator"})
STARTER = frozenset({"starter"})

ROWS: dict[str, frozenset[str]] = {
    "programmes:start_from_file": STARTER,
    "programmes:start_from_copy": STARTER,
    "programmes:design_file": COORDINATOR,
    "programmes:lessons": COORDINATOR,
    "programmes:translations": COORDINATOR,
}
