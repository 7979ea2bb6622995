"""Health check, principles and risks."""

COORDINATOR = frozenset({"coordinator"})

ROWS: dict[str, frozenset[str]] = {
    "reporting:checklist": COORDINATOR,
    "reporting:point": COORDINATOR,
    "reporting:risks": COORDINATOR,
    "reporting:known_risks": COORDINATOR,
    "reporting:risks_export": COORDINATOR,
}


def parts(world):
    """The parts of these addresses that the table does not know."""
    health = {"checklist": "health"}
    return {"reporting:checklist": health, "reporting:point": health | {"point": "purpose"}}
