"""Two deeds never wait for each other in a circle: rows are locked before the trail is written.

Opening what is sealed writes the trail, too. Whoever holds its end must not go on to wait for a
row that another deed keeps while it waits for the trail.
"""

from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from mentorhouse.access.links import LinkHolder, LinkIsOver
from mentorhouse.partnerships import actions as partnerships
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.rules import Shape
from mentorhouse.people.actions import verify_evidence
from mentorhouse.people.states import EvidenceState
from mentorhouse.programmes.actions import change_design
from mentorhouse.programmes.design import parse_design, plain
from mentorhouse.programmes.models import Completion, Participation
from mentorhouse.programmes.states import ParticipationState
from mentorhouse.recruitment.actions import endorsing
from mentorhouse.recruitment.actions.applying import withdraw
from mentorhouse.recruitment.actions.endorsing import Said
from mentorhouse.recruitment.states import EndorsementMove
from mentorhouse.register.actions import say_ready
from mentorhouse.register.states import Ready
from mentorhouse.supervision.models import Attendance
from mentorhouse.training.actions import attending, keeping, learning, records, statements
from mentorhouse.training.models import Statement
from tests.factories import coordinator_of, make_mentee, make_mentor, make_person, make_programme
from tests.recruitment.applying import Applicant
from tests.recruitment.asking import asked
from tests.recruitment.deciding import Intake
from tests.register.worlds import programme_of, show
from tests.supervision.conftest import AT, Group
from tests.together import Held, HeldTrail
from tests.training.conftest import House
from tests.training.test_actions import claims, statement, system_of
from tests.training.test_events import book, planned

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keystore"])


@pytest.fixture(autouse=True)
def _rows_are_locked_one_by_one():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one lock for everything, so there is no circle")


def ready(part):
    """A mentor says that they are ready: their taking part is locked, then the trail written."""
    return lambda: say_ready(part, Ready.NOW, ready_from=None, hopes="", by=part.person.user, at=AT)


def one_sends_while_another_begins():
    one, other = Applicant(), None
    other = Applicant(one.programme)
    one.begin("mentee")
    one.fills_in()
    return one.sends, lambda: other.begin("mentee")


def one_sends_who_is_invited_while_they_say_they_are_ready():
    one = Applicant()
    part = make_mentor(one.programme, one.user.person, state=ParticipationState.INVITED)
    one.begin("mentor")
    one.fills_in()
    return one.sends, ready(part)


def a_decision_is_sent_while_the_approved_say_that_they_are_ready():
    intake = Intake()
    row = intake.applies(role="mentor")
    part = make_mentor(intake.programme, row.person, state=ParticipationState.INVITED)
    intake.decides(row, "approve", waiver="They have mentored for many years.")
    return intake.sends, ready(part)


def a_session_of_two_is_recorded_while_the_second_says_that_they_are_ready():
    group = Group()
    session = group.plan()
    last = Attendance.objects.filter(session=session).order_by("participation").last()
    part = Participation.objects.get(pk=last.participation_id)
    return lambda: group.record(session), ready(part)


def a_course_is_named_while_a_record_that_waits_is_put_aside():
    house = House()
    statements.receive(system_of(house), claims(statement("nobody@example.org")), at=AT)
    waiting = Statement.objects.get()
    by = house.coordinator
    return (
        lambda: records.map_course(house.programme, "IND-1", "mentee_induction", by=by, at=AT),
        lambda: statements.put_aside(waiting, by=by, at=AT),
    )


def completions_are_recorded_while_the_last_of_them_finishes():
    house = House()
    other = make_mentee(house.programme)
    parts = sorted((house.learning, other), key=lambda part: part.pk)
    last = parts[-1].person
    house.do_all(last, "mentee-induction", but=1)
    data = plain(house.programme.design)
    data["training"]["left_out"] = ["mentee-meeting"]
    programme = change_design(house.programme, parse_design(data), by=house.coordinator, at=AT)
    what, by = Completion.What.MENTEE_INDUCTION, house.coordinator
    ids = [part.pk for part in parts]
    return (
        lambda: keeping.record_by_hand(programme, ids, what, done_at=AT, by=by, at=AT),
        lambda: learning.finish(programme, "mentee-induction", by=last.user, at=AT),
    )


def attendance_is_recorded_while_the_second_mentor_says_that_they_are_ready():
    house = House()
    parts = sorted((make_mentor(house.programme) for _ in range(2)), key=lambda part: part.pk)
    event = planned(house, kind="mentor_training", audience="mentor")
    came = [book(event, part.person).pk for part in parts]
    end = event.ends_at
    return (
        lambda: attending.record_attendance(event, came, by=house.coordinator, at=end),
        ready(parts[-1]),
    )


def evidence_admits_in_two_programmes_while_its_mentor_says_that_they_are_ready():
    one, two = programme_of("open_mentoring"), programme_of("open_mentoring")
    person = make_person()
    parts = sorted((make_mentor(each, person) for each in (one, two)), key=lambda part: part.pk)
    row = show(person, "training", state=EvidenceState.UNVERIFIED)
    by = coordinator_of(one)
    return (
        lambda: verify_evidence(row, version=row.version, by=by, at=AT),
        ready(parts[-1]),
    )


@pytest.mark.parametrize(
    "story",
    [
        one_sends_while_another_begins,
        one_sends_who_is_invited_while_they_say_they_are_ready,
        a_decision_is_sent_while_the_approved_say_that_they_are_ready,
        a_session_of_two_is_recorded_while_the_second_says_that_they_are_ready,
        a_course_is_named_while_a_record_that_waits_is_put_aside,
        completions_are_recorded_while_the_last_of_them_finishes,
        attendance_is_recorded_while_the_second_mentor_says_that_they_are_ready,
        evidence_admits_in_two_programmes_while_its_mentor_says_that_they_are_ready,
    ],
)
def test_who_holds_the_end_of_the_trail_waits_for_no_row(story):
    one, other = story()
    with HeldTrail() as trail:
        trail.begin(one)
        trail.begin(other)
    assert trail.failures == []


def test_nothing_is_answered_about_an_application_that_is_being_withdrawn():
    """Its key is destroyed at that moment: a comment must not come after it."""
    at = timezone.now()
    row = asked(at=at)
    said = Said(EndorsementMove.SUPPORT, comment="They are ready.")
    with HeldTrail() as trail:
        trail.begin(lambda: withdraw(row.application, by=row.application.person.user, at=at))
        trail.begin(lambda: endorsing.answer(said, once=uuid4(), by=LinkHolder(row.pk), at=at))
    assert [type(failure) for failure in trail.failures] == [LinkIsOver]
    row.refresh_from_db()
    assert row.state == "asked"


def test_the_clock_lets_offers_go_while_the_last_yes_begins_one_of_them():
    """Its mentor is full from then on, so that it lets the other offers go, too."""
    programme = make_programme()
    people = [make_mentor(programme), *(make_mentee(programme) for _ in range(3))]
    partnerships.offer(
        programme, [people] * 3, shape=Shape.GROUP, by=coordinator_of(programme), at=AT
    )
    first, between, last = Partnership.objects.order_by("pk")
    *some, one, gone = people
    for part in some:
        partnerships.accept(last, by=part.person.user, at=AT)
    Participation.objects.filter(pk=gone.pk).update(state=ParticipationState.DECLINED)
    with Held(Partnership.objects.filter(pk=between.pk)) as held:
        held.begin(lambda: partnerships.let_go(at=AT))
        held.begin(lambda: partnerships.accept(last, by=one.person.user, at=AT))
    assert held.failures == []
    assert [row.state for row in (first, between, last) if row.refresh_from_db() is None] == [
        "lapsed", "lapsed", "active",
    ]  # fmt: skip
