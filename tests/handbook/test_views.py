import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentorhouse.handbook.rules import Key
from mentorhouse.programmes.states import ProgrammeState
from tests.factories import (
    complete_design,
    coordinator_of,
    make_mentee,
    make_mentor,
    make_partnership,
    make_programme,
    make_user,
)
from tests.handbook.conftest import FULL

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


@pytest.fixture
def programme(design):
    return make_programme(design=design)


@pytest.fixture
def browser(programme):
    client = Client()
    client.force_login(coordinator_of(programme))
    return client


def page(name, programme, *args):
    return reverse(f"handbook:{name}", args=[programme.pk, *args])


def words(answer):
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_list_names_every_document_and_its_files(programme, browser):
    html = words(browser.get(page("documents", programme)))
    for key in Key:
        assert page("book", programme, key.value) in html
        assert page("download", programme, key.value, "pdf") in html
    assert reverse("governance:messages", args=[programme.pk]) in html  # the communication plan


@pytest.mark.parametrize("key", list(Key))
def test_every_document_can_be_read_and_taken_away(key, programme, browser):
    assert programme.name in words(browser.get(page("book", programme, key.value)))
    for kind, begins in (("word", b"PK"), ("pdf", b"%PDF")):
        answer = browser.get(page("download", programme, key.value, kind))
        assert answer.content.startswith(begins)
        assert answer["Content-Disposition"].startswith("attachment")


def test_unknown_documents_kinds_and_sections_are_absent(programme, browser):
    for address in (
        page("book", programme, "nothing"),
        page("download", programme, "policy", "exe"),
        page("section", programme, "policy", "nothing"),
        page("guide", programme, "manager"),
    ):
        assert browser.get(address).status_code == 404, address


@pytest.mark.requirement("R2.12")
def test_a_section_is_written_in_own_words_and_given_back(programme, browser):
    address = page("section", programme, "policy", "purpose")
    assert "To help people lead with confidence." in words(browser.get(address))
    browser.post(address, {"text": "We grow **together**.", "before": ""})
    html = words(browser.get(page("book", programme, "policy")))
    assert "We grow <strong>together</strong>." in html and "Your own words" in html
    assert "lead with confidence" not in html
    both = words(browser.get(address))
    assert "lead with confidence" in both and "We grow **together**." in both
    browser.post(address, {"text": "", "before": "We grow **together**."})
    assert "lead with confidence" in words(browser.get(page("book", programme, "policy")))


def test_two_coordinators_write_the_same_section(programme, browser):
    address = page("section", programme, "policy", "purpose")
    browser.post(address, {"text": "The first.", "before": ""})
    html = words(browser.post(address, {"text": "The second.", "before": ""}))
    assert "Someone else changed this section" in html
    assert "The first." in html and "The second." in html
    assert browser.post(address, {"text": "Both.", "before": "The first."}).status_code == 302


def test_a_text_that_is_too_long_is_kept_and_refused(programme, browser):
    address = page("section", programme, "policy", "purpose")
    html = words(browser.post(address, {"text": "long " * 2000, "before": ""}))
    assert "There is a problem" in html and "long long" in html
    programme.refresh_from_db()
    assert programme.design.documents == {}


@pytest.mark.requirement("R2.15")
@pytest.mark.parametrize("state", list(ProgrammeState))
def test_the_public_page_is_public_only_while_the_programme_is_open(state, design, client):
    programme = make_programme(design=design, state=state)
    answer = client.get(page("public", programme))
    if state in {"recruiting", "matching", "running"}:
        assert "Somebody to think with." in words(answer)
    else:
        assert answer.status_code == 404
        assert "Somebody to think with." not in answer.content.decode()


@pytest.mark.requirement("R3.12")
@pytest.mark.parametrize("free", [True, False])
def test_public_page_and_guide_say_whether_it_is_free(free, client):
    price = "It costs your organisation 20 pounds."
    charge = {"free": free, "explanation": "" if free else price}
    programme = make_programme(design=complete_design(charge=charge))
    client.force_login(make_mentee(programme).person.user)
    guide = " ".join(words(client.get(page("guide", programme, "mentee"))).split())
    public = words(client.get(page("public", programme)))
    assert "Free of charge" in guide
    assert (price in guide, price in public) == (not free, not free)
    assert ("Taking part is free of charge." in public) is free
    if free:
        assert re.search(r"Free of charge</dt>\s*<dd[^>]*>\s*Yes", guide)


@pytest.mark.requirement("R13.02")
@pytest.mark.parametrize("role", ["mentor", "mentee"])
def test_those_who_take_part_read_their_guide_and_nobody_else(role, programme, client):
    address = page("guide", programme, role)
    member = (make_mentor if role == "mentor" else make_mentee)(programme).person.user
    client.force_login(member)
    html = words(client.get(address))
    assert "mentoring@example.org" in html and "4 January 2027" in html
    assert client.get(page("download_guide", programme, role, "pdf")).content.startswith(b"%PDF")
    assert client.get(page("book", programme, "manual")).status_code == 404
    client.force_login(make_user())
    assert client.get(address).status_code == 404


@pytest.mark.requirement("R2.20")
def test_the_evidence_pack_links_areas_to_documents_and_figures(design, client):
    programme = make_partnership().programme
    client.force_login(coordinator_of(programme))
    html = words(client.get(page("book", programme, "evidence")))
    for room in ("reporting:figures", "governance:plan", "policies:policies", "home:desk"):
        assert reverse(room, args=[programme.pk]) in html
    assert page("book", programme, "policy") in html
    assert "fewer than 5" in html  # one pair is a small group
    assert "Still missing:" in html


def test_pages_ask_the_database_as_often_for_three_as_for_one():
    counts = []
    for pairs in (1, 3):
        programme = make_programme(design=complete_design(**FULL), state=ProgrammeState.RUNNING)
        for _ in range(pairs):
            make_partnership(programme)
        client = Client()
        client.force_login(coordinator_of(programme))
        client.get(page("documents", programme))  # the session is warm
        with CaptureQueriesContext(connection) as asked:
            for key in Key:
                client.get(page("book", programme, key.value))
        counts.append(len(asked.captured_queries))
    assert counts[0] == counts[1]
