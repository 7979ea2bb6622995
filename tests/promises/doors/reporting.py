"""Health check, principles and risks, and how well matches fit."""

from datetime import timedelta

from django.utils import timezone

from mentorhouse.meetings.actions.recording import Facts, record_held
from mentorhouse.reporting.actions.releasing import release_all
from mentorhouse.reporting.models import Release

COORDINATOR = frozenset({"coordinator"})
BOARD = frozenset({"coordinator", "steering"})

ROWS: dict[str, frozenset[str]] = {
    "reporting:health": COORDINATOR,
    "reporting:principles": COORDINATOR,
    "reporting:point": COORDINATOR,
    "reporting:risks": COORDINATOR,
    "reporting:known_risks": COORDINATOR,
    "reporting:risks_export": COORDINATOR,
    "reporting:match_quality": COORDINATOR,
    "reporting:figures": BOARD,
    "reporting:figures_of_week": BOARD,
    "reporting:figures_export": BOARD,
    "reporting:fit": frozenset({"mentor", "mentee"}),
}


def parts(world):
    """The parts of these addresses that the table does not know; a pair that has met enough."""
    for day in range(11, 14):
        on = timezone.now() - timedelta(days=day)
        facts = Facts(held_on=on.date(), length_minutes=60, way="video")
        record_held(world.ours, facts, zone="Europe/London", by=world.users["mentee"], at=on)
    release_all(at=timezone.now())
    week = {"release_id": Release.objects.get(programme=world.programme).pk}
    return {
        "reporting:point": {"checklist": "health", "point": "purpose"},
        "reporting:figures_of_week": week,
        "reporting:figures_export": week | {"kind": "csv"},
    }
