"""Who gets through to supervision: the starter supervises the mentor of the pair."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from mentorhouse.programmes.actions import change_design
from mentorhouse.programmes.design import parse_design
from mentorhouse.programmes.models import Participation
from mentorhouse.supervision import actions
from mentorhouse.supervision.actions import practice

RUNS = frozenset({"coordinator"})
LEADS = frozenset({"starter"})
MENTOR = frozenset({"mentor"})
ROWS = {
    "supervision:keep": RUNS,
    "supervision:export": RUNS,
    "supervision:supervisors": RUNS,
    "supervision:end": RUNS,
    "supervision:look_after": RUNS,
    "supervision:themes": RUNS,
    "supervision:sessions": LEADS,
    "supervision:plan": LEADS,
    "supervision:session": LEADS,
    "supervision:record": LEADS,
    "supervision:call_off": LEADS,
    "supervision:mine": MENTOR,
    "supervision:part": MENTOR,
    "supervision:bring": MENTOR,
    "supervision:action": MENTOR,
    "supervision:settle": MENTOR,
    "supervision:release": MENTOR,
    "supervision:practice": MENTOR,
    "supervision:assess": MENTOR,
    "supervision:assessment": MENTOR,
    "supervision:shared": LEADS,
    "supervision:feedback": frozenset({"mentee"}),
}


def parts(world):
    """A session that took place, with an action; and a supervisor who can be ended."""
    at, programme, by = timezone.now(), world.programme, world.coordinator
    programme.refresh_from_db()
    design = programme.design.model_dump(mode="json")
    design["supervision"] = {"kind": "offered", "every_days": 90}
    change_design(programme, parse_design(design), by=by, at=at)
    programme.refresh_from_db()
    starter, mentor = world.users["starter"], world.users["mentor"]
    part = Participation.objects.get(programme=programme, person=mentor.pk, role="mentor")
    leads = actions.name_supervisor(programme, starter.email, by=by, at=at)
    ends = actions.name_supervisor(programme, "ends@example.org", by=by, at=at)
    actions.look_after(leads, [part.pk], by=by, at=at)
    day = (at - timedelta(days=1)).date()
    what = actions.Plan(day, 60, "video", "At ten", [part.pk])
    session = actions.plan(leads, what, once=uuid4(), by=starter, at=at)
    planned = actions.plan(leads, what, once=uuid4(), by=starter, at=at)
    said = actions.Record(day, 60, "video", "Endings", [part.pk], 1)
    actions.record(session, said, by=starter, at=at)
    mine = session.attendances.get()
    action = actions.take_on(mine, "Ask more", None, once=uuid4(), by=mentor, at=at)
    seen = practice.assess(part, [("Listen", 3)], "", once=uuid4(), by=mentor, at=at)
    here = {
        "assessment_id": seen.pk, "session_id": session.pk, "participation_id": part.pk,
        "action_id": action.pk, "supervisor_id": ends.pk,
    }  # fmt: skip
    found = dict.fromkeys(ROWS, here)
    return found | {"supervision:call_off": here | {"session_id": planned.pk}}
