"""One's own pages: profile and identity data, and that there are no others."""

import pytest
from django.test import Client
from django.urls import reverse

from mentorhouse.people import actions, queries
from mentorhouse.people.models import IdentityAnswer, Person
from tests.factories import AT, make_person, make_user

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
Kind = IdentityAnswer.Kind
PAGES = ("profile", "edit", "identity", "give_identity", "withdraw_identity")


def as_(user):
    client = Client()
    client.force_login(user)
    return client


def page(name):
    return reverse(f"people:{name}")


def test_every_page_shows_ones_own_and_asks_others_to_sign_in():
    me, other = make_person("Ada Example"), make_person("Bea Sample")
    for name in PAGES:
        reply = as_(me.user).get(page(name))
        assert reply.status_code == 200, name
        assert other.name not in reply.content.decode()
        assert Client().get(page(name)).status_code == 302


def test_who_has_no_profile_writes_one_first():
    user = make_user()
    client = as_(user)
    assert client.get(page("profile")).url == page("edit")
    assert client.get(page("identity")).status_code == 404
    client.post(page("edit"), {"given_name": "Ada", "organisation": "North Body"})
    assert Person.objects.get(user=user).organisation.name == "North Body"


def test_a_profile_changes_and_an_empty_name_is_refused_at_its_box():
    me = make_person("Ada Example", organisation="North Body")
    client = as_(me.user)
    refused = client.post(page("edit"), {"given_name": "", "family_name": "New"})
    assert "Write at least one name." in refused.content.decode()
    client.post(page("edit"), {"given_name": "Ada", "family_name": "New", "organisation": ""})
    me.refresh_from_db()
    assert (me.name, me.organisation) == ("Ada New", None)


@pytest.mark.requirement("R1.07")
def test_identity_data_needs_the_tick_of_consent():
    me = make_person()
    client = as_(me.user)
    refused = client.post(page("give_identity"), {"characteristics": "carer"})
    assert "Tick the box" in refused.content.decode()
    assert not IdentityAnswer.objects.exists()
    client.post(page("give_identity"), {"characteristics": "carer", "consent": "on"})
    assert queries.own_identity(me.user, at=AT) == {Kind.CHARACTERISTICS: "carer"}
    assert "carer" in client.get(page("identity")).content.decode()


@pytest.mark.requirement("R1.07")
def test_withdrawing_is_asked_once_and_then_nothing_is_left():
    me = make_person()
    actions.give_identity(me, {Kind.CHARACTERISTICS: "left-handed"}, by=me.user, at=AT)
    client = as_(me.user)
    assert "left-handed" in client.get(page("identity")).content.decode()
    client.get(page("withdraw_identity"))
    assert IdentityAnswer.objects.exists()
    client.post(page("withdraw_identity"))
    assert not IdentityAnswer.objects.exists()
    assert "left-handed" not in client.get(page("identity")).content.decode()
    assert "left-handed" not in client.get(page("give_identity")).content.decode()


def test_an_imported_consent_says_who_declared_it():
    me = make_person()
    actions.declare_identity({me: {Kind.CHARACTERISTICS: "x"}}, by=make_user(), at=AT)
    assert "A co-ordinator declared" in as_(me.user).get(page("identity")).content.decode()


def test_the_box_of_the_line_manager_says_what_co_ordinators_are_told():
    text = as_(make_person().user).get(page("edit")).content.decode()
    assert "Only you see the address" in text
    assert "If your partner is or becomes your manager, co-ordinators are told so." in text
