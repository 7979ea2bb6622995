"""A statement of one's own contribution: figures, own words, nobody else's name (R1.11)."""

import io
import zipfile
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from mentorhouse.home.rules.contribution import Contribution, hours, named_in, statement
from mentorhouse.meetings.actions.recording import Facts, record_held
from tests.factories import AT, make_mentor, make_partnership, make_person, user_of

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


@pytest.fixture
def pair():
    return make_partnership(mentor=None)


def as_(user):
    client = Client()
    client.force_login(user)
    return client


def asked(pair, **changes):
    part = pair.members.get(role="mentor").participation
    return {
        "part": str(part.pk), "since_day": "1", "since_month": "1", "since_year": "2026",
        "until_day": "31", "until_month": "12", "until_year": "2026", "sentence": "",
        "kind": "page",
    } | changes  # fmt: skip


def met(pair, day, minutes):
    facts = Facts(held_on=day, length_minutes=minutes, way="telephone")
    record_held(pair, facts, zone="Europe/London", by=user_of(pair, "mentor"), at=AT)


def everything_in(word_file):
    with zipfile.ZipFile(io.BytesIO(word_file)) as book:
        return "".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())


@pytest.mark.requirement("R1.11")
def test_the_document_holds_nobody_elses_name(pair):
    met(pair, date(2026, 10, 1), 60)
    met(pair, date(2026, 10, 20), 45)
    mentor, mentee = user_of(pair, "mentor"), user_of(pair, "mentee")
    client, page = as_(mentor), reverse("home:statement")
    text = client.post(page, asked(pair, sentence="I learnt to wait.")).content.decode()
    assert "1 hour 45 minutes" in text
    word = client.post(page, asked(pair, sentence="I learnt to wait.", kind="word"))
    whole = everything_in(word.content)
    assert mentor.person.name in whole
    assert "I learnt to wait." in whole
    for name in (mentee.person.given_name, mentee.person.family_name, mentee.email):
        assert name not in whole
        assert name not in text
    assert client.post(page, asked(pair, kind="pdf")).content.startswith(b"%PDF")


@pytest.mark.requirement("R1.11")
def test_a_sentence_that_names_a_partner_is_refused(pair):
    mentor, mentee = user_of(pair, "mentor"), user_of(pair, "mentee").person
    for named in (mentee.name.upper(), mentee.given_name, f"({mentee.family_name})"):
        reply = as_(mentor).post(reverse("home:statement"), asked(pair, sentence=f"With {named}!"))
        text = reply.content.decode()
        assert "the statement names no partner" in text
        assert "Hours in meetings" not in text


def test_a_name_is_found_as_names_are_written():
    assert named_in("I will grow.", ["Will Grow"]) == "Will Grow"
    assert named_in("i will wait.", ["Will Grow"]) == ""
    assert named_in("Thanks, Will.", ["Will Grow"]) == "Will"
    assert named_in("Willing hands", ["Will Grow"]) == ""
    assert named_in("与王小明一起", ["Ng", "X"]) == ""
    assert named_in("Z José dobře", ["José"]) == "José"


def test_only_ones_own_part_and_a_time_that_can_be(pair):
    stranger = make_person()
    make_mentor(pair.programme, stranger)
    refused = as_(stranger.user).post(reverse("home:statement"), asked(pair)).content.decode()
    assert "Hours in meetings" not in refused
    late = asked(pair, until_year="2025")
    text = as_(user_of(pair, "mentor")).post(reverse("home:statement"), late).content.decode()
    assert "must not be before the first" in text


def test_figures_in_words():
    assert [hours(minutes) for minutes in (0, 45, 60, 125)] == [
        "0 hours", "45 minutes", "1 hour", "2 hours 5 minutes",
    ]  # fmt: skip
    facts = Contribution("Ada", "P", "mentor", date(2026, 1, 1), date(2026, 2, 1), 1, 2, 60)
    assert statement(facts, "").title == "What Ada gave to mentoring"
