"""What a co-ordinator cannot read of agreements, and what reading leaves."""

import pytest

from mentorhouse.access.relations import NotVisible
from mentorhouse.agreements import queries
from mentorhouse.audit.models import AuditEntry
from tests.agreements.conftest import AT
from tests.factories import coordinator_of

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def test_a_coordinator_reads_no_agreement(signed):
    coordinator = coordinator_of(signed.programme)
    with pytest.raises(NotVisible):
        signed.read(coordinator)
    with pytest.raises(NotVisible):
        queries.read_version(coordinator, signed.agreement(signed.mentor), 1, at=AT)
    with pytest.raises(NotVisible):
        queries.versions_of(coordinator, signed.agreement(signed.mentor))


def test_reading_a_version_leaves_one_entry_for_all_its_clauses(pair):
    pair.begin()
    before = AuditEntry.objects.count()
    pair.read(pair.mentor)
    entry = AuditEntry.objects.order_by("sequence").last()
    assert AuditEntry.objects.count() == before + 1
    assert (entry.act, entry.actor, entry.subject_id) == (
        "vault.text_opened", str(pair.mentor.pk), str(pair.id),
    )  # fmt: skip
