"""Who is ready to be matched and who may be found, in a fixed number of queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentorhouse.matching.queries.pool import pool_of
from mentorhouse.matching.queries.readiness import readiness
from mentorhouse.people.models import Pause
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.states import ParticipationState
from mentorhouse.register import actions
from mentorhouse.register.models import Entry
from mentorhouse.register.queries import findable, not_ready, standings_of
from mentorhouse.register.states import EntryState, How
from tests.factories import (
    AT,
    coordinator_of,
    make_local_coordinator,
    make_mentee,
    make_mentor,
    make_person,
)
from tests.register.worlds import (
    TODAY,
    complete,
    on_the_register,
    programme_of,
    show,
)

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


@pytest.mark.requirement("R4.01")
def test_a_lapsed_mentor_is_found_by_nobody_and_is_in_no_run():
    programme = programme_of("mentor_register")
    stays, lapses = (on_the_register(programme) for _ in range(2))
    Entry.objects.filter(participation=lapses).update(
        admitted_on=TODAY - timedelta(days=400), renew_by=TODAY, supervised_on=TODAY
    )
    make_mentee(programme)
    assert set(findable(programme, at=AT)) == {stays, lapses}
    assert len(pool_of(programme, at=AT).mentors) == 2
    Entry.objects.filter(participation=lapses).update(renew_by=TODAY - timedelta(days=1))
    assert set(findable(programme, at=AT)) == {stays}
    assert [one.participation for one in pool_of(programme, at=AT).mentors] == [stays.pk]
    assert not_ready(programme, at=AT).keys() == {lapses.pk}


@pytest.mark.requirement("R4.06")
def test_a_mentee_without_the_mandatory_induction_is_not_in_the_run_and_is_told():
    programme = programme_of("peer_mentoring")
    done, lacking, invited = (make_mentee(programme) for _ in range(3))
    Participation.objects.filter(pk=invited.pk).update(state=ParticipationState.INVITED.value)
    complete(programme, done.person, "mentee_induction")
    on_the_register(programme)
    assert [one.participation for one in pool_of(programme, at=AT).mentees] == [done.pk]
    why = not_ready(programme, at=AT)
    assert why.keys() == {lacking.pk, invited.pk}
    assert "induction" in why[lacking.pk][0]
    ready = readiness(programme, at=AT)
    assert ready.held == 2 and ready.reasons[0][1] == 2


def test_without_mandatory_induction_who_is_invited_is_in_a_run_as_before():
    programme = programme_of()
    for make in (make_mentor, make_mentee):
        make(programme, state=ParticipationState.INVITED)
    assert not_ready(programme, at=AT) == {}


def test_who_is_away_is_in_no_run_whatever_the_role():
    programme = programme_of()
    mentor, mentee = make_mentor(programme), make_mentee(programme)
    for part in (mentor, mentee):
        Pause.objects.create(
            person=part.person, reason="away", since=TODAY, returns_on=TODAY + timedelta(days=9)
        )
    assert not_ready(programme, at=AT).keys() == {mentor.pk, mentee.pk}
    back = AT + timedelta(days=9)
    assert not_ready(programme, at=back) == {}


def every_kind_of_entry(programme):
    """Mentors in every state, how and date that matters."""
    days = (None, 0, 1, 60, 132, 133, 134, 200)
    numbers = range(48)
    for number in numbers:
        person = make_person(grade="Director")
        mentor = make_mentor(programme, person)
        if number % 7 == 0:
            Pause.objects.create(
                person=person, reason="away", since=TODAY, returns_on=TODAY + timedelta(days=2)
            )
        if number % 5 == 0:
            complete(programme, person, "mentor_training")
        if number % 11 == 0:
            show(person, "accredited")
        state = list(EntryState)[number % 4]
        supervised = days[number % len(days)]
        Entry.objects.create(
            participation=mentor,
            state=state.value,
            admitted_on=TODAY - timedelta(days=days[-1 - number % 7] or 0),
            how=list(How)[number % 8].value,
            reason="Because.",
            renew_by=None if number % 3 == 0 else TODAY + timedelta(days=number % 5 - 1 + 1),
            supervised_on=None if supervised is None else TODAY - timedelta(days=supervised),
            check_on=None if number % 4 == 1 else TODAY,
            check_passed=None if number % 4 == 1 else number % 4 != 2,
        )


@pytest.mark.parametrize("check", ["off", "where_needed", "required"])
@pytest.mark.parametrize("kind", ["mentor_register", "peer_mentoring", "general"])
def test_the_database_finds_the_same_mentors_as_the_rule(kind, check):
    programme = programme_of(kind, mentors={"check_done_by": check})
    every_kind_of_entry(programme)
    rows = Participation.objects.filter(programme=programme)
    at = AT + timedelta(days=2)
    found = set(findable(programme, at=at).values_list("pk", flat=True))
    said = standings_of(programme, rows, at=at)
    admitted = set(
        Entry.objects.exclude(state=EntryState.APPLIED.value).values_list(
            "participation", flat=True
        )
    )
    assert found == {pk for pk, one in said.items() if one.active and pk in admitted}
    assert set(not_ready(programme, at=at)) == {pk for pk, one in said.items() if not one.active}


def test_the_same_queries_for_three_as_for_thirty():
    programme = programme_of("peer_mentoring")

    def asked(people):
        for _ in range(people):
            make_mentor(programme)
            make_mentee(programme)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            not_ready(programme, at=AT)
        return len(queries)

    assert asked(1) == asked(10) <= 8


@pytest.mark.requirement("R4.01")
def test_whoever_lapses_after_the_draft_is_left_out_when_it_is_published():
    from mentorhouse.matching.queries.standing import publishable
    from tests.matching.worlds import drafted

    programme = programme_of()
    mentor = on_the_register(programme, capacity=1)
    make_mentee(programme, make_person(organisation="Elsewhere", grade="HEO"))
    run = drafted(programme)
    assert len(publishable(run, at=AT).pairs) == 1
    actions.pause(mentor, by=coordinator_of(programme), at=AT)
    left = publishable(run, at=AT).left_out
    assert len(left) == 1 and "paused" in left[0].why


def test_a_local_co_ordinator_sees_their_own_mentors_only():
    from mentorhouse.register.queries.lists import register_of

    programme = programme_of()
    ours = make_mentor(programme, make_person(organisation="Ours"))
    make_mentor(programme, make_person(organisation="Theirs"))
    local = make_local_coordinator(programme, "Ours")
    assert list(register_of(local, programme, at=AT)) == [ours]
