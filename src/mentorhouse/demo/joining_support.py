"""What supports mentors in the demonstration: supervision, looking back, a space of their own."""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from mentorhouse.accounts.models import User
from mentorhouse.communication import actions as space
from mentorhouse.communication.actions import NewThread
from mentorhouse.communication.models import Thread, Why
from mentorhouse.demo import cast
from mentorhouse.demo.story import Named
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.supervision import actions as supervision
from mentorhouse.supervision.actions import practice
from mentorhouse.supervision.models import Session, Supervisor
from mentorhouse.supervision.rules.practice import BEHAVIOURS

ONCE = UUID("0d4f6b1e-52a3-4c0e-9f7e-6f0f5d1b2a77")
VIDEO = Session.Way.VIDEO.value


def fill(named: Named, at: datetime) -> None:
    """Supervision in one programme, and a mentors’ space in two."""
    _supervised(named, at)
    _looking_back(at)
    for name, moderator in ((cast.LEADING, "coordinator"), (cast.DOORS, "coordinator-doors")):
        _talking(Programme.objects.get(name=name), named[moderator], at)


def _supervised(named: Named, at: datetime) -> None:
    """Sessions that were held, one that was called off, one to come; one mentor is overdue."""
    programme = Programme.objects.get(name=cast.REGISTER)
    by, lead = named["coordinator-register"], named["supervisor"]
    began = at - timedelta(days=140)
    supervisor = supervision.name_supervisor(programme, lead.email, by=by, at=began)
    active, overdue, *others = _mentors(programme)
    charges = [active.pk, overdue.pk, *(part.pk for part in others[:3])]
    supervision.look_after(supervisor, charges, by=by, at=began)
    for days, came, themes in (
        (118, (active, overdue), "How much of oneself to tell. Waiting for an answer."),
        (26, (active,), "Ending well when both would rather go on."),
    ):
        row = _planned(supervisor, at - timedelta(days=days), [p.pk for p in came], lead)
        said = supervision.Record(
            on=row.on, minutes=75, way=VIDEO, themes=themes,
            attended=[part.pk for part in came], version=row.version,
        )  # fmt: skip
        supervision.record(row, said, by=lead, at=at - timedelta(days=days - 1))
    held = row.attendances.get(participation=active)
    text = "Ask at the next meeting what we should stop doing."
    supervision.take_on(
        held, text, at.date() + timedelta(days=14), once=_once(programme, text),
        by=active.person.user, at=at - timedelta(days=24),
    )  # fmt: skip
    off = _planned(supervisor, at - timedelta(days=9), [overdue.pk], lead)
    supervision.call_off(off, by=lead, at=at - timedelta(days=10))
    ahead = _planned(supervisor, at + timedelta(days=8), [active.pk, overdue.pk], lead)
    supervision.bring(
        ahead.attendances.get(participation=active),
        "I talk too much in the first ten minutes. What could I do instead?",
        by=active.person.user, at=at - timedelta(days=1),
    )  # fmt: skip


def _planned(supervisor: Supervisor, when: datetime, mentors: list[UUID], by: User) -> Session:
    what = supervision.Plan(when.date(), 75, VIDEO, "The link is in the invitation", mentors)
    once = uuid5(ONCE, f"{supervisor.programme_id} {when.date()}")
    return supervision.plan(supervisor, what, once=once, by=by, at=when - timedelta(days=21))


def _looking_back(at: datetime) -> None:
    """A mentor who looked at their own practice twice, and what a mentee says of it."""
    programme = Programme.objects.get(name=cast.REGISTER)
    mentor = _mentors(programme)[0]
    lines = programme.design.mentors.responsibilities
    for days, points in ((90, (2, 3, 3, 4)), (6, (3, 4, 3, 5))):
        note = "I want to leave more silence."
        row = practice.assess(
            mentor, list(zip(lines, points, strict=False)), note,
            once=uuid5(ONCE, f"practice {days}"), by=mentor.person.user,
            at=at - timedelta(days=days),
        )  # fmt: skip
    practice.share(row, shared=True, by=mentor.person.user, at=at - timedelta(days=5))
    pair = Partnership.objects.filter(
        members__participation=mentor, state=PartnershipState.ACTIVE.value
    ).first()
    if pair is not None:
        mentee = pair.members.exclude(participation=mentor).get().participation.person.user
        practice.give_feedback(
            pair, dict.fromkeys(list(BEHAVIOURS)[:4], 4),
            "You remember what I said weeks ago. That helps me to go on.",
            openly=True, by=mentee, at=at - timedelta(days=4),
        )  # fmt: skip


def _talking(programme: Programme, moderator: User, at: datetime) -> None:
    """Three threads, an answer, and a post that somebody reported."""
    first, second, third, *_ = [part.person.user for part in _mentors(programme)]
    question = _begun(
        programme, first, at - timedelta(days=6),
        NewThread("question", "What do you do when a meeting runs dry?",
                  "We had said everything after half an hour. I did not want to fill the silence."),
    )  # fmt: skip
    for user, text, days in (
        (second, "I ask what would make the next month easier. It rarely fails.", 5),
        (third, "Some people simply do not prepare. I would tell them so.", 4),
    ):
        said = space.answer(
            question, text, once=_once(programme, text), by=user, at=at - timedelta(days=days)
        )
    space.report(said, Why.UNKIND.value, by=second, at=at - timedelta(days=3))
    evening = NewThread(
        "meeting", "Mentors’ lunch, online", "Bring one question. Forty minutes, cameras optional.",
        meets_at=at + timedelta(days=12),
    )  # fmt: skip
    _begun(programme, second, at - timedelta(days=3), evening)
    sheet = NewThread(
        "material", "Ten questions for a first meeting",
        "I keep these on a card. Take what fits you.", "https://learning.example.org/ten-questions",
    )  # fmt: skip
    _begun(programme, moderator, at - timedelta(days=2), sheet)


def _begun(programme: Programme, by: User, at: datetime, new: NewThread) -> Thread:
    return space.begin(programme, new, once=_once(programme, new.title), by=by, at=at)


def _once(programme: Programme, text: str) -> UUID:
    return uuid5(ONCE, f"{programme.pk} {text}")


def _mentors(programme: Programme) -> list[Participation]:
    rows = programme.participations.filter(role="mentor", state="accepted")
    rows = rows.select_related("programme", "person__user")
    return list(rows.order_by("joined_at", "person__family_name", "pk"))
