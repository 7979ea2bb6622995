"""The registers of the demonstration, with mentors in every state: told by the deeds themselves."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import uuid4

from mentorhouse.accounts.models import User
from mentorhouse.demo import cast
from mentorhouse.people.actions import add_evidence, verify_evidence
from mentorhouse.people.models import Evidence
from mentorhouse.people.rules import Said
from mentorhouse.programmes.actions import complete
from mentorhouse.programmes.models import Completion, Participation, Programme
from mentorhouse.register import actions
from mentorhouse.register.states import Kind, Ready

What, Source = Completion.What, Completion.Source
KNOWN = "Has mentored here for years. The board knows the work."
HOPES = "To hear how the work looks from two steps further down."


def prepared(
    programme: Programme, people: Sequence[Participation], *, by: User, at: datetime
) -> None:
    """Let people complete what is mandatory, and put the mentors on the register."""
    for part in people:
        what = What.MENTOR_TRAINING if part.role == "mentor" else What.MENTEE_INDUCTION
        complete(programme, part.person_id, what, source=Source.EVENT, by=by, at=at)
    mentors = [part.pk for part in people if part.role == "mentor"]
    actions.admit_ready(programme, mentors, by=by, at=at)


def fill(named: dict[str, User], at: datetime) -> None:
    """Put the mentors of each programme where they stand today."""
    for name, slug in ((cast.WARD, "coordinator-board"), (cast.PATHS, "coordinator")):
        for part in _mentors(name):
            actions.admit(part, by=named[slug], at=at - timedelta(weeks=8), reason=KNOWN)
    first = _mentors(cast.WARD)[0]
    user = first.person.user
    actions.say_ready(first, Ready.NOW, ready_from=None, hopes=HOPES, by=user, at=at)
    _lamplight(named["coordinator-register"], at)
    _open_doors(named["coordinator-doors"], at)


def _lamplight(by: User, at: datetime) -> None:
    """A register with somebody in every state; one place ends soon, one has ended."""
    active, soon, lapsed, pausing, gone, ready = _mentors(cast.REGISTER)[:6]
    for part in (active, soon, lapsed, pausing, gone, ready):
        _shows(part, "accredited", "Certificate for mentors", by, at - timedelta(weeks=60))
    for part, days in ((active, 200), (soon, 345), (lapsed, 380), (pausing, 200), (gone, 200)):
        actions.admit(part, by=by, at=at - timedelta(days=days))
    for part in (active, pausing):
        actions.supervised(part, on=at.date() - timedelta(days=30), by=by, at=at)
    actions.pause(pausing, by=by, at=at - timedelta(days=10))
    actions.withdraw(gone, by=by, at=at - timedelta(days=20))
    for part, days, minutes, kind, what in (
        (active, 90, 240, Kind.COURSE, "A workshop on questions that open"),
        (active, 20, 120, Kind.MEETING, "Our mentors’ evening: how endings can be good ones"),
        (soon, 60, 180, Kind.READING, "Two chapters on power and mentoring"),
    ):
        done = actions.Done(at.date() - timedelta(days=days), minutes, kind, what)
        actions.record_development(part.person.user, done, once=uuid4(), at=at)


def _open_doors(by: User, at: datetime) -> None:
    """A register whose rule admits by itself: by training, by own development, or not yet."""
    trained, qualified, developed, waits, *_ = _mentors(cast.DOORS)
    _shows(trained, "training", "Mentoring in practice, two days", by, at - timedelta(days=4))
    _shows(qualified, "qualification", "Diploma in mentoring", by, at - timedelta(days=4))
    complete(
        developed.programme, developed.person_id, What.IN_HOUSE,
        source=Source.MODULES, by=None, at=at - timedelta(days=2),
    )  # fmt: skip
    _says(waits, "experience", "Six years as a mentor of apprentices", at - timedelta(days=1))
    for part in (trained, qualified, developed):
        actions.enter(part, by=None, at=at - timedelta(days=2))
        actions.accept_code(part, number=1, by=part.person.user, at=at - timedelta(days=1))


def _mentors(name: str) -> list[Participation]:
    rows = Participation.objects.filter(programme__name=name, role="mentor", state="accepted")
    rows = rows.select_related("programme", "person__user", "person__organisation")
    return list(rows.order_by("joined_at", "person__family_name", "pk"))


def _shows(part: Participation, kind: str, title: str, by: User, at: datetime) -> None:
    row = _says(part, kind, title, at)
    verify_evidence(row, version=row.version, by=by, at=at + timedelta(hours=5))


def _says(part: Participation, kind: str, title: str, at: datetime) -> Evidence:
    said = Said(kind, title, "Northgate College", at.date() - timedelta(days=400))
    return add_evidence(part.person, said, None, by=part.person.user, at=at)
