"""Who gets through to the mentors’ space of a programme that has one."""

from uuid import uuid4

from django.utils import timezone

from mentorhouse.communication import actions
from mentorhouse.programmes.actions import change_design
from mentorhouse.programmes.design import parse_design

RUNS = frozenset({"coordinator"})
MENTORS = frozenset({"mentor"})
ROWS = {
    "communication:space": RUNS | MENTORS,
    "communication:begin": RUNS | MENTORS,
    "communication:thread": RUNS | MENTORS,
    "communication:change": frozenset({"mentor"}),
    "communication:report": RUNS | MENTORS,
    "communication:reports": RUNS,
    "communication:hide": RUNS,
    "communication:leave": RUNS,
    "communication:send_update": MENTORS,
    "communication:updates": RUNS,
    "communication:update": RUNS | MENTORS,
    "communication:update_read": RUNS,
}


def parts(world):
    """A thread that the mentor began."""
    at, programme = timezone.now(), world.programme
    programme.refresh_from_db()
    design = programme.design.model_dump(mode="json")
    design["spaces"]["mentors_space"] = True
    change_design(programme, parse_design(design), by=world.coordinator, at=at)
    programme.refresh_from_db()
    new = actions.NewThread("question", "First meetings", "How do you begin?")
    row = actions.begin(programme, new, once=uuid4(), by=world.users["mentor"], at=at)
    part = world.ours.members.get(role="mentor").participation
    sent = actions.send_update(
        part, "It goes well.", agreed=True, once=uuid4(), by=world.users["mentor"], at=at
    )
    here = {
        "participation_id": part.pk,
        "update_id": sent.pk,
        "kind": "question",
        "thread_id": row.pk,
        "post_id": row.posts.get().pk,
    }
    return dict.fromkeys(ROWS, here)
