"""Who gets through where more than two find a time to meet: a group that the pair is in."""

from datetime import timedelta

from django.utils import timezone

from mentorhouse.meetings.actions import polling, sessions
from mentorhouse.meetings.actions.arranging import Details
from mentorhouse.meetings.actions.recording import Facts, record_held
from mentorhouse.meetings.states import SessionMove
from mentorhouse.partnerships.actions.shapes import set_swap
from mentorhouse.partnerships.queries import partnership_for
from mentorhouse.partnerships.rules import Shape
from mentorhouse.partnerships.rules.shapes import Swap
from tests.factories import make_mentee, make_together
from tests.promises.access_table import PAIR

POLL = ("meetings:poll", "meetings:poll_pick", "meetings:poll_close")
OF_TWO = tuple(f"meetings:session{which}" for which in ("", "_times", "_notes", "_calendar"))
ROWS = {
    "meetings:poll_new": PAIR,
    "meetings:poll_move": PAIR,
    "meetings:enough": PAIR,
    "meetings:sessions": PAIR,
    "meetings:session_ask": PAIR,
    "meetings:swap_turn": PAIR,
} | dict.fromkeys((*POLL, *OF_TWO), PAIR)


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
    opened = _sessions(group, world, at)
    two = _reciprocal(world, mine, at)
    return (
        dict.fromkeys(ROWS, here)
        | {route: here | {"poll_id": poll.pk} for route in POLL}
        | {"meetings:poll_move": moving, "meetings:swap_turn": two}
        | {route: here | {"session_id": opened[route]} for route in OF_TWO}
    )


def _sessions(group, world, at):
    """Sessions of the pair beside the group: one asked for, one agreed, one held."""
    mentor, mentee = world.users["mentor"], world.users["mentee"]
    days, made = [at + timedelta(days=3)], []
    for moves in (["pick", "hold"], ["pick"], []):
        began = at - timedelta(days=9) if moves else at
        starts = [began + timedelta(days=2)] if moves else days
        session = sessions.ask_session(
            group, mentor.pk, starts, Details(30, "telephone"), by=mentee, at=began
        )
        if moves:
            time = session.times.get().pk
            session = sessions.pick_session_time(session, time, by=mentor, at=began)
        if "hold" in moves:
            session = sessions.answer_session(session, SessionMove.HOLD, by=mentee, at=at)
        made.append(session.pk)
    held, agreed, asked = made
    return dict(zip(OF_TWO, (asked, asked, held, agreed), strict=True))


def _reciprocal(world, mine, at):
    """Two who mentor each other, and a meeting of theirs."""
    row = make_together([mine["mentor"]], [mine["mentee"]], shape=Shape.RECIPROCAL)
    row = partnership_for(world.users["mentee"], row.pk)
    set_swap(row, Swap.EACH, world.users["mentor"].pk, by=world.users["mentee"], at=at)
    facts = Facts((at - timedelta(days=2)).date(), 60, "telephone")
    held = record_held(row, facts, zone="Europe/London", by=world.users["mentee"], at=at)
    return {"partnership_id": row.pk, "meeting_id": held.pk}


def _answered(poll, world, more, at):
    yes = {time.pk: polling.Says.YES for time in poll.times.all()}
    for user in (world.users["mentor"], more.person.user):
        polling.answer(poll, yes, by=user, at=at)
    return poll
