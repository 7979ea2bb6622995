"""A large invented programme for measuring: the size asked for, the same for the same seed."""

import pytest

from mentorhouse.demo.large import COORDINATOR, fill_large
from mentorhouse.partnerships.models import Partnership
from mentorhouse.programmes.models import Participation
from tests.factories import AT

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def names(programme):
    rows = Participation.objects.filter(programme=programme)
    return sorted(rows.values_list("role", "person__family_name", "person__given_name"))


def test_it_has_the_size_asked_for_and_half_are_mentors():
    told = []
    programme = fill_large(people=101, seed=3, at=AT, told=told.append)
    roles = list(programme.participations.values_list("role", flat=True))
    assert (len(roles), roles.count("mentor"), roles.count("mentee")) == (101, 51, 50)
    assert Partnership.objects.filter(programme=programme).count() == 20
    assert programme.participations.filter(places_taken=1).count() == 40
    assert programme.coordinators.get().user.email == COORDINATOR
    assert told == [101]


def test_the_same_seed_makes_the_same_people():
    first, again, other = (fill_large(people=40, seed=seed, at=AT) for seed in (1, 1, 2))
    assert names(first) == names(again)
    assert names(first) != names(other)
