"""Who gets through to what a pair does round a meeting: actions, agenda, preparing, notes."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from mentorhouse.access.links import token_of
from mentorhouse.meetings.actions import preparing
from mentorhouse.meetings.actions.acting import Doing, add_action
from mentorhouse.meetings.actions.arranging import Details, pick, propose
from mentorhouse.meetings.actions.repeating import open_feed, propose_series
from mentorhouse.meetings.models import CheckIn, MeetingQuestion
from mentorhouse.partnerships.queries import partnership_for
from tests.promises.access_table import EVERYONE, PAIR, SIGNED_IN

ROUND = ("agenda", "agenda_template", "remove_item", "prepare", "during")
BETWEEN = ("between", "messages", "repeat", "series")
ROWS = dict.fromkeys(
    (f"meetings:{name}" for name in ("actions", "action", *ROUND, *BETWEEN)), PAIR
) | {
    "meetings:check_in": frozenset({"mentee"}),
    "meetings:calendar_address": SIGNED_IN,
    "meetings:feed": EVERYONE,
    "meetings:did_you_meet": EVERYONE,
}


def parts(world):
    """An action of the pair, something on an agenda, and a question by mail."""
    at, mentee, mentor = timezone.now(), world.users["mentee"], world.users["mentor"]
    pair = partnership_for(mentee, world.ours.pk)
    doing = Doing("Ring the library", mentee.pk)
    action = add_action(pair, doing, once=uuid4(), by=mentee, at=at)
    day = [at + timedelta(days=20)]
    meeting = propose(pair, day, Details(60, "telephone"), by=mentee, at=at)
    meeting = pick(meeting, meeting.options.get().pk, by=mentor, at=at)
    (item,) = preparing.add_items(meeting, [("Rest", None)], once=uuid4(), by=mentee, at=at)
    question = MeetingQuestion.objects.get(meeting=meeting, person=mentee.pk)
    feed = open_feed(by=mentee, at=at)
    series = propose_series(meeting, "week", 2, by=mentee, at=at)
    return {
        "meetings:repeat": {"meeting_id": meeting.pk},
        "meetings:series": {"series_id": series.pk},
        "meetings:feed": {"token": token_of(feed)},
        "meetings:action": {"action_id": action.pk},
        "meetings:remove_item": {"meeting_id": meeting.pk, "item_id": item.pk},
        "meetings:check_in": _check_ins(world, mentee),
        "meetings:did_you_meet": {"token": token_of(question)},
    }


def _check_ins(world, mentee):
    """The check-in of the mentee, which is not there for the mentor."""
    row = CheckIn.objects.get(partnership=world.ours.pk, person=mentee.pk, after="first")
    return {"check_in_id": row.pk}
