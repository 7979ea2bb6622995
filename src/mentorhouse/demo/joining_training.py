"""How far the people of the demonstration are with their training: told by the deeds themselves."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from mentorhouse.accounts.models import User
from mentorhouse.demo import cast
from mentorhouse.demo.story import Named
from mentorhouse.programmes.models import Completion, Participation, Programme
from mentorhouse.training.actions import keeping, learning, records, statements
from mentorhouse.training.library import shipped
from mentorhouse.training.rules.courses import COURSES, MAIN, is_on, modules_of
from mentorhouse.training.rules.statements import Claim

SYSTEM = UUID("5b1f6a52-7c3a-4a53-9d70-2f5a1c1f0a01")
STATEMENT = UUID("5b1f6a52-7c3a-4a53-9d70-2f5a1c1f0a02")
HUB = "https://learning.example.org/courses/"


def everywhere(named: Named, at: datetime) -> None:
    """In each programme: people who have finished, who have begun, and who have not."""
    by = {
        cast.PATHS: named["coordinator"],
        cast.LEADING: named["coordinator"],
        cast.DOORS: named["coordinator-doors"],
        cast.WARD: named["coordinator-board"],
        cast.REGISTER: named["coordinator-register"],
    }
    for name, coordinator in by.items():
        programme = Programme.objects.get(name=name)
        _together(programme, coordinator, at)
        _on_their_own(programme, at)
    paths = Programme.objects.get(name=cast.PATHS)
    _reads(paths, named["mentee"], 3, at - timedelta(days=4))
    _reads(paths, named["coordinator"], 2, at - timedelta(days=9))
    _learning_hub(Programme.objects.get(name=cast.REGISTER), by[cast.REGISTER], at)


def _together(programme: Programme, by: User, at: datetime) -> None:
    """Half of those who said yes sat in a room together; the named people are at work here."""
    then = at - timedelta(weeks=3)
    for role in MAIN:
        course = COURSES[MAIN[role]]
        named = {part.person.email for part in cast.CAST}
        parts = [p for p in _accepted(programme, role) if p.person.user.email not in named]
        if is_on(course, programme.design) and parts:
            keeping.record_by_hand(
                programme, [part.pk for part in parts[::2]], Completion.What(course.completes),
                done_at=then, by=by, at=then,
            )  # fmt: skip


def _on_their_own(programme: Programme, at: datetime) -> None:
    """Two of the others work through the modules here."""
    for role in MAIN:
        for number, part in enumerate(list(_accepted(programme, role))[1:4:2]):
            _reads(programme, part.person.user, 2 + 3 * number, at - timedelta(days=6), role)


def _accepted(programme: Programme, role: str) -> Iterable[Participation]:
    rows = Participation.objects.filter(programme=programme, role=role, state="accepted")
    return rows.select_related("person__user").order_by("person__family_name", "pk")


def _reads(programme: Programme, user: User, count: int, at: datetime, role: str = "") -> None:
    """Let somebody do the first modules of their course, with the answers that fit."""
    keys = {"": "mentee-induction"} | MAIN
    coordinates = programme.coordinators.filter(user=user).exists()
    course = COURSES["coordinator-preparation" if coordinates else keys[role]]
    if not is_on(course, programme.design):
        return
    for module in modules_of(course, shipped(), programme.design)[:count]:
        right = [
            next(place for place, option in enumerate(question.options) if option.right)
            for question in module.questions
        ]
        learning.do_module(programme, course.key, module.key, right, by=user, at=at)


def _learning_hub(programme: Programme, by: User, at: datetime) -> None:
    """A learning system that sends statements; one of them is about somebody unknown."""
    records.map_course(programme, f"{HUB}mentoring", "mentor_training", by=by, at=at)
    system, _ = statements.add_system(programme, "Learning Hub", once=SYSTEM, by=by, at=at)
    who, then = "rowena.hale@example.org", at - timedelta(days=1)
    claim = Claim(STATEMENT, "0" * 64, who, f"{HUB}mentoring", then, counts=True)
    statements.receive(system, [claim], at=at)
