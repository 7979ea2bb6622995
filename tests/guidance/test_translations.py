"""The library in the reader’s language: sound, as whole as the English one, never out of date."""

import re
from dataclasses import replace
from importlib import resources

import pytest
from django.utils import translation

from mentorhouse.documents import Bullets, Heading, Numbered, from_markdown
from mentorhouse.guidance import actions, library, queries
from mentorhouse.guidance.rules import found
from mentorhouse.languages.offered import CODES, ENGLISH
from mentorhouse.programmes.design.public import ProgrammeText
from tests.factories import AT
from tests.guidance.conftest import as_, page

pytestmark = pytest.mark.requirement("R13.04")
GUIDES = {guide.key: guide for guide in library.shipped()}
FOLDERS = [resources.files(library) / code for code in CODES if code != ENGLISH]
FILES = [file for folder in FOLDERS if folder.is_dir() for file in folder.iterdir()]
SAID = {file: library.parts_of(file.read_text(encoding="utf-8")) for file in FILES}
WELSH = {guide.key: guide for guide in library.shipped_in("cy") if guide.language == "cy"}


def structure(text):
    """Tell what stands on a page one after the other: headings, and lists with their lengths."""
    return [
        (type(block).__name__, len(block.items) if isinstance(block, Bullets | Numbered) else 0)
        for block in from_markdown(text)
        if isinstance(block, Heading | Bullets | Numbered)
    ]


def marks(text):
    """Tell what has to be the same in every language: placeholders, addresses, bold."""
    return (
        sorted(re.findall(r"\{\{.*?\}\}", text)),
        re.findall(r"\]\((.*?)\)", text),
        len(re.findall(r"\*\*", text)),
    )


def test_a_translation_says_which_version_of_which_page_it_is():
    odd = [
        file.name
        for file, (facts, text) in SAID.items()
        if set(facts) != {"key", "title", "summary", "of_version"}
        or file.name != f"{facts['key']}.md"
        or facts["key"] not in GUIDES
        or not 1 <= facts["of_version"] <= GUIDES[facts["key"]].version
        or not (facts["title"].strip() and facts["summary"].strip() and text)
        or len(facts["summary"]) > 160
    ]
    assert odd == []


def test_a_translation_has_the_headings_lists_and_marks_of_the_page_it_translates():
    pairs = ((guide, GUIDES[guide.key]) for guide in library.shipped_in("cy"))
    odd = [
        guide.key
        for guide, english in pairs
        if (structure(guide.text), marks(guide.text))
        != (structure(english.text), marks(english.text))
    ]
    assert odd == []


def test_every_page_of_those_who_take_part_is_in_welsh():
    read = {key for key, guide in GUIDES.items() if set(guide.roles) != {"coordinator"}}
    assert read - set(WELSH) == set()


@pytest.mark.parametrize("asked", ["mentora", "y mentora’n", "sut mae mentora"])
def test_search_knows_words_that_welsh_ties_together(asked):
    texts = ("Mae mentora’n gweithio.", "Sut mae gwneud te?")
    guides = [replace(GUIDES["grow"], title=text, summary="", text=text) for text in texts]
    assert [guide.text for guide in found(guides, asked)] == [texts[0]]


def test_what_is_not_translated_in_this_version_stays_english():
    guide = GUIDES["grow"]
    text = '---\nkey: grow\ntitle: "Teitl"\nsummary: "Byr"\nof_version: 1\n---\n\nTestun.\n'
    (said,) = library.said_in("cy", [guide], [text])
    assert (said.title, said.summary, said.text, said.language) == ("Teitl", "Byr", "Testun.", "cy")
    assert (said.key, said.steps, said.review_by) == (guide.key, guide.steps, guide.review_by)
    newer = replace(guide, version=2)
    assert library.said_in("cy", [newer], [text]) == (newer,)
    assert library.said_in("cy", [guide], []) == (guide,)
    assert library.shipped_in("gd") == library.shipped_in(ENGLISH) == library.shipped()


def welsh(user):
    client = as_(user)
    client.cookies["language"] = "cy"
    return client


def shown(client, address):
    return client.get(address).content.decode()


@pytest.mark.django_db
def test_a_reader_lists_searches_and_reads_in_their_language(keeper):
    client, guide = welsh(keeper.mentee.person.user), WELSH["grow"]
    text = shown(client, page("guide", keeper.programme, "grow"))
    assert guide.title in text
    assert guide.summary in text
    assert GUIDES["grow"].summary not in text
    home = page("library", keeper.programme)
    assert WELSH["feedback"].title in shown(client, f"{home}?role=&search=adborth")
    with translation.override("cy"):
        here = queries.texts_for(keeper.again(), role="mentee", step="goals").guides
    assert {one.language for one in here if one.key in WELSH} == {"cy"}


@pytest.mark.django_db
def test_english_among_welsh_says_so_and_welsh_does_not(keeper):
    client = welsh(keeper.user)
    text = shown(client, page("guide", keeper.programme, "finance_points"))
    assert '<div lang="en">' in text
    assert '<div lang="en">' not in shown(client, page("guide", keeper.programme, "grow"))
    english = shown(as_(keeper.user), page("guide", keeper.programme, "grow"))
    assert 'lang="en"' not in english


@pytest.mark.django_db
def test_a_programmes_own_text_is_never_replaced_and_keeping_is_in_english(keeper):
    own = ProgrammeText(
        key="grow", title="GROW here", kind="text", roles=["mentee"], steps=["goals"], text="Ours."
    )
    version = keeper.again().design_version
    actions.put_guide(keeper.again(), own, by=keeper.user, at=AT, version=version)
    text = shown(welsh(keeper.mentee.person.user), page("guide", keeper.programme, "grow"))
    assert "Ours." in text
    assert WELSH["grow"].summary not in text
    client = welsh(keeper.user)
    assert GUIDES["feedback"].title in shown(client, page("edit", keeper.programme, "feedback"))
    beside = shown(client, page("versions", keeper.programme, "feedback"))
    assert GUIDES["feedback"].title in beside
    assert WELSH["feedback"].title not in beside
