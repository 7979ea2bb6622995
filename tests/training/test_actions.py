"""Modules, completions, reminders and records, on the real database."""

import json
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.governance.rules.checks import HEALTH, Note, judge
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.programmes.actions import change_design
from mentorhouse.programmes.models import Completion
from mentorhouse.programmes.queries import completed
from mentorhouse.register.actions import admit_ready
from mentorhouse.register.queries import findable, standing_of
from mentorhouse.register.rules.standing import Status
from mentorhouse.reporting.queries.checks import known_of
from mentorhouse.training.actions import keeping, learning, records, statements
from mentorhouse.training.emails.reminders import reminder
from mentorhouse.training.models import LearningSystem, ModuleDone, RecordUpload, Statement
from mentorhouse.training.queries import mine, people
from mentorhouse.training.rules.progress import NobodyToRemind, NotAllRight
from mentorhouse.training.rules.statements import COMPLETED, read_statements
from tests.factories import make_local_coordinator, make_mentee, make_mentor, make_person
from tests.together import at_once
from tests.training.conftest import AT, House, right_answers

TODAY = date(2026, 11, 3)
INDUCTION = Completion.What.MENTEE_INDUCTION


@pytest.mark.requirement("R4.05")
def test_the_last_module_completes_the_course_once(house):
    progress = house.do_all(house.mentee, "mentee-induction", but=1)
    assert (progress.done, progress.completed_at) == (7, None)
    for _ in range(2):
        progress = house.do(house.mentee, "mentee-induction", "mentee-meeting")
    assert progress.completed_at == AT
    row = Completion.objects.get()
    assert (row.what, row.source) == ("mentee_induction", "modules")
    assert completed(house.programme)[house.mentee.pk] == {"mentee_induction"}
    assert ModuleDone.objects.count() == 8


def test_a_wrong_answer_is_kept_nowhere(house):
    right = right_answers("mentee-purpose")
    with pytest.raises(NotAllRight):
        learning.do_module(
            house.programme, "mentee-induction", "mentee-purpose", [0, 0, 0][: len(right)],
            by=house.mentee.user, at=AT,
        )  # fmt: skip
    assert ModuleDone.objects.count() == Completion.objects.count() == 0
    assert not AuditEntry.objects.filter(act__startswith="training.").exists()


@pytest.mark.requirement("R4.03", "R4.05", "R4.02")
def test_the_development_programme_admits_those_new_to_mentoring(house):
    house.do_all(house.mentor, "mentor-training")
    assert completed(house.programme)[house.mentor.pk] == {"mentor_training"}
    assert standing_of(house.mentoring, at=AT).status is Status.IN_TRAINING
    for key in ("practice-listening", "practice-first-meeting", "practice-reflect"):
        progress = house.do(house.mentor, "mentor-development", key)
    assert progress.completed_at == AT
    assert completed(house.programme)[house.mentor.pk] == {"mentor_training", "in_house"}
    assert standing_of(house.mentoring, at=AT).may_be_admitted
    assert list(findable(house.programme, at=AT)) == []
    admit_ready(house.programme, [house.mentoring.pk], by=house.coordinator, at=AT)
    assert list(findable(house.programme, at=AT)) == [house.mentoring]


@pytest.mark.requirement("R4.05", "R2.05")
def test_completions_feed_the_health_check(house):
    points = {point.key: point for point in HEALTH}

    def told(key):
        known = known_of(house.coordinator, house.programme, on=TODAY)
        return judge(points[key], house.programme.design, known, Note())

    assert "0 of 1 have completed it." in told("mentor_training").reason
    house.do_all(house.mentor, "mentor-training")
    house.do_all(house.mentee, "mentee-induction")
    assert "1 of 1 have completed it." in told("mentor_training").reason
    assert "1 of 1 have completed it." in told("mentee_induction").reason


def test_offered_training_answers_the_health_check_once_everyone_has_it(db):
    house = House(mentors="offered", mentees="offered")
    point = next(point for point in HEALTH if point.key == "mentor_training")

    def state():
        known = known_of(house.coordinator, house.programme, on=TODAY)
        return judge(point, house.programme.design, known, Note()).state

    assert state() == "open"
    house.do_all(house.mentor, "mentor-training")
    assert state() == "yes"


def test_a_course_is_theirs_by_role(house):
    for person, course, key in (
        (house.mentor, "mentee-induction", "mentee-purpose"),
        (house.mentee, "mentor-training", "mentor-purpose"),
        (house.mentee, "mentee-induction", "mentor-purpose"),
        (make_person(), "mentee-induction", "mentee-purpose"),
    ):
        with pytest.raises(NotVisible):
            house.do(person, course, key)
    with pytest.raises(NotVisible):  # who runs the programme reads it, and does not do it
        learning.do_module(
            house.programme, "mentee-induction", "mentee-purpose",
            right_answers("mentee-purpose"), by=house.coordinator, at=AT,
        )  # fmt: skip


def test_a_co_ordinator_does_their_own_preparation_and_completes_nothing(house):
    for key in ("design", "recruit", "match", "support", "confidentiality", "evaluate"):
        module = f"coordinator-{key}"
        progress = learning.do_module(
            house.programme, "coordinator-preparation", module, right_answers(module),
            by=house.coordinator, at=AT,
        )  # fmt: skip
    assert progress.all_done and progress.is_over
    assert Completion.objects.count() == 0


def test_what_was_done_in_another_programme_counts_here_with_its_day(house):
    other = House()
    make_mentee(other.programme, house.mentee)
    then = AT - timedelta(days=40)
    house.do_all(house.mentee, "mentee-induction", but=3, at=then)
    user = house.mentee.user
    assert learning.count_here(other.programme, "mentee-induction", by=user, at=AT) == 5
    assert learning.count_here(other.programme, "mentee-induction", by=user, at=AT) == 0
    here = ModuleDone.objects.filter(programme=other.programme)
    assert set(here.values_list("done_at", flat=True)) == {then}
    house.do_all(house.mentee, "mentee-induction", at=then)
    learning.count_here(other.programme, "mentee-induction", by=user, at=AT)
    assert completed(other.programme)[house.mentee.pk] == {"mentee_induction"}


def test_a_module_left_out_later_lets_one_finish(house):
    house.do_all(house.mentee, "mentee-induction", but=1)
    design = house.programme.design
    data = design.model_dump(mode="json")
    data["training"]["left_out"] = ["mentee-meeting"]
    change_design(house.programme, type(design).model_validate_json(json.dumps(data)),
                  by=house.coordinator, at=AT)  # fmt: skip
    house.programme.refresh_from_db()
    progress = learning.finish(house.programme, "mentee-induction", by=house.mentee.user, at=AT)
    assert (progress.total, progress.completed_at) == (7, AT)


def test_recorded_by_hand_once_for_those_in_the_role(house):
    second = make_mentee(house.programme)
    day = AT - timedelta(days=9)
    ids = [house.learning.pk, second.pk]

    def record(ids, by=house.coordinator, what=INDUCTION):
        return keeping.record_by_hand(house.programme, ids, what, done_at=day, by=by, at=AT)

    assert record(ids[:1]) == keeping.Recorded(1, 0)
    assert record(ids) == keeping.Recorded(1, 1)
    row = Completion.objects.get(person=second.person)
    assert (row.at, row.source, row.by) == (day, "coordinator", house.coordinator)
    with pytest.raises(NotNow, match="Nothing was recorded"):
        record([*ids, house.mentoring.pk])
    with pytest.raises(NotVisible):
        record([make_mentee(House().programme).pk])
    with pytest.raises(NotVisible):
        record(ids, by=make_local_coordinator(house.programme, "Birch Council"))


def test_a_record_made_by_mistake_is_struck_and_ones_own_work_is_not(house):
    keeping.record_by_hand(
        house.programme, [house.learning.pk], INDUCTION, done_at=AT, by=house.coordinator, at=AT
    )
    row = Completion.objects.get()
    assert keeping.take_back(row, by=house.coordinator, at=AT)
    assert not keeping.take_back(row, by=house.coordinator, at=AT)
    house.do_all(house.mentee, "mentee-induction")
    with pytest.raises(NotNow, match="stays theirs"):
        keeping.take_back(Completion.objects.get(), by=house.coordinator, at=AT)


def test_a_reminder_leaves_once_a_week_for_those_who_have_not_finished(house):
    house.do_all(house.mentor, "mentor-training")

    def remind(days):
        return keeping.remind(house.programme, by=house.coordinator, at=AT + timedelta(days=days))

    assert remind(0) == 1
    for days in (0, 3, 6):
        with pytest.raises(NobodyToRemind):
            remind(days)
    assert remind(8) == 1
    assert set(OutboxLetter.objects.values_list("kind", "to")) == {
        ("training.reminder", house.mentee.pk)
    }
    about = {"programme": str(house.programme.pk)}
    letter = reminder(house.mentee.user, about)
    assert "induction" in letter.subject and "step back" in letter.paragraphs[1]
    house.do_all(house.mentee, "mentee-induction")
    assert reminder(house.mentee.user, about) is None
    assert reminder(house.mentee.user, {"programme": str(uuid4())}) is None


def test_a_local_co_ordinator_sees_their_own_people(house):
    local = make_local_coordinator(house.programme, "Birch Council")
    found = people.learners_in(local, house.programme)
    assert [row.person_id for row in found] == [house.mentee.pk]
    with pytest.raises(NotVisible):
        people.learners_in(house.mentor.user, house.programme)


def test_lists_narrow_by_how_far_people_are(house):
    begun, none = (make_mentee(house.programme) for _ in range(2))
    house.do(begun.person, "mentee-induction", "mentee-goals")
    house.do_all(house.mentee, "mentee-induction")

    def found(**narrowed):
        rows = people.learners_in(house.coordinator, house.programme, role="mentee", **narrowed)
        return {row.pk for row in rows}

    assert found(standing="completed") == {house.learning.pk}
    assert found(standing="begun") == {begun.pk}
    assert found(standing="not_begun") == {none.pk}
    assert len(found(order="-completed")) == 3


# --- records from elsewhere ----------------------------------------------------------------------


def known_person(house, person):
    person.user.last_login = timezone.now()
    person.user.save(update_fields=["last_login"])
    return person.user.email


def check(house, content):
    return records.check_file(house.programme, content, today=TODAY, by=house.coordinator, at=AT)


@pytest.mark.requirement("R4.12")
def test_a_file_from_a_learning_system_is_checked_then_recorded_and_again_changes_nothing(house):
    records.map_course(house.programme, "IND-1", "mentee_induction", by=house.coordinator, at=AT)
    email = known_person(house, house.mentee)
    sheet = f"E-mail,Course,Date\n{email},ind-1,2026-03-27\nnobody@example.org,IND-1,2026-03-27\n"
    upload, [problem] = check(house, sheet.encode())
    assert (problem.where, problem.value) == ("Row 3", "nobody@example.org")
    assert Completion.objects.count() == 0
    assert records.record_file(upload, by=house.coordinator, at=AT) == 1
    assert records.record_file(upload, by=house.coordinator, at=AT) == 0
    again, _ = check(house, sheet.encode())
    assert records.record_file(again, by=house.coordinator, at=AT) == 0
    row = Completion.objects.get()
    assert (row.source, row.at) == ("record", datetime(2026, 3, 27, 12, tzinfo=UTC))
    assert RecordUpload.objects.get(pk=upload.pk).rows == []


def test_an_address_counts_only_once_somebody_has_signed_in_to_it(house):
    """Who never signed in has not shown that the address is theirs; a person number has."""
    records.map_course(house.programme, "IND-1", "mentee_induction", by=house.coordinator, at=AT)
    sheet = f"E-mail,Course,Date\n{house.mentee.user.email},IND-1,2026-03-27\n".encode()
    assert len(check(house, sheet)[1]) == 1
    number = f"Person number,Course,Date\n{house.mentee.pk},IND-1,2026-03-27\n".encode()
    assert check(house, number)[1] == []
    known_person(house, house.mentee)
    assert check(house, sheet)[1] == []


def statement(who, activity="IND-1", **changes):
    return {
        "id": str(uuid4()), "actor": {"mbox": f"mailto:{who}"}, "verb": {"id": COMPLETED},
        "object": {"id": activity}, "timestamp": "2026-10-01T09:00:00Z",
    } | changes  # fmt: skip


def claims(*found):
    return read_statements(json.dumps(found).encode(), now=AT)


def system_of(house):
    made, token = statements.add_system(
        house.programme, "Hub", once=uuid4(), by=house.coordinator, at=AT
    )
    assert token not in LearningSystem.objects.values_list("token_hash", flat=True)
    return made


@pytest.mark.requirement("R4.12")
def test_statements_count_once_and_those_that_fit_nobody_wait(house):
    system, email = system_of(house), known_person(house, house.mentee)
    sent = claims(statement(email), statement("nobody@example.org"))
    statements.receive(system, sent, at=AT)
    assert Completion.objects.count() == 0  # no course is named yet
    assert Statement.objects.filter(state="waiting").count() == 2
    records.map_course(house.programme, "IND-1", "mentee_induction", by=house.coordinator, at=AT)
    statements.receive(system, sent, at=AT)
    row = Completion.objects.get()
    assert (row.person_id, row.source) == (house.mentee.pk, "record")
    assert row.at == datetime(2026, 10, 1, 9, tzinfo=UTC)
    waiting = Statement.objects.get(state="waiting")
    assert (waiting.actor, waiting.reason) == ("nobody@example.org", "person")
    assert Statement.objects.get(state="counted").actor == ""
    statements.put_aside(waiting, by=house.coordinator, at=AT)
    assert Statement.objects.get(pk=waiting.pk).actor == ""


def test_the_same_id_with_other_words_takes_nothing(house):
    system = system_of(house)
    one = statement("a@example.org")
    statements.receive(system, claims(one), at=AT)
    with pytest.raises(statements.DifferentStatement):
        statements.receive(
            system, claims(statement("b@example.org"), one | {"object": {"id": "X"}}), at=AT
        )
    assert Statement.objects.count() == 1


def test_who_joins_later_is_found_when_one_looks_again(house):
    system = system_of(house)
    records.map_course(house.programme, "IND-1", "mentee_induction", by=house.coordinator, at=AT)
    newcomer = make_person()
    email = known_person(house, newcomer)
    statements.receive(system, claims(statement(email)), at=AT)
    assert statements.look_again(house.programme, by=house.coordinator, at=AT) == 0
    make_mentee(house.programme, newcomer)
    assert statements.look_again(house.programme, by=house.coordinator, at=AT) == 1
    assert completed(house.programme)[newcomer.pk] == {"mentee_induction"}


# --- two at once ---------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
def test_the_last_two_modules_in_two_tabs_complete_the_course():
    house = House()
    house.do_all(house.mentee, "mentee-induction", but=2)
    done = at_once(
        lambda: house.do(house.mentee, "mentee-induction", "mentee-records"),
        lambda: house.do(house.mentee, "mentee-induction", "mentee-meeting"),
    )
    assert not [one for one in done if isinstance(one, Exception)]
    assert Completion.objects.count() == 1


@pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
def test_a_module_sent_twice_at_once_is_done_once():
    house = House()
    done = at_once(
        *[lambda: house.do(house.mentee, "mentee-induction", "mentee-goals")] * 2,
    )
    assert not [one for one in done if isinstance(one, Exception)]
    assert ModuleDone.objects.count() == 1


@pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
def test_reminders_pressed_twice_at_once_leave_once():
    house = House()
    done = at_once(*[lambda: keeping.remind(house.programme, by=house.coordinator, at=AT)] * 2)
    assert sorted(str(type(one).__name__) for one in done) == ["NobodyToRemind", "int"]
    assert OutboxLetter.objects.filter(kind="training.reminder").count() == 2


def test_the_start_page_names_what_comes_next(house):
    house.do(house.mentee, "mentee-induction", "mentee-purpose")
    [way] = mine.ways(house.mentee.user)
    assert (way.progress.done, way.progress.next.key) == (1, "mentee-models")
    assert way.asked == "mandatory"
    house.do_all(house.mentee, "mentee-induction")
    assert mine.ways(house.mentee.user) == []


def test_ways_take_the_same_queries_for_one_programme_and_for_three(
    house, django_assert_num_queries
):
    with django_assert_num_queries(3):
        mine.ways(house.mentee.user)
    for _ in range(2):
        make_mentor(House().programme, house.mentee)
    with django_assert_num_queries(3):
        assert len(mine.ways(house.mentee.user)) == 3
