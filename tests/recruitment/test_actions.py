"""Imports end to end without a browser: nothing saved before it is asked for, then all."""

import pytest
from django.core.management import call_command  # noqa: F401
from django.db import connections

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.audit.models import AuditEntry
from mentorhouse.people.models import IdentityAnswer, Person
from mentorhouse.people.queries import identity_for_matching
from mentorhouse.programmes.models import Participation
from mentorhouse.recruitment.actions.ending import abandon, tidy
from mentorhouse.recruitment.actions.starting import Declaration, Spreadsheet, start_save, upload
from mentorhouse.recruitment.models import FilePiece, ImportBatch, ProblemPage
from mentorhouse.vault.models import DataKey
from tests.factories import AT, PASSWORD, make_programme, make_user
from tests.recruitment.files import (
    CANARY,
    MENTEE_HEADINGS,
    csv_file,
    mentee,
    mentor,
    xlsx_file,
)

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
CONSENT = Declaration(consent=True)


@pytest.mark.requirement("R3.09")
@pytest.mark.parametrize("made", [csv_file, xlsx_file])
def test_people_come_in_and_a_second_import_changes_nothing(importer, made):
    rows = [mentor(n) for n in range(3)]
    first = importer.save(made(rows))
    assert first.state == "saved"
    assert {k: first.counts[k] for k in ("added", "joined", "changed")} == {
        "added": 3, "joined": 3, "changed": 0,
    }  # fmt: skip
    again = importer.save(made(rows))
    assert {k: again.counts[k] for k in ("added", "joined", "changed", "people")} == {
        "added": 0, "joined": 0, "changed": 0, "people": 3,
    }  # fmt: skip
    assert (Person.objects.count(), Participation.objects.count()) == (3, 3)
    person = Person.objects.get(user__email="mentor.1@example.org")
    assert (person.name, person.grade, person.organisation.name) == (
        "Given1 Family1", "AO", "Department 1",
    )  # fmt: skip
    assert person.biography.startswith("I am mentor 1.")
