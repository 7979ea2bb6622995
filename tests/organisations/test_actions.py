"""Organisations come in once, however they are written."""

import pytest

from mentorhouse.organisations.actions import find_or_add
from mentorhouse.organisations.models import Organisation

pytestmark = pytest.mark.django_db


def test_one_body_however_it_is_written():
    found = find_or_add(["North  Trust", "NORTH TRUST", "  ", "Siân’s House", "Sian's house"])
    assert found["North  Trust"] == found["NORTH TRUST"]
    assert found["Siân’s House"] == found["Sian's house"]
    assert Organisation.objects.count() == 2


def test_what_is_known_is_found_and_keeps_its_name():
    first = find_or_add(["North Trust"])["North Trust"]
    assert find_or_add(["north trust"])["north trust"] == first
    assert Organisation.objects.get().name == "North Trust"
