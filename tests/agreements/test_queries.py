"""What a desk may know of agreements, and what it cannot read."""

from uuid import uuid4

import pytest

from mentorhouse.access.relations import NotVisible
from mentorhouse.agreements import queries
from mentorhouse.agreements.models import Agreement
from mentorhouse.agreements.queries import SignedFact
from mentorhouse.agreements.states import AgreementState
from mentorhouse.audit.models import AuditEntry
from mentorhouse.partnerships.models import Partnership
from tests.agreements.conftest import AT, Pair
from tests.factories import coordinator_of, make_partnership, make_user

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def test_a_desk_knows_that_it_is_signed_and_when_and_reads_nothing(signed):
    coordinator = coordinator_of(signed.programme)
    entries = AuditEntry.objects.count()
    facts = queries.signed_facts_in(coordinator, signed.programme)
    assert facts == {signed.id: SignedFact(AgreementState.SIGNED, AT)}
    assert AuditEntry.objects.count() == entries
    with pytest.raises(NotVisible):
        signed.read(coordinator)
    with pytest.raises(NotVisible):
        queries.read_version(coordinator, signed.agreement(signed.mentor), 1, at=AT)
    with pytest.raises(NotVisible):
        queries.versions_of(coordinator, signed.agreement(signed.mentor))


def test_what_was_in_force_stays_known_while_a_change_waits(signed):
    signed.write(signed.mentor, purpose="Anew")
    facts = queries.signed_facts_in(coordinator_of(signed.programme), signed.programme)
    assert facts[signed.id] == SignedFact(AgreementState.AMENDED, AT)


def test_facts_are_of_one_programme_and_for_those_who_run_it(pair):
    Pair(make_partnership()).begin()
    pair.begin()
    facts = queries.signed_facts_in(coordinator_of(pair.programme), pair.programme)
    assert set(facts) == {pair.id}
    for other in (make_user(), pair.mentor):
        with pytest.raises(NotVisible):
            queries.signed_facts_in(other, pair.programme)


def test_facts_of_many_pairs_cost_one_query(pair, django_assert_num_queries):
    Partnership.objects.bulk_create(
        Partnership(
            id=uuid4(), programme=pair.programme, state="active", offered_at=AT, policy_version=1
        )
        for _ in range(1000)
    )
    Agreement.objects.bulk_create(
        Agreement(partnership_id=pk, began_at=AT)
        for pk in Partnership.objects.values_list("pk", flat=True)
    )
    coordinator = coordinator_of(pair.programme)
    with django_assert_num_queries(3):  # what the viewer is to the programme (two), and the facts
        assert len(queries.signed_facts_in(coordinator, pair.programme)) == 1001


def test_reading_a_version_leaves_one_entry_for_all_its_clauses(pair):
    pair.begin()
    before = AuditEntry.objects.count()
    pair.read(pair.mentor)
    entry = AuditEntry.objects.order_by("sequence").last()
    assert AuditEntry.objects.count() == before + 1
    assert (entry.act, entry.actor, entry.subject_id) == (
        "vault.text_opened", str(pair.mentor.pk), str(pair.id),
    )  # fmt: skip
