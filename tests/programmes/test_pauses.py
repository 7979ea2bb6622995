"""Pausing in one role of one programme; everything else goes on (R1.08)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.matching.queries.pool import pool_of
from mentorhouse.partnerships.models import Partnership
from mentorhouse.programmes import actions
from mentorhouse.programmes.models import PlacePause
from mentorhouse.programmes.states import ParticipationState, ProgrammeState
from mentorhouse.register.queries import findable, not_ready
from tests.factories import (
    AT,
    coordinator_of,
    make_mentee,
    make_mentor,
    make_partnership,
    make_person,
    make_programme,
)
from tests.register.worlds import on_the_register, programme_of

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
TODAY = AT.date()
BACK = TODAY + timedelta(days=9)


def as_(user):
    client = Client()
    client.force_login(user)
    return client


def pause(part, until=BACK):
    return actions.pause_place(part, until=until, by=part.person.user, at=AT)


def day_in(days):
    """Return what is typed for a day of return."""
    day = timezone.localdate() + timedelta(days=days)
    return {f"returns_on_{part}": str(getattr(day, part)) for part in ("day", "month", "year")}


def in_pool(programme, at=AT):
    pool = pool_of(programme, at=at)
    return {one.participation for one in (*pool.mentors, *pool.mentees)}


@pytest.mark.requirement("R1.08")
def test_who_pauses_here_is_neither_found_nor_matched_here_and_is_everywhere_else():
    here, there = programme_of(), programme_of()
    person = make_person(grade="SCS1")
    mine, other = (on_the_register(each, person) for each in (here, there))
    mentee = make_mentee(here, person)  # the same programme, the other role
    stays = on_the_register(here)
    pause(mine)
    assert set(findable(here, at=AT)) == {stays}
    assert set(findable(there, at=AT)) == {other}
    assert in_pool(here) == {stays.pk, mentee.pk}
    assert in_pool(there) == {other.pk}
    assert not_ready(here, at=AT)[mine.pk] == ("Takes no new matches in this programme for now.",)
    back = AT + timedelta(days=9)
    assert set(findable(here, at=back)) == {mine, stays}  # by the date
    assert in_pool(here, back) == {mine.pk, mentee.pk, stays.pk}


@pytest.mark.requirement("R1.08")
def test_a_mentee_pauses_here_and_stays_in_the_other_programme():
    here, there = make_programme(), make_programme()
    person = make_person()
    mine, other = make_mentee(here, person), make_mentee(there, person)
    pause(mine)
    assert in_pool(here) == set()
    assert in_pool(there) == {other.pk}


@pytest.mark.requirement("R1.08")
def test_running_partnerships_go_on_while_their_mentor_pauses():
    pair = make_partnership()
    mentor = pair.members.get(role="mentor").participation
    pause(mentor)
    assert Partnership.objects.get(pk=pair.pk).state == "active"
    page = as_(mentor.person.user).get(reverse("home:partnership", args=[pair.pk]))
    assert page.status_code == 200


def test_the_person_presses_on_their_own_page_and_the_co_ordinator_sees_until_when():
    mentor = make_mentor(make_programme())
    client = as_(mentor.person.user)
    page = reverse("programmes:pause", args=[mentor.pk])
    assert page in client.get(reverse("programmes:taking_part", args=[mentor.pk])).text
    typed = day_in(30)
    assert client.post(page, typed).status_code == 302
    assert "You pause in" in client.get(reverse("home:start")).text
    theirs = reverse("programmes:participation", args=[mentor.programme_id, mentor.pk])
    shown = as_(coordinator_of(mentor.programme)).get(theirs).text
    assert "Pauses here from" in shown
    client.post(reverse("programmes:come_back", args=[mentor.pk]))
    assert "You pause in" not in client.get(reverse("home:start")).text


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "after today"), (-5, "after today"), (800, "within the next two years")],
)
def test_a_day_that_does_not_do_is_refused_and_kept_in_the_box(days, words):
    mentor = make_mentor(make_programme())
    page = reverse("programmes:pause", args=[mentor.pk])
    typed = day_in(days)
    said = as_(mentor.person.user).post(page, typed).text
    assert words in said
    assert f'value="{typed["returns_on_year"]}"' in said
    assert not PlacePause.objects.exists()


def test_nobody_pauses_for_somebody_else():
    mentor = make_mentor(make_programme())
    for stranger in (coordinator_of(mentor.programme), make_person().user):
        with pytest.raises(NotVisible):
            actions.pause_place(mentor, until=BACK, by=stranger, at=AT)
        with pytest.raises(NotVisible):
            actions.end_place_pause(mentor, by=stranger, at=AT)


def test_pressed_twice_is_one_pause_with_the_last_day_and_coming_back_twice_is_as_once():
    mentor = make_mentor(make_programme())
    pause(mentor)
    pause(mentor, BACK + timedelta(days=1))
    row = PlacePause.objects.get()
    assert (row.since, row.returns_on) == (TODAY, BACK + timedelta(days=1))
    for _ in range(2):
        actions.end_place_pause(mentor, by=mentor.person.user, at=AT)
    assert AuditEntry.objects.filter(act="participation.came_back").count() == 1
    pause(mentor)  # and once more later: the same row
    assert PlacePause.objects.get().returns_on == BACK


def test_who_said_no_has_nothing_to_pause_and_in_a_closed_programme_nobody_has():
    mentor = make_mentor(make_programme(), state=ParticipationState.DECLINED)
    with pytest.raises(NotNow, match="nothing to pause"):
        pause(mentor)
    other = make_mentor(make_programme(state=ProgrammeState.CLOSED))
    with pytest.raises(NotNow):
        pause(other)


def test_the_database_holds_one_pause_a_place_that_does_not_end_before_it_begins():
    mentor = make_mentor(make_programme())
    yesterday = TODAY - timedelta(days=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlacePause.objects.create(participation=mentor, since=TODAY, returns_on=yesterday)
    pause(mentor)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlacePause.objects.create(participation=mentor, since=TODAY, returns_on=BACK)
