"""Deeds on profiles and identity data."""

import pytest

from mentorhouse.access.relations import NotVisible
from mentorhouse.audit.models import AuditEntry
from mentorhouse.people import actions, queries
from mentorhouse.people.models import IdentityAnswer, IdentityConsent, Person
from mentorhouse.people.rules import Profile
from mentorhouse.vault.models import DataKey
from tests.factories import AT, PASSWORD, make_person, make_user

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
Kind = IdentityAnswer.Kind
SAID = {Kind.CHARACTERISTICS: "A, B", Kind.WANTS_SIMILAR: "yes"}


def acts() -> list[str]:
    return list(AuditEntry.objects.order_by("sequence").values_list("act", flat=True))


def test_one_changes_ones_own_profile_and_nobody_elses():
    person = make_person("Ada Example")
    actions.change_profile(
        person, {"given_name": " Ann ", "organisation": "New Body"}, by=person.user, at=AT
    )
    person.refresh_from_db()
    assert (person.name, person.organisation.name) == ("Ann Example", "New Body")
    with pytest.raises(NotVisible):
        actions.change_profile(person, {"given_name": "X"}, by=make_user(), at=AT)
    with pytest.raises(ValueError, match="no field"):
        actions.change_profile(person, {"user": "X"}, by=person.user, at=AT)


def test_an_account_without_a_profile_gets_one():
    user = make_user()
    actions.change_profile(Person(user=user), {"given_name": "Ada"}, by=user, at=AT)
    assert queries.own_profile(user).name == "Ada"


@pytest.mark.requirement("R1.01")
def test_the_same_address_is_one_person_whoever_brings_them():
    by = make_user()
    first = actions.bring_in([Profile("a@example.org", "Ada", grade="SEO")], by=by, at=AT)
    again = actions.bring_in([Profile("A@example.org", "Ada", grade="SEO")], by=by, at=AT)
    assert (first.added, again.added, again.filled) == (1, 0, 0)
    assert first.people["a@example.org"] == again.people["A@example.org"]
    assert acts() == ["person.brought_in"]


@pytest.mark.requirement("R3.09")
def test_an_import_fills_gaps_and_overwrites_nothing_that_its_owner_may_have_written():
    user = make_user(password=PASSWORD)
    person = make_person("Ada Example", user=user, organisation="Known Body", grade="G6")
    brought = Profile(
        person.user.email, "Adele", grade="SEO", location="Leeds", organisation="Other Body"
    )
    result = actions.bring_in([brought], by=make_user(), at=AT)
    person.refresh_from_db()
    assert (person.name, person.grade, person.location) == ("Ada Example", "G6", "Leeds")
    assert person.organisation.name == "Known Body"
    assert (result.added, result.filled, result.kept) == (0, 1, 1)


@pytest.mark.requirement("R3.09")
def test_before_somebody_has_set_up_sign_in_the_newest_import_counts():
    person = make_person("Ada Example", organisation="Known Body", grade="G6")
    brought = Profile(person.user.email, "Adele", grade="SEO", organisation="known  body")
    result = actions.bring_in([brought], by=make_user(), at=AT)
    person.refresh_from_db()
    assert (person.name, person.grade) == ("Adele Example", "SEO")
    assert person.organisation.name == "Known Body"
    assert (result.added, result.filled, result.kept) == (0, 1, 0)
    assert actions.bring_in([brought], by=make_user(), at=AT).filled == 0


@pytest.mark.requirement("R1.07")
def test_identity_data_is_sealed_and_opens_for_its_owner_and_the_match_run_only():
    person = make_person()
    actions.give_identity(person, SAID, by=person.user, at=AT)
    assert queries.own_identity(person.user, at=AT) == SAID
    assert queries.own_identity(make_user(), at=AT) == {}
    assert queries.identity_for_matching([person.pk], at=AT) == {person.pk: SAID}
    assert b"A, B" not in raw_values()


def raw_values() -> bytes:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM people_identityanswer")
        return b"".join(bytes(row[0]) for row in cursor.fetchall())


@pytest.mark.requirement("R1.07")
def test_withdrawing_deletes_the_values_and_their_key_and_the_next_run_ignores_them():
    person = make_person()
    actions.give_identity(person, SAID, by=person.user, at=AT)
    assert IdentityAnswer.objects.count() == 2
    actions.withdraw_identity(person, by=person.user, at=AT)
    actions.withdraw_identity(person, by=person.user, at=AT)
    assert not IdentityConsent.objects.exists()
    assert not IdentityAnswer.objects.exists()
    assert queries.identity_for_matching([person.pk], at=AT) == {}
    key = DataKey.objects.get(owner_kind="identity", owner_id=str(person.pk))
    assert key.wrapped is None
    assert acts().count("identity.withdrawn") == 1


@pytest.mark.requirement("R1.07")
def test_an_older_backup_brings_nothing_back_and_keeps_nobody_from_being_matched():
    gone, stays = make_person(), make_person()
    for person in (gone, stays):
        actions.give_identity(person, SAID, by=person.user, at=AT)
    backup = [(row.consent, row) for row in IdentityAnswer.objects.filter(consent__person=gone)]
    actions.withdraw_identity(gone, by=gone.user, at=AT)
    backup[0][0].save(force_insert=True)
    for _, row in backup:
        row.save(force_insert=True)
    assert queries.identity_for_matching([gone.pk, stays.pk], at=AT) == {stays.pk: SAID}
    assert queries.own_identity(gone.user, at=AT) == {}


@pytest.mark.requirement("R1.07")
def test_no_import_brings_back_what_was_withdrawn_or_overwrites_what_was_given():
    by = make_user()
    new, gave, withdrew = make_person(), make_person(), make_person()
    actions.give_identity(gave, {Kind.CHARACTERISTICS: "mine"}, by=gave.user, at=AT)
    actions.give_identity(withdrew, SAID, by=withdrew.user, at=AT)
    actions.withdraw_identity(withdrew, by=withdrew.user, at=AT)
    told = {who: {Kind.CHARACTERISTICS: "imported"} for who in (new, gave, withdrew)}
    assert actions.declare_identity(told, by=by, at=AT) == {new}
    found = queries.identity_for_matching([new.pk, gave.pk, withdrew.pk], at=AT)
    assert found == {
        new.pk: {Kind.CHARACTERISTICS: "imported"},
        gave.pk: {Kind.CHARACTERISTICS: "mine"},
    }


def test_an_import_without_answers_makes_no_consent():
    person = make_person()
    actions.declare_identity({person: {Kind.CHARACTERISTICS: "  "}}, by=make_user(), at=AT)
    assert not IdentityConsent.objects.exists()
    assert acts() == []


@pytest.mark.requirement("R1.07")
def test_nobody_gives_or_withdraws_for_another():
    person, other = make_person(), make_user()
    actions.give_identity(person, SAID, by=person.user, at=AT)
    with pytest.raises(NotVisible):
        actions.give_identity(person, {}, by=other, at=AT)
    with pytest.raises(NotVisible):
        actions.withdraw_identity(person, by=other, at=AT)
    assert queries.own_identity(person.user, at=AT) == SAID


def test_one_may_change_ones_mind_after_withdrawing():
    person = make_person()
    actions.withdraw_identity(person, by=person.user, at=AT)
    actions.give_identity(person, SAID, by=person.user, at=AT)
    assert queries.own_identity(person.user, at=AT) == SAID
