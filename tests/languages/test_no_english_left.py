"""Participants' pages are Welsh throughout (R13.04): the same page in both languages, compared.

A text that is the same in both, and that nobody wrote as data, was not translated.
"""

import re
from collections.abc import Iterator
from dataclasses import asdict
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.test import Client

from mentorhouse.accounts.rules import time_zones
from mentorhouse.languages import catalogue
from mentorhouse.languages.offered import named
from mentorhouse.training.library import shipped
from tests.promises.test_access_table import DOORS, TABLE, World

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
PARTICIPANTS = ("visitor", "mentor", "mentee")
# Rooms with pages for those who take part.
ROOMS = (
    "accounts",
    "agreements",
    "communication",
    "concerns",
    "design",
    "documents",
    "finance",
    "governance",
    "guidance",
    "handbook",
    "home",
    "matching",
    "meetings",
    "notifications",
    "organisations",
    "partnerships",
    "people",
    "policies",
    "programmes",
    "recruitment",
    "register",
    "supervision",
    "talent",
    "training",
)
NOT_OURS_TO_SAY = {"design:gallery"}  # shows every component, for whoever builds pages
SPOKEN = ("aria-label", "title", "alt", "placeholder")
UNSPOKEN = {"script", "style", "noscript"}
# What the people of the table wrote under seal.
SEALED = {"Because.", "Why?", "First meetings", "How do you begin?", "Listen", "Ask more"}
SEALED |= {"At ten", "Endings", "A book", "We listen."}
SEALED |= {"What I saw", "What happened", "It goes well.", "Ring the library", "Ask Rowan"}
SEALED |= {"My first budget"}
FINGERPRINT = re.compile(r"\b[0-9a-f]{4}(?: [0-9a-f]{4}){3,}\b")
NAMES = {"Mentorhouse", "Cymraeg", "English", "Gàidhlig", "CSV", "Excel", "PDF", "Word"}
VOID = {"br", "img", "input", "link", "meta", "wbr", "hr"}


class Texts(HTMLParser):
    """Collects what a page says, but for what it marks as another language."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: set[str] = set()

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("lang", "")))
        self.found |= {value for name, value in attrs if name in SPOKEN and value}

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        tags = {tag for tag, _ in self.open}
        tongue = next((lang for _, lang in reversed(self.open) if lang), "")
        if data.strip() and not tags & UNSPOKEN and tongue in {"", "cy", "en-GB"}:
            self.found.add(" ".join(data.split()))


def said(client: Client, address: str, language: str) -> set[str]:
    client.cookies["language"] = language
    answer = client.get(address)
    if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
        return set()
    texts = Texts()
    texts.feed(answer.content.decode())
    return texts.found


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield " ".join(value.split())
        yield from (" ".join(line.split()) for line in value.splitlines())
    elif isinstance(value, dict):
        yield from (text for one in value.values() for text in strings(one))
    elif isinstance(value, list | tuple):
        yield from (text for one in value for text in strings(one))


def written_by_people() -> set[str]:
    """Everything that stands in the database, as it begins a sentence or stands within one."""
    rows = (row for model in apps.get_models() for row in model._default_manager.values())
    said = {text for row in rows for value in row.values() for text in strings(value) if text}
    return said | {text[0].lower() + text[1:] for text in said}


def the_same_in_welsh() -> set[str]:
    texts = (pair for room in catalogue.known(named("cy")).values() for pair in room.items())
    return {text for (_, text), said in texts if text == said}


def of_modules() -> set[str]:
    """What training modules say of themselves; their texts are in English, and are marked so."""
    said = {text for module in shipped() for text in strings(asdict(module) | {"text": ""})}
    return {text for text in said if text}


def is_english(text: str, data: list[str]) -> bool:
    text = FINGERPRINT.sub(" ", text)
    for known in data:
        text = text.replace(known, " ")
    return bool(re.search(r"[A-Za-z]{3}", text))


@pytest.fixture(scope="module")
def world(nothing_stays) -> World:
    return World()


@pytest.fixture(scope="module")
def known(world) -> list[str]:
    """What is data, the longest first."""
    places = {place for _, place in time_zones()}  # as the database of time zones names them
    data = written_by_people() | NAMES | SEALED | of_modules() | the_same_in_welsh() | places
    return sorted((text for text in data if len(text) > 2), key=len, reverse=True)


@pytest.mark.requirement("R13.04")
@pytest.mark.parametrize("room", ROOMS)
def test_no_english_is_left_on_pages_of_those_who_take_part(room, world, known):
    left = []
    for route in sorted(route for route in DOORS if route.rpartition(":")[0] == room):
        if route in NOT_OURS_TO_SAY:
            continue
        address = world.address(route)
        for persona in PARTICIPANTS:
            if persona not in TABLE[route]:
                continue
            client = Client()
            if world.users[persona]:
                client.force_login(world.users[persona])
            both = said(client, address, "en-gb") & said(client, address, "cy")
            left += [(route, text) for text in sorted(both) if is_english(text, known)]
    assert not left, "\n".join(sorted({f"{route}: {text}" for route, text in left}))
