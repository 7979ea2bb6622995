"""Partnerships of several: their limits, who is needed, and going on without somebody."""

from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from mentorhouse.access.relations import NotVisible
from mentorhouse.audit.models import AuditEntry
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.partnerships import actions
from mentorhouse.partnerships.emails import went_on
from mentorhouse.partnerships.models import Change, Departure, Member
from mentorhouse.partnerships.queries import partnership_for, together
from mentorhouse.partnerships.rules import LIMITS, Shape, WrongNumber, check_number, is_enough
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.states import ParticipationState
from tests.factories import (
    AT,
    coordinator_of,
    make_mentee,
    make_mentor,
    make_partnership,
    make_programme,
)
from tests.partnerships.life import Several

LATE = AT + timedelta(days=15)
ROLES = st.lists(st.sampled_from(["mentor", "mentee"]), max_size=40)
database = pytest.mark.django_db(databases=["default", "keystore"])


@pytest.mark.requirement("R9.08")
@given(shape=st.sampled_from(Shape), roles=ROLES)
def test_a_shape_takes_nobody_more_than_it_has_and_does_without_nobody_it_needs(shape, roles):
    limits = LIMITS[shape]
    mentors, mentees = roles.count("mentor"), roles.count("mentee")
    fits = mentors <= limits.mentors and mentees <= limits.mentees and is_enough(shape, roles)
    with nullcontext() if fits else pytest.raises(WrongNumber, match="That is too"):
        check_number(shape, roles)


def group(mentees=3, shape=Shape.GROUP, mentors=1, programme=None):
    programme = programme or make_programme()
    people = [make_mentor(programme) for _ in range(mentors)]
    people += [make_mentee(programme) for _ in range(mentees)]
    [row] = actions.offer(programme, [people], shape=shape, by=coordinator_of(programme), at=AT)
    return row, people


def accept(row, *people):
    for one in people:
        actions.accept(row, by=one.person.user, at=AT)
    row.refresh_from_db()
    return row.state


def told(kind):
    return set(OutboxLetter.objects.filter(kind=kind).values_list("to", flat=True))


@database
@pytest.mark.requirement("R9.01")
def test_a_fifth_mentee_in_a_group_is_refused_on_the_page(client):
    running = Several(4)
    fifth = make_mentee(running.programme)
    client.force_login(running.coordinator)
    page = reverse("partnerships:propose_change", args=[running.programme.pk, running.row.pk])
    answer = client.post(page, {"shape": "group", "mentee": fifth.person.user.email}, follow=True)
    assert "no place left" in answer.text
    assert Member.objects.filter(partnership=running.row, role="mentee").count() == 4
    assert not Change.objects.exists()


@database
@pytest.mark.requirement("R9.01")
def test_a_fifth_mentee_in_a_group_is_refused_by_rule_and_by_database():
    with pytest.raises(WrongNumber, match="too many people"):
        group(5)
    row, _ = group(4)
    fifth = make_mentee(row.programme)
    for seat in (4, 5):
        with pytest.raises(IntegrityError), transaction.atomic():
            Member.objects.create(
                partnership=row, participation=fifth, role="mentee", shape="group", seat=seat
            )


@database
def test_a_group_begins_when_all_have_accepted_and_takes_a_place_of_each():
    row, people = group(3)
    assert accept(row, *people[:3]) == "offered"
    assert accept(row, people[3]) == "active"
    assert set(Participation.objects.filter(places_taken=1)) == set(people)
    assert told("partnership.began") == {one.person_id for one in people}


@database
def test_who_declines_leaves_a_group_that_goes_on_and_reads_nothing_of_it():
    row, (mentor, one, two, three) = group(3)
    accept(row, mentor, one, two)
    for _ in range(2):  # pressed twice
        actions.decline(row, by=three.person.user, at=AT)
    row.refresh_from_db()
    assert row.state == "active"
    with pytest.raises(NotVisible):
        partnership_for(three.person.user, row.pk)
    assert Departure.objects.get().answer == "declined"
    assert three.person_id not in told("partnership.went_on") | told("partnership.began")
    pairs = together(row.programme)
    assert pairs[mentor.pk, three.pk] is PartnershipState.DECLINED
    assert pairs[mentor.pk, one.pk] is PartnershipState.ACTIVE


@database
@pytest.mark.parametrize(
    ("shape", "mentors", "mentees", "who"),
    [
        (Shape.GROUP, 1, 3, 0),
        (Shape.GROUP, 1, 2, 1),
        (Shape.TWO_BY_TWO, 2, 2, 1),
        (Shape.TWO_BY_TWO, 2, 2, 3),
        (Shape.TEAM, 1, 4, 0),
    ],
)
def test_what_cannot_go_on_without_somebody_is_over_and_all_others_are_told(
    shape, mentors, mentees, who
):
    row, people = group(mentees, shape, mentors)
    actions.decline(row, by=people[who].person.user, at=AT)
    row.refresh_from_db()
    assert row.state == "declined"
    others = {one.person_id for one in people if one != people[who]}
    assert told("partnership.declined") == others


@database
def test_after_the_day_to_answer_a_group_goes_on_with_those_who_accepted():
    row, (mentor, one, two, silent) = group(3)
    accept(row, mentor, one, two)
    assert actions.go_on(at=AT) == 0
    assert [actions.go_on(at=LATE) for _ in range(2)] == [1, 0]
    row.refresh_from_db()
    assert row.state == "active"
    assert told("partnership.went_on") == {silent.person_id}
    assert AuditEntry.objects.filter(act="partnership.went_on").count() == 1
    letter = went_on(silent.person.user, {"partnership": str(row.pk)})
    assert "go on without you" in letter.paragraphs[0]


@database
def test_after_the_day_to_answer_too_few_are_let_go():
    row, (mentor, one, *_) = group(3)
    accept(row, mentor, one)
    assert actions.go_on(at=LATE) == 1
    row.refresh_from_db()
    assert row.state == "lapsed"


@database
def test_a_group_goes_on_without_somebody_who_found_a_partner_elsewhere():
    programme = make_programme()
    row, (mentor, one, two, taken) = group(3, programme=programme)
    pair = make_partnership(programme, mentee=taken, state=PartnershipState.OFFERED)
    accept(row, mentor, one, two)
    accept(pair, *(m.participation for m in pair.members.all()))
    assert told("partnership.went_on") == {taken.person_id}
    assert actions.go_on(at=AT) == 1  # all who are left have accepted
    row.refresh_from_db()
    assert row.state == "active"


@database
def test_a_group_goes_on_without_somebody_who_left_the_programme():
    row, (*_, gone) = group(3)
    Participation.objects.filter(pk=gone.pk).update(state=ParticipationState.DECLINED)
    assert actions.let_go(at=AT) == 0
    row.refresh_from_db()
    assert (row.state, row.members.count()) == ("offered", 3)


@database
@pytest.mark.requirement("R9.07")
def test_who_mentors_each_other_answers_once_and_holds_both_places():
    programme = make_programme()
    people = [make_mentor(programme) for _ in range(2)]
    people += [make_mentee(programme, one.person) for one in people]
    [row] = actions.offer(
        programme, [people], shape=Shape.RECIPROCAL, by=coordinator_of(programme), at=AT
    )
    assert accept(row, people[0]) == "offered"
    assert accept(row, people[1]) == "active"
    assert set(Participation.objects.filter(places_taken=1)) == set(people)
