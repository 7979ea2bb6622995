"""Who gets through to what a pair does round a meeting: its actions."""

from uuid import uuid4

from django.utils import timezone

from mentorhouse.meetings.actions.acting import Doing, add_action
from mentorhouse.partnerships.queries import partnership_for
from tests.promises.access_table import PAIR

ROWS = {"meetings:actions": PAIR, "meetings:action": PAIR}


def parts(world):
    """An action of the pair."""
    mentee = world.users["mentee"]
    pair = partnership_for(mentee, world.ours.pk)
    doing = Doing("Ring the library", mentee.pk)
    action = add_action(pair, doing, once=uuid4(), by=mentee, at=timezone.now())
    return {"meetings:action": {"action_id": action.pk}}
