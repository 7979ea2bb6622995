"""Who gets through to leaving a partnership that goes on, and to being asked to join one."""

from django.utils import timezone

from mentorhouse.partnerships.actions.changing import propose_change
from mentorhouse.partnerships.rules import Shape
from tests.factories import make_mentee, make_together
from tests.partnerships.life import with_shapes
from tests.promises.access_table import PAIR

ROWS = {"partnerships:leaving": PAIR, "partnerships:joining": PAIR}


def parts(world):
    """A group of the pair and two more, and somebody who is asked to join it."""
    mine = {m.role: m.participation for m in world.ours.members.all()}
    programme = with_shapes(world.programme)
    group = make_together(
        [mine["mentor"]], [mine["mentee"], make_mentee(programme), make_mentee(programme)]
    )
    new, by = make_mentee(programme), world.users["coordinator"]
    asked = propose_change(group, Shape.GROUP, [new.pk], by=by, at=timezone.now())
    return {
        "partnerships:leaving": {"partnership_id": group.pk},
        "partnerships:joining": {"change_id": asked.pk},
    }
