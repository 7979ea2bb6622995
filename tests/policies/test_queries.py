"""Whose document is whose, counts and lists, and facts for other rooms."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentorhouse.access.relations import NotVisible
from mentorhouse.policies.models import Document
from mentorhouse.policies.queries import keeping, mine, people
from mentorhouse.policies.states import Standing
from mentorhouse.programmes.models import Coordinator
from tests.factories import AT as LONG_AGO
from tests.factories import make_mentee, make_mentor, make_person, make_user
from tests.policies.conftest import TODAY

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


@pytest.fixture
def two_documents(house):
    """Conduct, asked of everyone: Aspen Trust has its own document."""
    house.require()
    common = house.in_force("For everyone.")
    own = house.in_force("For Aspen.", organisation=house.mentor.organisation)
    return common, own


@pytest.mark.requirement("R2.22")
def test_each_organisation_s_people_see_and_accept_their_own_document(house, two_documents):
    _, aspens = two_documents
    birches = house.in_force("For Birch.", organisation=house.mentee.organisation)
    for person, theirs, others in (
        (house.mentor, aspens, birches),
        (house.mentee, birches, aspens),
    ):
        assert [one.document for one in mine.waiting_for(person.user)] == [theirs]
        assert keeping.version_for(person.user, theirs.pk).text == theirs.text
        with pytest.raises(NotVisible):
            keeping.version_for(person.user, others.pk)
        with pytest.raises(NotVisible):
            house.accept(person, others)
        house.accept(person, theirs)
        assert mine.waiting_for(person.user) == []


@pytest.mark.requirement("R2.22")
def test_who_has_none_of_their_own_has_the_common_one(house, two_documents):
    common, own = two_documents
    assert [one.document for one in mine.waiting_for(house.mentee.user)] == [common]
    assert [one.document for one in mine.waiting_for(house.mentor.user)] == [own]
    lone = make_person()
    lone.organisation = None
    lone.save()
    make_mentee(house.programme, lone)
    assert [one.document for one in mine.waiting_for(lone.user)] == [common]


def test_who_moves_to_another_organisation_is_asked_for_its_document(house, two_documents):
    common, own = two_documents
    house.accept(house.mentee, common)
    house.mentee.organisation = house.mentor.organisation
    house.mentee.save()
    assert [one.document for one in mine.waiting_for(house.mentee.user)] == [own]


def test_counts_and_names_agree(house, two_documents):
    common, own = two_documents
    both = make_person(organisation="Birch Council")
    make_mentor(house.programme, both)
    make_mentee(house.programme, both)  # in both roles, counted once
    house.accept(house.mentee, common)
    house.accept(house.mentor, own)
    tallies = people.tallies_in(house.coordinator, house.programme)
    assert {key: (t.asked, t.accepted, t.waiting) for key, t in tallies.items()} == {
        common.pk: (2, 1, 1),
        own.pk: (1, 1, 0),
    }
    names = people.people_of(house.coordinator, house.again(common))
    assert set(names) == {house.mentee, both}
    waiting = people.people_of(house.coordinator, house.again(common), only="waiting")
    assert list(waiting) == [both]
    by_day = people.people_of(house.coordinator, house.again(common), order="-accepted")
    assert {one.pk: people.when_accepted(one) is None for one in by_day} == {
        house.mentee.pk: False,
        both.pk: True,
    }


@pytest.mark.parametrize("of, asked", [("mentor", 1), ("mentee", 1), ("both", 2), ("nobody", 0)])
def test_of_whom_it_is_asked(house, of, asked):
    house.require(of=of)
    document = house.in_force()
    tally = people.tallies_in(house.coordinator, house.programme)[document.pk]
    assert tally.asked == asked
    assert people.people_of(house.coordinator, house.again(document)).count() == asked


def test_an_old_version_lists_who_accepted_it(house):
    house.require()
    old = house.in_force()
    house.accept(house.mentee, old)
    house.in_force("New")
    assert list(people.people_of(house.coordinator, house.again(old))) == [house.mentee]


def test_the_list_holds_all_thirteen_and_the_facts_say_what_is_in_force(house):
    house.require(review_on=TODAY, owner_name="Olive Owner")
    document = house.in_force(key="conduct")
    house.write(key="values")
    kept = keeping.policies_in(house.coordinator, house.programme, today=TODAY)
    standings = {one.policy.key: one.standing for one in kept}
    assert len(standings) == 13
    assert standings["conduct"] is Standing.REVIEW_DUE
    assert standings["values"] is Standing.DRAFT_WAITING
    assert standings["complaints"] is Standing.EMPTY
    facts = {fact.key: fact for fact in keeping.policy_facts(
        house.mentee.user, house.programme, today=TODAY
    )}  # fmt: skip
    assert (facts["conduct"].owner, facts["values"].documents) == ("Olive Owner", ())
    (fact,) = facts["conduct"].documents
    assert (fact.id, fact.number, fact.approved_by) == (document.pk, 1, "The steering group")
    with pytest.raises(NotVisible):
        keeping.policy_facts(make_user(), house.programme, today=TODAY)


def test_a_successor_looks_after_what_the_one_who_left_looked_after(house):
    house.require(owner_id=house.coordinator.pk)
    heir = make_person("Hugh Heir").user
    hers = {"programme": house.programme, "since": LONG_AGO}
    successor = Coordinator.objects.create(user=heir, **hers)
    assert keeping.owner_of(house.policy()) == "Cora Keeper"
    house.programme.coordinators.filter(user=house.coordinator).update(
        ended_at=LONG_AGO, successor=successor
    )
    assert keeping.owner_of(house.policy(viewer=heir)) == "Hugh Heir"
    (fact, *_) = keeping.policy_facts(heir, house.programme, today=TODAY)
    assert fact.owner == "Hugh Heir"


def test_an_address_that_means_nothing_is_absent(house):
    policy = house.policy()
    for whose in ("nobody", "00000000-0000-4000-8000-000000000000"):
        with pytest.raises(NotVisible):
            keeping.organisation_of(house.coordinator, policy, whose)
    with pytest.raises(NotVisible):
        house.policy("no-such")
    other = house.in_force(key="values")
    with pytest.raises(NotVisible):
        keeping.version_in(house.coordinator, policy, other.pk)


def test_an_organisation_whose_people_left_keeps_its_document(house):
    organisation = house.mentor.organisation
    house.in_force(organisation=organisation)
    house.mentor.participations.all().delete()
    policy = house.policy()
    assert keeping.organisation_of(house.coordinator, policy, str(organisation.pk)) == organisation


def test_who_left_keeps_what_they_accepted_and_nothing_else(house):
    house.require()
    accepted, other = house.in_force(), house.in_force(key="values")
    house.accept(house.mentee, accepted)
    house.mentee.participations.update(state="declined")
    assert keeping.version_for(house.mentee.user, accepted.pk).text
    with pytest.raises(NotVisible):
        keeping.version_for(house.mentee.user, other.pk)


def test_the_number_of_queries_does_not_grow(house):
    counts = []
    for keys in (["conduct"], ["values", "complaints"]):
        for key in keys:
            house.require(key=key)
            house.in_force(key=key)
            house.in_force(key=key, organisation=house.mentor.organisation)
        with CaptureQueriesContext(connection) as asked:
            assert len(mine.waiting_for(house.mentee.user)) == Document.objects.count() // 2
            people.tallies_in(house.coordinator, house.programme)
            keeping.policies_in(house.coordinator, house.programme, today=TODAY)
        counts.append(len(asked))
    assert counts[0] == counts[1] < 20
