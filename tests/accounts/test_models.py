"""One account an address, kept by the database; nothing personal where accounts are printed."""

import pytest
from django.db import IntegrityError, transaction

from mentorhouse.access.policy import Relation
from mentorhouse.access.relations import HOUSE, relations_to
from mentorhouse.accounts.models import SignInInvitation, User
from tests.accounts.conftest import AT

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("R1.01")
@pytest.mark.parametrize("email", ["anwen@example.org", "Anwen@EXAMPLE.org"])
def test_no_second_account_for_an_address(user, email):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email=email)])
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user(email)
    assert User.objects.count() == 1


def test_an_account_needs_an_address(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("")


def test_an_address_is_found_however_it_is_typed(user):
    assert User.objects.get_by_natural_key(" Anwen@Example.org") == user


def test_an_account_is_printed_without_its_address(user):
    assert "anwen" not in f"{user} {user!r}"


def test_a_new_account_may_nothing(user):
    assert relations_to(HOUSE, user) == frozenset()


@pytest.mark.parametrize(
    "standing, relation",
    [
        ("may_start_programmes", Relation.PROGRAMME_STARTER),
        ("is_administrator", Relation.ADMINISTRATOR),
        ("is_auditor", Relation.AUDITOR),
    ],
)
def test_a_standing_is_a_relation_to_the_house(db, standing, relation):
    holder = User.objects.create_user("holder@example.org", **{standing: True})
    assert relations_to(HOUSE, holder) == frozenset({relation})
    holder.is_active = False
    assert relations_to(HOUSE, holder) == frozenset()


def test_a_link_that_has_expired_before_it_was_made_is_refused(user):
    with pytest.raises(IntegrityError), transaction.atomic():
        SignInInvitation.objects.create(user=user, token_hash="x", made_at=AT, expires_at=AT)
