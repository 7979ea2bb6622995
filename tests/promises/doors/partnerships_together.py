"""Who gets through to a team's plan, and to how two who mentor each other take turns."""

from django.utils import timezone

from mentorhouse.partnerships.actions.shapes import write_plan
from mentorhouse.partnerships.queries import partnership_for
from mentorhouse.partnerships.rules import Shape
from tests.factories import make_mentee, make_together
from tests.promises.access_table import PAIR

PLAN = ("team_plan", "team_plan_write", "team_plan_version", "team_plan_file")
ROWS = {f"partnerships:{name}": PAIR for name in (*PLAN, "swap")}


def parts(world):
    """A team of the pair and one more, and a partnership in which the two mentor each other."""
    mine = {m.role: m.participation for m in world.ours.members.all()}
    pair = [mine["mentor"]], [mine["mentee"], make_mentee(world.programme)]
    team = partnership_for(world.users["mentee"], make_together(*pair, shape=Shape.TEAM).pk)
    write_plan(team, {"aim": "x"}, based_on=0, by=world.users["mentee"], at=timezone.now())
    two = make_together([mine["mentor"]], [mine["mentee"]], shape=Shape.RECIPROCAL)
    here = {"partnership_id": team.pk, "number": 1, "kind": "pdf"}
    return {f"partnerships:{name}": here for name in PLAN} | {
        "partnerships:swap": {"partnership_id": two.pk}
    }
