"""What pairs of the demonstration signed, met about, and wrote."""

from datetime import datetime, timedelta

from mentorhouse.accounts.models import User
from mentorhouse.agreements import actions as agreements
from mentorhouse.meetings.actions import arranging, recording
from mentorhouse.meetings.actions.arranging import Details
from mentorhouse.meetings.actions.recording import Facts
from mentorhouse.meetings.models import Meeting
from mentorhouse.partnerships.models import Partnership

ZONE = "Europe/London"
FIRST_LOG = {
    "topics": "What changes when you lead people who were your friends first.",
    "challenges": "Saying no to Friday swaps without feeling that I am letting somebody down.",
    "steps": "Write down the three things that I want the rota to do, and show them to the team.",
    "mentee_actions": "Talk to two ward sisters who have done this before.",
    "mentor_actions": "Ask a colleague whether Arjun may sit in on a staffing meeting.",
    "next_topic": "Difficult conversations: how to begin one.",
}
LAST_LOG = {
    "achieved": "The team chose two of the three rota aims themselves.",
    "topics": "How to begin a difficult conversation, and how to end it.",
    "mentee_actions": "Have the conversation about late swaps before the end of the month.",
    "next_topic": "What I learnt from that conversation.",
}


def sign(partnership: Partnership, mentor: User, mentee: User, *, at: datetime) -> None:
    """Both sign the programme's agreement as it stands."""
    agreement = agreements.begin(partnership, by=mentee, at=at)
    for later, user in enumerate((mentee, mentor)):
        signed = at + timedelta(days=later)
        digest = agreement.versions.get(number=agreement.newest).digest
        agreements.sign(agreement, digest=digest, name=user.person.name, by=user, at=signed)


def meet(partnership: Partnership, mentee: User, *, on: datetime) -> None:
    """The pair met without scheduling it here, and said so afterwards."""
    facts = Facts(held_on=on.date(), length_minutes=60, way="video")
    recording.record_held(partnership, facts, zone=ZONE, by=mentee, at=on + timedelta(hours=3))


def a_partnership_that_goes_well(
    partnership: Partnership, mentor: User, mentee: User, *, at: datetime, today: datetime
) -> None:
    """Signed, met twice with logs, one of them still to be confirmed, and the next one agreed."""
    sign(partnership, mentor, mentee, at=at)
    first = _met(partnership, mentee, FIRST_LOG, on=today - timedelta(weeks=7))
    recording.confirm_log(first, revision=1, by=mentor, at=today - timedelta(weeks=6))
    _met(partnership, mentee, LAST_LOG, on=today - timedelta(days=3))
    _next_meeting(partnership, mentor, mentee, today=today)


def _met(partnership: Partnership, mentee: User, texts: dict[str, str], *, on: datetime) -> Meeting:
    facts = Facts(held_on=on.date(), length_minutes=60, way="face_to_face")
    written = on + timedelta(hours=5)
    meeting = recording.record_held(partnership, facts, zone=ZONE, by=mentee, at=written)
    recording.write_log(meeting, texts, based_on=0, by=mentee, at=written)
    return meeting


def _next_meeting(partnership: Partnership, mentor: User, mentee: User, *, today: datetime) -> None:
    tuesday = today + timedelta(days=21 + (1 - today.weekday()) % 7)
    day = tuesday.replace(hour=14, minute=0, second=0, microsecond=0)
    starts = [day, day + timedelta(days=1)]
    details = Details(60, "face_to_face", place="The library café, second floor")
    meeting = arranging.propose(partnership, starts, details, by=mentee, at=today)
    option = meeting.options.earliest("starts_at")
    arranging.pick(meeting, option.pk, by=mentor, at=today)
