"""An address that changes hands: who is who goes by the account, never by the address (issue 4)."""

import pytest
from django.test import Client
from django.urls import reverse

from mentorhouse.accounts.models import User
from mentorhouse.people.models import Person
from tests.recruitment.applying import GOAL, Applicant
from tests.recruitment.files import csv_file, mentor

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def test_who_gets_an_address_that_was_somebody_elses_gets_nothing_of_theirs(importer):
    one = Applicant()
    old = one.user.email
    (row,) = one.begin("mentee")
    one.says("mentee-questions", reason=GOAL)
    User.objects.filter(pk=one.user.pk).update(email="moved.on@example.org")
    before = Person.objects.filter(pk=one.user.pk).values().get()
    importer.save(csv_file([mentor(1, **{"email address": old})]))
    newcomer = User.objects.get(email=old)
    assert newcomer.pk != one.user.pk
    assert newcomer.person.name == "Given1 Family1"
    assert Person.objects.filter(pk=one.user.pk).values().get() == before
    client = Client()
    client.force_login(newcomer)
    for name, parts in (("form", ()), ("check_answers", ()), ("applied", (row.pk,))):
        page = client.get(reverse(f"recruitment:{name}", args=[one.programme.pk, *parts]))
        assert page.status_code == 404
    assert one.sitting().drafts["mentee"].answers["reason"] == GOAL  # still its writer's
