"""Health check, principles and risks, and how well matches fit."""

from datetime import timedelta

from django.utils import timezone

from mentorhouse.meetings.actions.recording import Facts, record_held

COORDINATOR = frozenset({"coordinator"})

ROWS: dict[str, frozenset[str]] = {
    "reporting:health": COORDINATOR,
    "reporting:principles": COORDINATOR,
    "reporting:point": COORDINATOR,
    "reporting:risks": COORDINATOR,
    "reporting:known_risks": COORDINATOR,
    "reporting:risks_export": COORDINATOR,
    "reporting:match_quality": COORDINATOR,
    "reporting:fit": frozenset({"mentor", "mentee"}),
}


def parts(world):
    """The parts of these addresses that the table does not know; a pair that has met enough."""
    for day in range(11, 14):
        on = timezone.now() - timedelta(days=day)
        facts = Facts(held_on=on.date(), length_minutes=60, way="video")
        record_held(world.ours, facts, zone="Europe/London", by=world.users["mentee"], at=on)
    return {"reporting:point": {"checklist": "health", "point": "purpose"}}
