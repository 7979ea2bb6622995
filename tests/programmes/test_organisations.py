"""Who comes from where, and what is said of an organisation (R1.02)."""

import pytest
from django.test import Client
from django.urls import reverse

from mentorhouse.access.relations import NotVisible
from mentorhouse.organisations.actions import PartOfItself, Said, describe
from tests.factories import (
    AT,
    coordinator_of,
    make_mentee,
    make_mentor,
    make_organisation,
    make_person,
    make_programme,
)

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


@pytest.fixture
def programme():
    made = make_programme()
    make_mentor(made, make_person(organisation="North Body", grade="SCS1"))
    make_mentee(made, make_person(organisation="South Body"))
    return made


def as_(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.requirement("R1.02")
def test_a_programme_shows_who_comes_from_where(programme):
    client = as_(coordinator_of(programme))
    north = make_organisation("North Body")
    page = reverse("programmes:organisation", args=[programme.pk, north.pk])
    client.post(page, {"kind": "trust", "region": "North", "parent": "Whole System"})
    text = client.get(reverse("programmes:organisations", args=[programme.pk])).content.decode()
    for said in ("North Body", "South Body", "NHS trust", "Whole System"):
        assert said in text
    north.refresh_from_db()
    assert (north.kind, north.region, north.parent.name) == ("trust", "North", "Whole System")


def test_nobody_is_part_of_themselves_however_far_up(programme):
    by = coordinator_of(programme)
    north, south = make_organisation("North Body"), make_organisation("South Body")
    describe(south, Said("other", "", "North Body"), by=by, at=AT)
    for parent in ("South Body", "north  body"):
        with pytest.raises(PartOfItself):
            describe(north, Said("other", "", parent), by=by, at=AT)
    page = reverse("programmes:organisation", args=[programme.pk, north.pk])
    text = as_(by).post(page, {"kind": "trust", "parent": "South Body"}).content.decode()
    assert "cannot be part of one of its own parts" in text


def test_who_runs_no_programme_with_its_people_describes_it_not(programme):
    north = make_organisation("North Body")
    with pytest.raises(NotVisible):
        describe(north, Said("trust", "", ""), by=coordinator_of(make_programme()), at=AT)
