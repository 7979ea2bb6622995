"""The reminder: what it says, and when it is not sent."""

import pytest

from mentorhouse.policies.emails import waiting

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def test_the_reminder_names_the_programme_and_nothing_else(house):
    house.require()
    house.in_force()
    about = {"programme": str(house.programme.pk)}
    letter = waiting(house.mentee.user, about)
    assert letter.subject == f"Please read a policy: {house.programme.name}"
    assert letter.link.url.endswith("/policies/to-accept/")
    assert "Conduct" not in " ".join(letter.paragraphs)
    house.require(key="values")
    house.in_force(key="values")
    assert "2 policies" in waiting(house.mentee.user, about).subject


def test_nothing_is_sent_to_who_has_accepted_meanwhile(house):
    house.require()
    house.accept(house.mentee, house.in_force())
    assert waiting(house.mentee.user, {"programme": str(house.programme.pk)}) is None
