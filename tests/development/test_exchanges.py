"""Feedback, opportunities and resources: given, answered once, and read by nobody else."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.development.actions import exchanges as actions
from mentorhouse.development.models import Exchange, Sheet
from mentorhouse.development.queries import exchanges as queries
from mentorhouse.development.queries.sheets import own_of_kind
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.states import Ending, PartnershipState
from tests.development.conftest import AT
from tests.factories import coordinator_of

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
PDF = b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def given(pair, kind, by, topic="Planted topic"):
    return actions.give(pair.row(by), kind, {"topic": topic}, once=uuid4(), by=by, at=AT)


@pytest.mark.requirement("R8.11")
def test_feedback_is_given_on_request_once(pair, client):
    asked = given(pair, "feedback", pair.mentee)
    with pytest.raises(NotVisible):
        actions.answer(asked, "answered", {}, by=pair.mentee, at=AT)
    client.force_login(pair.mentor)
    page = reverse("development:exchange", args=[pair.id, asked.pk])
    assert (
        "Enter what I would try next time" in client.post(page, {"well": "Calm"}).content.decode()
    )
    said = {"well": "Calm", "seen": "Two pauses", "next": "Begin with the ask"}
    assert client.post(page, said).status_code == 302
    client.force_login(pair.mentee)
    assert "Begin with the ask" in client.get(page).content.decode()
    with pytest.raises(NotNow):
        actions.answer(asked, "answered", said, by=pair.mentor, at=AT)


@pytest.mark.requirement("R8.14", "R8.09")
def test_an_opportunity_that_is_accepted_becomes_a_learning_activity(pair):
    with pytest.raises(NotVisible):
        given(pair, "opportunity", pair.mentee)
    offered = given(pair, "opportunity", pair.mentor, "Shadow the board")
    actions.answer(offered, "accepted", {}, by=pair.mentee, at=AT)
    found = own_of_kind(pair.mentee, pair.row(), "activity", at=AT)
    assert [one.title for one in found] == ["Shadow the board"]
    assert not found[0].sheet.shared
    declined = given(pair, "opportunity", pair.mentor)
    actions.answer(declined, "declined", {}, by=pair.mentee, at=AT)
    assert Sheet.objects.count() == 1


@pytest.mark.requirement("R8.12")
def test_files_of_a_wrong_type_are_refused_with_a_reason_and_good_ones_sealed(pair, client):
    client.force_login(pair.mentee)
    page = reverse("development:exchange_give", args=[pair.id, "resource"])
    sent = {"once": str(uuid4()), "topic": "A chapter", "link": "javascript:alert(1)"}
    wrong = SimpleUploadedFile("chapter.pdf", b"MZ\x90 program")
    refused = client.post(page, sent | {"file": wrong}).content.decode()
    assert "This file is something else, whatever its name says" in refused
    assert "A chapter" in refused
    assert not Exchange.objects.exists()
    good = SimpleUploadedFile("chapter.pdf", PDF)
    assert client.post(page, sent | {"link": "", "file": good}).status_code == 302
    row = Exchange.objects.get()
    client.force_login(pair.mentor)
    answer = client.get(reverse("development:exchange_file", args=[pair.id, row.pk]))
    assert answer.content == PDF
    assert "attachment" in answer["Content-Disposition"]


def test_after_the_end_it_stays_readable_and_nothing_new_comes(pair):
    shared = given(pair, "resource", pair.mentor)
    with pytest.raises(NotVisible):
        queries.exchanges_in(coordinator_of(pair.programme), pair.row())
    raw = Exchange.objects.extra(select={"raw": "words"}).values_list("raw").get()
    assert b"Planted" not in bytes(raw[0])
    Partnership.objects.filter(pk=pair.id).update(
        state=PartnershipState.ENDED.value, ending=Ending.PLANNED.value, ended_at=AT
    )
    row = queries.exchange_for(pair.mentee, pair.row(), shared.pk)
    assert queries.opened(pair.mentee, [row], at=AT)[0].words["topic"] == "Planted topic"
    with pytest.raises(NotVisible):
        given(pair, "resource", pair.mentor)
