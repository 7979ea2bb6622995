"""Writing the programme's own texts in its second language (R13.04)."""

import pytest
from django.test import Client

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.programmes.actions import change_design, translate
from mentorhouse.programmes.design import parse_design, plain
from mentorhouse.programmes.design.speaking import handle_of, texts_of
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.states import ProgrammeState
from tests.factories import AT, complete_design, coordinator_of, make_programme, make_user

pytestmark = pytest.mark.django_db
PURPOSE, WELSH = "To help people grow.", "Helpu pobl i dyfu."


@pytest.fixture
def programme():
    return make_programme(design=complete_design(public={"second_language": "cy"}))


@pytest.fixture
def client(programme):
    browser = Client()
    browser.force_login(coordinator_of(programme))
    return browser


def save(programme, written):
    return translate(programme, written, by=coordinator_of(programme), at=AT)


def translations(programme):
    programme.refresh_from_db()
    return {one.text: one.says for one in programme.design.translations}


def address(programme, query=""):
    return f"/programmes/{programme.pk}/set-up/translations/{query}"


def typed(text, says, seen=""):
    return {handle_of(text): says, f"seen_{handle_of(text)}": seen}


@pytest.mark.requirement("R13.04")
def test_a_translation_is_a_version_of_the_design(programme):
    assert save(programme, {PURPOSE: ("", WELSH)}) == []
    assert translations(programme) == {PURPOSE: WELSH}
    assert programme.design_version == 2
    assert AuditEntry.objects.filter(act="programme.translated").count() == 1
    assert save(programme, {PURPOSE: ("", WELSH)}) == []  # sent twice
    assert programme.design_version == 2


def test_nothing_is_overwritten_that_somebody_else_wrote(programme):
    save(programme, {PURPOSE: ("", "Eu geiriau nhw")})
    other = texts_of(programme.design)[1].text
    assert save(programme, {PURPOSE: ("", WELSH), other: ("", "Arall")}) == [PURPOSE]
    assert translations(programme) == {PURPOSE: "Eu geiriau nhw", other: "Arall"}


def test_what_translates_no_text_any_more_falls_away(programme):
    save(programme, {PURPOSE: ("", WELSH)})
    programme.refresh_from_db()
    data = plain(programme.design) | {"purpose": "Another purpose."}
    change_design(programme, parse_design(data), by=coordinator_of(programme), at=AT)
    programme.refresh_from_db()
    save(programme, {"Another purpose.": ("", "Pwrpas arall.")})
    assert translations(programme) == {"Another purpose.": "Pwrpas arall."}


def test_another_second_language_keeps_what_was_written(programme):
    save(programme, {PURPOSE: ("", WELSH)})
    programme.refresh_from_db()
    data = plain(programme.design)
    data["public"]["second_language"] = "gd"
    programme = change_design(programme, parse_design(data), by=coordinator_of(programme), at=AT)
    save(programme, {PURPOSE: ("", "Gàidhlig")})
    programme.refresh_from_db()
    assert {(one.language, one.says) for one in programme.design.translations} == {
        ("cy", WELSH),
        ("gd", "Gàidhlig"),
    }


def test_only_its_co_ordinators_write(programme):
    with pytest.raises(NotVisible):
        translate(programme, {PURPOSE: ("", WELSH)}, by=make_user(), at=AT)


def test_not_once_the_programme_is_in_the_archive(programme, client):
    Programme.objects.update(state=ProgrammeState.ARCHIVED.value)
    with pytest.raises(NotNow):
        save(programme, {PURPOSE: ("", WELSH)})
    client.post(address(programme), typed(PURPOSE, WELSH))
    assert translations(programme) == {}


# --- the page ---


@pytest.mark.requirement("R13.04")
def test_texts_that_wait_come_first(programme, client):
    page = client.get(address(programme)).content.decode()
    assert PURPOSE in page
    assert 'lang="cy"' in page
    answer = client.post(address(programme), typed(PURPOSE, WELSH), follow=True)
    assert "Saved." in answer.content.decode()
    assert PURPOSE not in answer.content.decode()
    assert translations(programme) == {PURPOSE: WELSH}
    found = client.get(address(programme, "?search=people+grow")).content.decode()
    assert WELSH in found


def test_a_programme_that_speaks_english_only_is_told_how_to_add_one(client):
    plain_one = make_programme()
    client.force_login(coordinator_of(plain_one))
    page = client.get(address(plain_one)).content.decode()
    assert "speaks English only" in page


def test_both_texts_stand_beside_each_other_when_two_write_the_same(programme, client):
    save(programme, {PURPOSE: ("", "Eu geiriau nhw")})
    page = client.post(address(programme), typed(PURPOSE, WELSH)).content.decode()
    assert "Eu geiriau nhw" in page
    assert WELSH in page
    client.post(address(programme), typed(PURPOSE, WELSH, seen="Eu geiriau nhw"))
    assert translations(programme) == {PURPOSE: WELSH}


def test_words_in_braces_are_checked(programme, client):
    page = client.post(address(programme), typed(PURPOSE, "Helo {role}")).content.decode()
    assert "Leave out words in braces" in page
    assert "Helo {role}" in page


def test_a_search_that_finds_nothing_says_so(programme, client):
    page = client.get(address(programme, "?search=zzzz")).content.decode()
    assert "No text holds this word." in page
