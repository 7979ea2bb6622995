"""The database itself refuses to change, delete or replace an entry."""

import pytest
from django.db import IntegrityError, connection, transaction

from mentorhouse.audit.checks import trail_is_guarded
from mentorhouse.audit.models import AuditEntry
from mentorhouse.audit.triggers import GUARD, UNGUARD


@pytest.fixture
def cursor(write):
    write()
    write()
    with connection.cursor() as opened:
        yield opened


REPLACE = {
    "sqlite": "INSERT OR REPLACE INTO audit_auditentry SELECT * FROM audit_auditentry",
    "postgresql": "INSERT INTO audit_auditentry SELECT * FROM audit_auditentry "
    "ON CONFLICT (sequence) DO UPDATE SET actor = 'x'",
}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditentry SET actor = 'x' WHERE sequence = 1",
        "UPDATE audit_auditentry SET actor = actor",
        "DELETE FROM audit_auditentry WHERE sequence = 2",
        "DELETE FROM audit_auditentry",
        REPLACE,
    ],
)
@pytest.mark.requirement("R15.05")
def test_an_entry_stays_as_it_was_written(cursor, statement):
    before = list(AuditEntry.objects.values())
    sql = statement[connection.vendor] if isinstance(statement, dict) else statement
    with pytest.raises(IntegrityError, match="audit entries are never"), transaction.atomic():
        cursor.execute(sql)
    assert list(AuditEntry.objects.values()) == before


@pytest.mark.django_db
def test_the_product_itself_cannot_either(cursor):
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEntry.objects.first().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEntry.objects.update(actor="x")


@pytest.mark.django_db
def test_a_missing_guard_is_told_and_can_be_put_back_twice(cursor):
    asked = {"databases": ["default", "keystore"]}
    assert trail_is_guarded(**asked) == []
    for statement in UNGUARD[connection.vendor]:
        cursor.execute(statement)
    (problem,) = trail_is_guarded(**asked)
    assert problem.id == "audit.E001"
    for statement in GUARD[connection.vendor] * 2:
        cursor.execute(statement)
    assert trail_is_guarded(**asked) == []


@pytest.mark.django_db
def test_the_guard_is_not_asked_for_without_a_database():
    assert trail_is_guarded(databases=None) == []


@pytest.mark.django_db(transaction=True)
def test_the_guard_stands_again_after_the_tests_emptied_the_tables(write):
    """Runs with the tests above in any order: emptying takes it off and puts it back."""
    from django.core.management import call_command

    write()
    call_command("flush", interactive=False, verbosity=0)
    assert not AuditEntry.objects.exists()
    assert trail_is_guarded(databases=["default"]) == []
