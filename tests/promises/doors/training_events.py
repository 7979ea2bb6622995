"""Who gets through to events: those they are meant for, and who runs the programme."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from mentorhouse.training.actions import bookings, events
from mentorhouse.training.actions.events import EventPlan, PlannedWay
from tests.promises.access_table import COORDINATOR, PAIR

FACTS = frozenset({"coordinator", "local_coordinator"})
ROWS = {
    "training:events": PAIR,
    "training:event": PAIR,
    "training:book": PAIR,
    "training:give_back": PAIR,
    "training:interest": PAIR,
    "training:calendar_file": frozenset({"mentee"}),  # who is booked
    "training:feedback": PAIR,
    "training:all_events": FACTS,
    "training:bookings": FACTS,
    "training:bookings_export": FACTS,
    "training:plan_event": COORDINATOR,
    "training:change_event": COORDINATOR,
    "training:call_off_event": COORDINATOR,
    "training:attendance": COORDINATOR,
    "training:add_material": COORDINATOR,
    "training:remove_material": COORDINATOR,
}


def parts(world) -> dict[str, dict[str, object]]:
    """An event for everyone, with material, that the mentee has booked."""
    at, by = timezone.now(), world.coordinator
    starts = at + timedelta(days=9)
    plan = EventPlan(
        "networking", "everyone", "An afternoon together", "", starts, starts + timedelta(hours=2),
        5, {"room": PlannedWay("Room 4", None)},
    )  # fmt: skip
    event = events.plan_event(world.programme, plan, once=uuid4(), by=by, at=at)
    mentee = world.ours.members.get(role="mentee").participation.person
    bookings.book(event, "room", by=mentee.user, at=at)
    link = "https://library.example.org/one"
    material = events.add_material(event, "To read", link, by=by, at=at)
    here: dict[str, object] = {"event_id": event.pk, "material_id": material.pk}
    return dict.fromkeys(ROWS, here)
