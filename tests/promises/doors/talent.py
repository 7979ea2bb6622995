"""Who gets through to nominations and opportunities of a programme that uses them.

The mentee is the nominee, the starter nominates for the nominee's organisation and lists the
opportunity; the steering member is seated by the governance room.
"""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from mentorhouse.programmes.actions import change_design
from mentorhouse.programmes.design import parse_design
from mentorhouse.talent.actions import activities, nominations, opportunities
from mentorhouse.talent.actions.activities import Fact
from mentorhouse.talent.actions.nominations import Nominee
from mentorhouse.talent.models import Nominator
from mentorhouse.talent.states import ActivityKind
from tests.factories import make_organisation

RUNS = frozenset({"coordinator"})
NOMINATES = frozenset({"starter"})
NOMINEE = frozenset({"mentee"})
ROWS = {
    "talent:nominations": RUNS | NOMINATES,
    "talent:nominate": NOMINATES,
    "talent:nominators": RUNS,
    "talent:remove_nominator": RUNS,
    "talent:board": RUNS | {"steering"},
    "talent:export": RUNS,
    "talent:nomination": RUNS | NOMINATES | NOMINEE,
    "talent:state_wish": NOMINEE,
    "talent:withdraw": RUNS | NOMINATES | NOMINEE,
    "talent:take_up": RUNS,
    "talent:add_activity": NOMINATES | NOMINEE,
    "talent:activity": NOMINATES | NOMINEE,
    "talent:remove_activity": NOMINATES | NOMINEE,
    "talent:opportunities": RUNS | NOMINATES | NOMINEE,
    "talent:offer": RUNS | NOMINATES,
    "talent:opportunity": RUNS | NOMINATES | NOMINEE,
    "talent:change": RUNS | NOMINATES,
    "talent:close": RUNS | NOMINATES,
    "talent:interest": NOMINEE,
    "talent:place": RUNS | NOMINATES,
    "talent:move_placement": RUNS | NOMINATES,
}


def parts(world):
    """A nominator, a nominee with an activity, and an opportunity that somebody took up."""
    at, today = timezone.now(), timezone.localdate()
    by, programme = world.coordinator, world.programme
    programme.refresh_from_db()
    design = programme.design.model_dump(mode="json")
    design["mentees"]["entry"] = "nomination"
    design["governance"]["sees_nominations"] = True
    change_design(programme, parse_design(design), by=by, at=at)
    programme.refresh_from_db()
    starter, mentee = world.users["starter"], world.users["mentee"]
    body = make_organisation("A nominating body")
    nominations.name_nominator(programme, starter.email, body, by=by, at=at)
    nominee = Nominee("A Nominee", mentee.email, "They see far.")
    row = nominations.nominate(programme, nominee, by=starter, at=at)
    nominations.state_wish(row, by=mentee, at=at)
    course = Fact(ActivityKind.COACHING, "Talks", today)
    activity = activities.enter(row, course, by=mentee, at=at)
    said = {
        "title": "A visit", "kind": "visit", "offers": "A day.", "how_to_ask": "Write.",
        "begins_on": today, "ends_on": None, "open_until": today + timedelta(days=9),
    }  # fmt: skip
    offered = opportunities.offer(programme, body, said, once=uuid4(), by=starter, at=at)
    opportunities.say_interested(offered, row, today=today, by=mentee, at=at)
    placed = opportunities.place(offered, row, today, None, by=starter, at=at)
    here = {
        "nominator_id": Nominator.objects.get(user=starter).pk, "nomination_id": row.pk,
        "activity_id": activity.pk, "opportunity_id": offered.pk, "placement_id": placed.pk,
        "part": "nominations", "move": "begin",
    }  # fmt: skip
    return dict.fromkeys(ROWS, here)
