"""Who gets through the doors of a design's lists and history: co-ordinators only."""

COORDINATOR = frozenset({"coordinator"})
ROWS = {
    "programmes:entries": COORDINATOR,
    "programmes:add_entry": COORDINATOR,
    "programmes:change_entry": COORDINATOR,
    "programmes:remove_entry": COORDINATOR,
    "programmes:waive": COORDINATOR,
    "programmes:history": COORDINATOR,
    "programmes:version": COORDINATOR,
    "programmes:version_file": COORDINATOR,
}


def parts(world):
    """Give the clauses of the agreement, and the version that a change makes."""
    clause = world.programme.design.agreement.clauses[0].key
    world.programme.design_versions.get_or_create(
        number=1, defaults={"data": world.programme.design_data, "at": world.programme.made_at}
    )
    lists = ("entries", "add_entry", "change_entry", "remove_entry")
    return {
        f"programmes:{name}": {"where": "agreement.clauses", "handle": clause} for name in lists
    }
