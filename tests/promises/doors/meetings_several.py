"""Who gets through where more than two find a time to meet: a group that the pair is in."""

from datetime import timedelta

from django.utils import timezone

from mentorhouse.meetings.actions import polling
from mentorhouse.meetings.actions.arranging import Details
from mentorhouse.partnerships.queries import partnership_for
from tests.factories import make_mentee, make_together
from tests.promises.access_table import PAIR

POLL = ("meetings:poll", "meetings:poll_pick", "meetings:poll_close")
ROWS = {
    "meetings:poll_new": PAIR,
    "meetings:poll_move": PAIR,
    "meetings:enough": PAIR,
} | dict.fromkeys(POLL, PAIR)


def parts(world):
    """A group of the pair and one more mentee, with a poll that is open and a meeting."""
    at = timezone.now()
    mine = {m.role: m.participation for m in world.ours.members.all()}
    more = make_mentee(world.programme)
    group = make_together([mine["mentor"]], [mine["mentee"], more])
    mentee = world.users["mentee"]
    days = [at + timedelta(days=days) for days in (5, 6)]
    group = partnership_for(mentee, group.pk)
    poll = polling.ask_times(group, days, Details(60, "telephone"), by=mentee, at=at)
    meeting = polling.pick_time(
        _answered(poll, world, more, at), poll.times.first().pk, by=mentee, at=at
    )
    poll = polling.ask_times(group, days, Details(60, "telephone"), by=mentee, at=at)
    here = {"partnership_id": group.pk}
    moving = here | {"meeting_id": meeting.pk}
    return (
        dict.fromkeys(ROWS, here)
        | {route: here | {"poll_id": poll.pk} for route in POLL}
        | {"meetings:poll_move": moving}
    )


def _answered(poll, world, more, at):
    yes = {time.pk: polling.Says.YES for time in poll.times.all()}
    for user in (world.users["mentor"], more.person.user):
        polling.answer(poll, yes, by=user, at=at)
    return poll
