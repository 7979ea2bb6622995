"""The figures of each week: given out once, kept as they were, read by those who steer."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from mentorhouse.audit.models import AuditEntry
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.states import ParticipationState, ProgrammeState
from mentorhouse.reporting.actions.releasing import release_all
from mentorhouse.reporting.models import Release
from mentorhouse.reporting.queries.figures import releases_of
from tests.factories import (
    AT,
    coordinator_of,
    make_mentee,
    make_mentor,
    make_person,
    make_programme,
    make_user,
)
from tests.governance.makers import make_member
from tests.together import at_once

WEEK = timedelta(days=7)


@pytest.fixture
def programme(db):
    made = make_programme()
    for number in range(6):
        make_mentor(made, make_person(f"Secret{number} Name"))
    make_mentee(made, make_person("Hidden Name"), state=ParticipationState.INVITED)
    return made


def browser(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.requirement("R2.07")
@pytest.mark.requirement("R12.04")
def test_the_group_reads_the_figures_of_the_week_and_no_name(programme):
    member = make_member(programme).user
    page = reverse("reporting:figures", args=[programme.pk])
    assert "There are no figures yet" in browser(member).get(page).content.decode()
    assert release_all(at=AT) == 1
    make_mentor(programme, make_person("Secret9 Name"))
    assert release_all(at=AT + WEEK) == 1
    newest = releases_of(member, programme).first()
    file = reverse("reporting:figures_export", args=[programme.pk, newest.pk, "csv"])
    week = reverse("reporting:figures_of_week", args=[programme.pk, newest.pk])
    for address in (page, file, week):
        text = browser(member).get(address).content.decode()
        assert "fewer than 5" in text
        assert "Secret" not in text and "Hidden" not in text
        assert "7" not in text.split("Taking part")[1][:60]  # one more since last week
    assert browser(make_user()).get(week).status_code == 404


@pytest.mark.requirement("R12.04")
def test_figures_come_once_a_week_and_stay_as_they_were_given_out(programme):
    release_all(at=AT)
    first = Release.objects.get().figures
    assert release_all(at=AT + timedelta(days=3)) == 0
    Programme.objects.filter(pk=programme.pk).update(state=ProgrammeState.ARCHIVED.value)
    assert release_all(at=AT + 2 * WEEK) == 0
    assert Release.objects.get().figures == first
    assert AuditEntry.objects.filter(act="figures.released").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_clocks_give_out_one_release(programme):
    at_once(lambda: release_all(at=AT), lambda: release_all(at=AT))
    assert Release.objects.count() == 1


@pytest.mark.parametrize("weeks", [1, 3])
def test_the_page_asks_the_same_however_many_weeks(programme, weeks, django_assert_max_num_queries):
    for week in range(weeks):
        release_all(at=AT + week * WEEK)
    keeper = browser(coordinator_of(programme))
    with django_assert_max_num_queries(12):
        keeper.get(reverse("reporting:figures", args=[programme.pk]))
