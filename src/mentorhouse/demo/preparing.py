"""Round meetings in the demonstration: actions, agendas, what people prepare, messages, contact."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import uuid4

from mentorhouse.accounts.models import User
from mentorhouse.demo import cast
from mentorhouse.meetings.actions import contacting, preparing, repeating
from mentorhouse.meetings.actions.acting import Doing, add_action, move_on
from mentorhouse.meetings.actions.arranging import Details, pick, propose
from mentorhouse.meetings.models import Meeting
from mentorhouse.meetings.states import ActionMove, MeetingState
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.queries import partnership_for
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.programmes.relations import day_of

PROGRAMMES = (cast.PATHS, cast.LEADING, cast.DOORS, cast.WARD, cast.REGISTER)
DAY = timedelta(days=1)
ACTIONS = (
    ("Talk to two people who have done this before.", "mentee", 9),
    ("Write down what went well each Friday.", "mentee", 4),
    ("Ask a colleague whether a visit to their team is possible.", "mentor", 12),
)
AGENDA = (
    ("What has changed since last time", 10),
    ("A difficult conversation that is coming up", 30),
    ("What each of us does next", 10),
)
THOUGHTS = "I want to try the beginning of that conversation out loud."
HELLO = "Good luck on Thursday. I am curious how it goes."


def everywhere(named: Mapping[str, User], at: datetime) -> None:
    """Give one pair of personas in each programme something round its next meeting."""
    ours = {user.pk for user in named.values()}
    for name in PROGRAMMES:
        rows = Partnership.objects.filter(
            programme__name=name, state=PartnershipState.ACTIVE.value, shape="one_to_one",
            members__participation__person__in=ours,
        ).distinct()  # fmt: skip
        for row in rows.order_by("began_at", "pk")[:2]:
            _round(row, at)


def _round(row: Partnership, at: datetime) -> None:
    people = {
        member.role: member.participation.person.user
        for member in row.members.select_related("participation__person__user")
    }
    mentee, mentor = people["mentee"], people["mentor"]
    pair = partnership_for(mentee, row.pk)
    made = [
        add_action(
            pair, Doing(words, people[role].pk, day_of(at) + days * DAY), once=uuid4(),
            by=mentee, at=at,
        )
        for words, role, days in ACTIONS
    ]  # fmt: skip
    move_on(made[1], ActionMove.DO, by=mentee, at=at)
    contacting.send_message(pair, HELLO, once=uuid4(), by=mentor, at=at)
    contacting.note_contact(
        pair, made_on=day_of(at) - DAY, way="telephone", exceptional=False, by=mentor, at=at
    )
    meeting = _next(pair, mentee, mentor, at)
    if meeting is None:
        return
    preparing.add_items(meeting, AGENDA, once=uuid4(), by=mentee, at=at)
    preparing.prepare(meeting, THOUGHTS, share=True, by=mentee, at=at)
    repeating.propose_series(meeting, "month", 3, by=mentee, at=at)


def _next(pair: Partnership, mentee: User, mentor: User, at: datetime) -> Meeting | None:
    rows = Meeting.objects.filter(partnership=pair)
    agreed = rows.filter(state=MeetingState.AGREED.value, starts_at__gt=at).first()
    if agreed is None:
        if rows.filter(state=MeetingState.PROPOSED.value).exists():
            return None
        start = (at + 8 * DAY).replace(hour=13, minute=0, second=0, microsecond=0)
        offered = propose(pair, [start], Details(60, "video"), by=mentee, at=at)
        agreed = pick(offered, offered.options.get().pk, by=mentor, at=at)
    agreed.partnership = pair
    return agreed
