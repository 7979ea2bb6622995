"""Events of the demonstration: one full with people waiting, one undated, one that is over."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from mentorhouse.accounts.models import User
from mentorhouse.demo import cast
from mentorhouse.demo.story import Named
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.training.actions import attending, bookings, events
from mentorhouse.training.actions.events import EventPlan, PlannedWay
from mentorhouse.training.models import Event

PLACES = 4
ROOM = PlannedWay("The Lantern Room, second floor. Ask for the mentoring team at the desk.", None)
VIDEO = PlannedWay("https://video.example.org/mentoring", None)
TELEPHONE = PlannedWay("01632 960 000, then 2026 and the hash key", 2)
WORDS = (
    "Keep the exercise in pairs.",
    "More time for questions at the end, please.",
    "Keep the size of the group.",
    "A break would help.",
    "Keep the cases: they made it real.",
    "Send the slides before the day.",
)


def everywhere(named: Named, at: datetime) -> None:
    """Plan three events in each programme, by its own co-ordinator."""
    by = {
        cast.PATHS: named["coordinator"],
        cast.LEADING: named["coordinator"],
        cast.DOORS: named["coordinator-doors"],
        cast.WARD: named["coordinator-board"],
        cast.REGISTER: named["coordinator-register"],
    }
    for name, coordinator in by.items():
        programme = Programme.objects.get(name=name)
        mentors, people = _taking_part(programme, "mentor"), _taking_part(programme)
        _full(programme, coordinator, people, at)
        _undated(programme, coordinator, mentors, at)
        _past(programme, coordinator, mentors, at)


def _full(programme: Programme, by: User, people: Sequence[User], at: datetime) -> None:
    starts = _afternoon(at + timedelta(days=16))
    plan = EventPlan(
        "networking", "everyone", "An afternoon to meet one another",
        "Short talks, tea, and time to compare notes. Bring one question.",
        starts, starts + timedelta(hours=2), PLACES,
        {"room": ROOM, "video": VIDEO, "telephone": TELEPHONE},
    )  # fmt: skip
    event = _planned(programme, plan, by, at - timedelta(days=12))
    for number, user in enumerate(people[: PLACES + 3]):
        way = ("room", "video", "room")[number % 3]
        bookings.book(event, way, wait=True, by=user, at=at - timedelta(days=10))


def _undated(programme: Programme, by: User, mentors: Sequence[User], at: datetime) -> None:
    plan = EventPlan(
        "mentor_briefing", "mentor", "Endings that are good for both",
        "How to close a mentoring relationship, and what comes after.",
        None, None, 20, {"video": VIDEO},
    )  # fmt: skip
    event = _planned(programme, plan, by, at - timedelta(days=9))
    for user in mentors[:3]:
        bookings.ask_for_date(event, wanted=True, by=user, at=at - timedelta(days=8))


def _past(programme: Programme, by: User, mentors: Sequence[User], at: datetime) -> None:
    starts = _afternoon(at - timedelta(days=20))
    plan = EventPlan(
        "mentor_briefing", "mentor", "Listening before advising", "", starts,
        starts + timedelta(hours=1, minutes=30), 30, {"room": ROOM, "telephone": TELEPHONE},
    )  # fmt: skip
    event = _planned(programme, plan, by, starts - timedelta(days=15))
    link = "https://library.example.org/listening"
    events.add_material(event, "Slides of the briefing", link, by=by, at=starts)
    rows = [
        bookings.book(event, "room", by=user, at=starts - timedelta(days=9))
        for user in mentors[: len(WORDS) + 1]
    ]
    came = rows[: len(WORDS)]
    over = starts + timedelta(hours=2)
    attending.record_attendance(event, [row.pk for row in came], by=by, at=over)
    for number, (row, words) in enumerate(zip(came, WORDS, strict=False)):
        attending.give_feedback(event, 5 - number % 3, words, by=row.person.user, at=over)


def _planned(programme: Programme, plan: EventPlan, by: User, at: datetime) -> Event:
    once = uuid5(NAMESPACE_URL, f"{programme.pk}:{plan.title}")
    return events.plan_event(programme, plan, once=once, by=by, at=at)


def _taking_part(programme: Programme, role: str = "") -> list[User]:
    rows = Participation.objects.filter(programme=programme, state="accepted")
    if role:
        rows = rows.filter(role=role)
    found = rows.select_related("person__user").order_by("person__family_name", "pk")
    return list(dict.fromkeys(part.person.user for part in found))


def _afternoon(at: datetime) -> datetime:
    day = timezone.localdate(at, timezone=timezone.get_default_timezone())
    return datetime.combine(day, time(14), timezone.get_default_timezone())
