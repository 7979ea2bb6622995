"""The database itself keeps what was in force and what was accepted."""

import pytest
from django.db import DatabaseError, transaction

from mentorhouse.policies.models import Acceptance, Document
from tests.policies.conftest import AT, TODAY

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
CHANGES = (
    {"text": "Anything goes."},
    {"news": "Nothing."},
    {"number": 7},
    {"approved_by": "Nobody"},
    {"approved_on": TODAY.replace(year=2020)},
    {"state": "draft", "approved_by": "", "approved_on": None, "in_force_since": None},
)


@pytest.mark.parametrize("change", CHANGES, ids=[next(iter(c)) for c in CHANGES])
def test_a_version_that_was_in_force_is_never_changed(house, change):
    document = house.in_force()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(**change)
    assert house.again(document).text == document.text


def test_a_draft_may_be_changed_and_a_version_in_force_replaced(house):
    draft = house.write()
    Document.objects.filter(pk=draft.pk).update(text="Be very kind.")
    document = house.put(house.again(draft))
    Document.objects.filter(pk=document.pk).update(state="replaced")
    assert (house.again(document).text, house.again(document).state) == (
        "Be very kind.",
        "replaced",
    )


def test_an_acceptance_is_never_changed(house):
    house.require()
    document = house.in_force()
    house.accept(house.mentee, document)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Acceptance.objects.update(accepted_at=AT.replace(year=2020))
    assert Acceptance.objects.get().accepted_at == AT
