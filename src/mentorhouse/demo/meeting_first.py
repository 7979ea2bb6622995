"""Mentees of the demonstration who turn to mentors themselves: told by the deeds themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from mentorhouse.accounts.models import User
from mentorhouse.demo import cast
from mentorhouse.demo.joining_people import EXPECT, EXPERIENCE
from mentorhouse.matching.actions import inviting
from mentorhouse.matching.models import Invitation, OfferedTime, Shortlist
from mentorhouse.matching.rules.inviting import SEARCH, SHORTLIST
from mentorhouse.matching.rules.rating import Liking
from mentorhouse.matching.states.shortlists import ShortlistState
from mentorhouse.people import actions as people
from mentorhouse.programmes import actions as programmes
from mentorhouse.programmes.models import Completion, Participation, Programme
from mentorhouse.programmes.rules import Place
from mentorhouse.register.actions import admit

MENTORS, MENTEES = 4, 4  # newcomers of each programme
RUN_BY = {
    cast.REGISTER: "coordinator-register", cast.DOORS: "coordinator-doors",
    cast.PATHS: "coordinator",
}  # fmt: skip
NEWCOMERS = tuple(RUN_BY)
DAY = timedelta(days=1)
AIMS = (
    "I lead a team for the first time and want to learn how to be fair when it is hard.",
    "I would like to move to a regional role. You did that, and I wonder what it asked of you.",
    "I speak little in large meetings. I want to change that without becoming somebody else.",
    "My profession is changing. I look for somebody who has led others through such years.",
)
ABOUT = (
    "I like first conversations. Bring what is on your mind, and we see whether I am of use.",
    "I ask more than I tell, and I say so when somebody else would help you better.",
    "I moved between three organisations and kept the friends. I know how to begin again.",
    "I have time after four, and patience all day.",
)
JOINING = "The link comes by telephone: ring 01632 960 123 and ask for the small room."


def calls(at: datetime) -> None:
    """Ward to Board: mentors offer times for short calls; two mentees book and decide."""
    lists = Shortlist.objects.filter(
        mentee__programme__name=cast.WARD, state=ShortlistState.OPEN.value
    ).select_related("mentee__programme", "mentee__person__user")
    rows = list(lists.order_by("mentee__person__user__email")[:3])
    for number, row in enumerate(rows):
        place = row.places.select_related("mentor__programme", "mentor__person__user")
        mentor = place.order_by("-score", "pk")[0].mentor
        starts = [at + timedelta(days=days, minutes=40 * number) for days in (2, 3)]
        asked = at - timedelta(hours=6)
        inviting.offer_times(
            mentor, starts, way="telephone", joining=JOINING, by=_user(mentor), at=asked
        )
        if number:  # the first has yet to book
            time = OfferedTime.objects.get(mentor=mentor, starts_at=starts[0])
            aims = inviting.Aims(AIMS[number])
            by = _user(row.mentee)
            inviting.book(row.mentee, time, aims, origin=SHORTLIST, by=by, at=asked)


@dataclass(frozen=True)
class Here:
    """The newcomers of one programme, and today."""

    mentors: Sequence[Participation]
    mentees: Sequence[Participation]
    at: datetime


def meet_first(
    named: Mapping[str, User], crowds: Mapping[str, tuple[list[User], list[User]]], at: datetime
) -> None:
    """Let newcomers of three programmes talk with mentors, in every state that there is."""
    first = {
        cast.REGISTER: ([named["mentor-asked"]], [named["mentee-choosing"]]),
        cast.DOORS: ([], [named["mentee-writing"]]),
        cast.PATHS: ([], []),
    }
    everyone = {
        name: (first[name][0] + leading, first[name][1] + learning)
        for name, (leading, learning) in crowds.items()
        if name in first
    }
    places = {name: _newcomers(named, name, everyone[name], at) for name in NEWCOMERS}
    _lamplight(places[cast.REGISTER])
    _open_doors(places[cast.DOORS])
    _crossing_paths(places[cast.PATHS])


def _lamplight(here: Here) -> None:
    """Chemistry meetings: three open ones of one mentee, and what became of others."""
    first, second, third, *_ = here.mentors
    choosing, booked, chooses, paired, waits = here.mentees
    at = here.at
    _met(choosing, first, here, ago=12)
    _asks(choosing, second, 0, [at + 4 * DAY, at + 6 * DAY], at - DAY)
    declined = _asks(choosing, third, 1, [at + 5 * DAY], at - 6 * DAY)
    inviting.decline(declined, by=_user(third), at=at - 4 * DAY)
    starts = [at + days * DAY for days in (3, 5, 8)]
    inviting.offer_times(
        second, starts, way="video", joining=JOINING, by=_user(second), at=at - 3 * DAY
    )
    time = OfferedTime.objects.filter(mentor=second).order_by("starts_at")[0]
    aims = inviting.Aims(AIMS[2])
    inviting.book(booked, time, aims, origin=SEARCH, by=_user(booked), at=at - DAY)
    talk = _met(chooses, first, here, ago=13)
    inviting.choose(talk, by=_user(chooses), at=at - 2 * DAY)
    talk = _met(paired, third, here, ago=20)
    inviting.choose(talk, by=_user(paired), at=at - 10 * DAY)
    inviting.confirm(talk, by=_user(third), at=at - 9 * DAY)
    _asks(waits, second, 3, [at - 12 * DAY], at - 18 * DAY)
    inviting.end_overdue(at=at)


def _open_doors(here: Here) -> None:
    """Introductory meetings: one mentor at a time, and both confirm."""
    first, second, third, *_ = here.mentors
    _searches, writes, agrees, decides, *_ = here.mentees
    at = here.at
    _asks(writes, first, 1, [], at - DAY)
    talk = _asks(agrees, second, 2, [at + 2 * DAY], at - 3 * DAY)
    time = talk.times.get()
    inviting.pick(talk, time.pk, joining=JOINING, by=_user(second), at=at - DAY)
    talk = _met(decides, third, here, ago=8)
    inviting.rate(talk, Liking.WELL, by=_user(decides), at=at - DAY)


def _crossing_paths(here: Here) -> None:
    """No meeting before: the mentor’s yes begins the partnership."""
    first, second, *_ = here.mentors
    asks, paired, *_ = here.mentees
    _asks(asks, first, 3, [], here.at - 2 * DAY)
    talk = _asks(paired, second, 0, [], here.at - 6 * DAY)
    inviting.confirm(talk, by=_user(second), at=here.at - 5 * DAY)


def _newcomers(
    named: Mapping[str, User], name: str, users: tuple[list[User], list[User]], at: datetime
) -> Here:
    by, began = named[RUN_BY[name]], at - timedelta(days=25)
    programme = Programme.objects.get(name=name)
    mentors, mentees = (
        _bring_in(programme, role, some, by, min(began, at - 6 * DAY))
        for role, some in zip(("mentor", "mentee"), users, strict=True)
    )
    for number, mentor in enumerate(mentors):
        admit(mentor, by=by, at=began, reason="The team has known this mentor for years.")
        _publish(mentor, number, began)
    for mentee in mentees:
        what, source = Completion.What.MENTEE_INDUCTION, Completion.Source.EVENT
        programmes.complete(programme, mentee.person_id, what, source=source, by=by, at=began)
    return Here(mentors, mentees, at)


def _bring_in(
    programme: Programme, role: str, users: list[User], by: User, at: datetime
) -> list[Participation]:
    places = [Place(user.pk, role) for user in users]
    found = {one.person_id: one for one in programmes.bring_in(programme, places, by=by, at=at)}
    rows = [found[user.pk] for user in users]
    for row in rows:
        programmes.answer_participation(row, accept=True, by=row.person.user, at=at)
    kept = Participation.objects.select_related("programme", "person__user").in_bulk(
        [row.pk for row in rows]
    )
    return [kept[row.pk] for row in rows]


def _publish(mentor: Participation, number: int, at: datetime) -> None:
    person, by = mentor.person, _user(mentor)
    told: dict[str, object] = {
        "about": ABOUT[number % len(ABOUT)],
        "experience": EXPERIENCE[number % len(EXPERIENCE)],
        "skills": ["Coaching skills", "Leading change"],
        "sectors": "Health",
        "career_path": "",
        "expect": EXPECT[number % len(EXPECT)],
        "ways": ["video", "face_to_face"],
        "places": "Leeds, or by video",
        "availability": "After 4pm",
        "capacity": 1,
    }
    draft = people.write_biography(person, told, version=0, by=by, at=at)
    people.publish_biography(person, version=draft.version, by=by, at=at)


def _asks(
    mentee: Participation, mentor: Participation, number: int, starts: Sequence[datetime],
    at: datetime,
) -> Invitation:  # fmt: skip
    aims = inviting.Aims(AIMS[number], "video", starts)
    return inviting.invite(mentee, mentor, aims, origin=SEARCH, by=_user(mentee), at=at)


def _met(mentee: Participation, mentor: Participation, here: Here, *, ago: int) -> Invitation:
    """A talk that was asked for some days ago, agreed the next day, and took place since."""
    began = here.at - ago * DAY
    talk = _asks(mentee, mentor, ago % len(AIMS), [began + 3 * DAY], began)
    time = talk.times.get()
    inviting.pick(talk, time.pk, joining=JOINING, by=_user(mentor), at=began + DAY)
    return inviting.note_meeting(talk, met=True, by=_user(mentee), at=began + 4 * DAY)


def _user(part: Participation) -> User:
    return part.person.user
