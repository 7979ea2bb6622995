"""The database itself refuses to change a version: nothing in Python stands between."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError

from mentorhouse.agreements.models import Agreement, Clause, Signature, Version

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def refuses(statement, *values):
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, values)


@pytest.mark.requirement("R6.03")
def test_a_signed_version_cannot_change(signed):
    before = [str(c.pk) for c in Clause.objects.order_by("place")]
    refuses("UPDATE agreements_clause SET text = NULL")
    refuses("UPDATE agreements_clause SET title = %s", "Other")
    refuses("UPDATE agreements_version SET digest = %s", "0" * 64)
    refuses("UPDATE agreements_signature SET name = %s", "Somebody else")
    refuses("DELETE FROM agreements_clause")
    assert [str(c.pk) for c in Clause.objects.order_by("place")] == before


def test_nothing_is_added_to_a_signed_version(signed):
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Clause.objects.create(version=Version.objects.get(), place=99, key="more", title="More")


def test_an_unsigned_version_does_not_change_either(pair):
    pair.begin()
    refuses("UPDATE agreements_clause SET title = %s", "Other")


def test_a_signed_version_is_not_deleted_with_its_signatures_left(signed):
    with pytest.raises(ProtectedError):
        Agreement.objects.get().delete()


def test_a_whole_agreement_can_be_erased(signed):
    Signature.objects.all().delete()
    Agreement.objects.get().delete()
    assert not Clause.objects.exists()
