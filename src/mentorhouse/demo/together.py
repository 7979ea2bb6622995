"""A group and a team of Leading Together that run: agreements, times, a session of two, a plan."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from mentorhouse.accounts.models import User
from mentorhouse.agreements import actions as agreements
from mentorhouse.demo import cast
from mentorhouse.demo.joining_register import prepared
from mentorhouse.demo.meetings import ZONE
from mentorhouse.meetings.actions import polling, recording, sessions
from mentorhouse.meetings.actions.arranging import Details
from mentorhouse.meetings.actions.recording import Facts
from mentorhouse.meetings.rules.polls import Says
from mentorhouse.partnerships import actions as partnerships
from mentorhouse.partnerships.actions.shapes import write_plan
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.queries import partnership_for
from mentorhouse.partnerships.rules import Shape
from mentorhouse.programmes import actions as programmes
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.rules import Place

MENTORS, MENTEES = 1, 4  # who are no personas: two in the group, the others in the team
DAY = timedelta(days=1)
LOG = {
    "topics": "How each of us says no, and what it costs.",
    "achieved": "Two of us tried the pause before answering. It felt long and was not.",
    "next_topic": "Asking for help without an apology.",
}
PLAN = {
    "aim": "Families hear from one person, and hear the same from all of us.",
    "link": "It serves the organisation’s aim that nobody has to tell their story twice.",
    "measures": "Complaints about mixed messages, counted each quarter; and how we rate our week.",
    "of_mentors": "Honest questions, and a look from outside at how we hand over.",
    "of_mentees": "We come prepared, take turns, and keep what is said in the team.",
    "action_plan": "One handover sheet by the end of the month, tried for six weeks.",
    "skills": "Two of us know the records system well; one has led a change like this before.",
    "ways": "A meeting every three weeks, a visit to another team, and trying things out.",
}


def everywhere(named: Mapping[str, User], more: Sequence[Sequence[User]], at: datetime) -> None:
    """Let the two begin five weeks ago and come to where they are."""
    programme = Programme.objects.get(name=cast.LEADING)
    by, began = named["coordinator"], at - timedelta(weeks=5)
    mentors, mentees = more
    leading = _taking_part(programme, "mentor", [named["group-mentor"], *mentors], by, began)
    group = _taking_part(programme, "mentee", [named["group-mentee"], *mentees[:2]], by, began)
    team = _taking_part(programme, "mentee", [named["team-member"], *mentees[2:]], by, began)
    _the_group(_begun(programme, [leading[0], *group], Shape.GROUP, by, began), at)
    _the_team(_begun(programme, [leading[1], *team], Shape.TEAM, by, began), at)


def _taking_part(
    programme: Programme, role: str, users: Sequence[User], by: User, at: datetime
) -> list[Participation]:
    places = [Place(user.pk, role) for user in users]
    found = {p.person_id: p for p in programmes.bring_in(programme, places, by=by, at=at)}
    rows = [found[user.pk] for user in users]
    for row in rows:
        programmes.answer_participation(row, accept=True, by=row.person.user, at=at)
    prepared(programme, rows, by=by, at=at)
    return rows


def _begun(
    programme: Programme, people: list[Participation], shape: Shape, by: User, at: datetime
) -> Partnership:
    [row] = partnerships.offer(programme, [people], shape=shape, by=by, at=at + DAY)
    for part in people:
        partnerships.accept(row, by=part.person.user, at=at + 2 * DAY)
    return partnership_for(people[0].person.user, row.pk)


def _the_group(row: Partnership, at: datetime) -> None:
    """Met once, and signed by all but the persona; times for the next meeting wait for one."""
    mentor, she, *others = _people(row)
    agreement = agreements.begin(row, by=mentor, at=at - 25 * DAY)
    digest = agreement.versions.get(number=agreement.newest).digest
    for user in (mentor, *others):
        agreements.sign(agreement, digest=digest, name=user.person.name, by=user, at=at - 24 * DAY)
    met = at - 14 * DAY
    facts = Facts(met.date(), 90, "face_to_face")
    meeting = recording.record_held(row, facts, zone=ZONE, by=others[0], at=met)
    recording.write_log(meeting, LOG, based_on=0, by=others[0], at=met)
    polling.set_enough(row, 3, by=mentor, at=at - 3 * DAY)
    noon = (at + 12 * DAY).replace(hour=12, minute=0, second=0, microsecond=0)
    poll = polling.ask_times(
        row, [noon + days * DAY for days in (0, 1, 4)], Details(90, "video"), by=mentor,
        at=at - DAY,
    )  # fmt: skip
    says = [Says.YES, Says.NO, Says.IF_NEED_BE]
    answers = dict(zip([time.pk for time in poll.times.all()], says, strict=True))
    polling.answer(poll, answers, by=others[0], at=at - timedelta(hours=20))
    sessions.ask_session(
        row, mentor.pk, [noon + 7 * DAY, noon + 8 * DAY], Details(45, "telephone"),
        topic="Whether I apply for the post in my own team.", by=she, at=at - timedelta(hours=5),
    )  # fmt: skip


def _the_team(row: Partnership, at: datetime) -> None:
    """A plan in two versions, by two of them."""
    _, she, other, _ = _people(row)
    first = {name: PLAN[name] for name in ("aim", "measures", "skills")}
    write_plan(row, first, based_on=0, by=other, at=at - 20 * DAY)
    write_plan(row, PLAN, based_on=1, by=she, at=at - 6 * DAY)


def _people(row: Partnership) -> list[User]:
    """Return the mentor, then the mentees as they sit."""
    return [member.participation.person.user for member in row.members.all()]
