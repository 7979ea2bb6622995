"""Switching language changes interface, e-mails and documents (R13.04)."""

import io

import docx
import pytest
from django.test import Client
from pypdf import PdfReader

from mentorhouse.accounts.actions import choose_language
from mentorhouse.notifications import post
from mentorhouse.notifications.worker.outbox import drain
from tests.factories import AT, complete_design, make_mentee, make_programme
from tests.notifications.conftest import Memory

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
PURPOSE = {"language": "cy", "text": "To help people grow.", "says": "Helpu pobl i dyfu."}


@pytest.fixture
def part():
    spoken = {"public": {"second_language": "cy"}, "translations": [PURPOSE]}
    return make_mentee(make_programme(design=complete_design(**spoken)))


def opened(user, address: str):
    client = Client()
    client.force_login(user)
    return client.get(address)


@pytest.mark.requirement("R13.04")
def test_switching_changes_pages_letters_and_documents(part):
    user = part.person.user
    guide = f"/programmes/{part.programme_id}/guides/mentee/"
    taking_part = f"/programmes/taking-part/{part.pk}/"

    def page(address: str) -> str:
        return opened(user, address).content.decode()

    assert "To help people grow." in page(taking_part)
    assert "Dates and numbers" in page(guide)
    choose_language(user, "cy", at=AT)
    user.refresh_from_db()
    assert "Helpu pobl i dyfu." in page(taking_part)
    assert "Dyddiadau a niferoedd" in page(guide)

    pdf = opened(user, f"{guide}as/pdf/").content
    reader = PdfReader(io.BytesIO(pdf))
    assert reader.trailer["/Root"]["/Lang"] == "cy"
    assert "Dyddiadau a niferoedd" in "".join(one.extract_text() for one in reader.pages)
    word = docx.Document(io.BytesIO(opened(user, f"{guide}as/word/").content))
    assert word.core_properties.language == "cy"
    assert "Dyddiadau a niferoedd" in [paragraph.text for paragraph in word.paragraphs]

    post("account.reset", to=user, about={}, at=AT, key="x")
    out = Memory()
    drain(out)
    assert out.messages[0].subject.startswith("Dewis cyfrinair newydd")
