"""Health check, principles and risks."""

COORDINATOR = frozenset({"coordinator"})

ROWS: dict[str, frozenset[str]] = {
    "reporting:health": COORDINATOR,
    "reporting:principles": COORDINATOR,
    "reporting:point": COORDINATOR,
    "reporting:risks": COORDINATOR,
    "reporting:known_risks": COORDINATOR,
    "reporting:risks_export": COORDINATOR,
}


def parts(world):
    """The parts of these addresses that the table does not know."""
    return {"reporting:point": {"checklist": "health", "point": "purpose"}}
