"""Planted words: for the two who may read them, and nowhere else, the database included."""

from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from mentorhouse.concerns import actions
from mentorhouse.concerns.actions import openings
from mentorhouse.concerns.rules import COORDINATORS
from mentorhouse.notifications.letters import writer_of
from mentorhouse.notifications.models import OutboxLetter
from tests.concerns.conftest import AT, FACTS
from tests.factories import make_user

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
NOTE, STEP, WHY, LATER = "planted-note", "planted-step", "planted-why", "planted-later"
PLANTED = (FACTS, "planted-reason", NOTE, STEP, WHY, LATER)


def everything_in_the_database():
    with connection.cursor() as cursor:
        for model in apps.get_models():
            if model._meta.app_label != "vault":
                cursor.execute(f"SELECT * FROM {model._meta.db_table}")
                yield from (
                    bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
                    for row in cursor.fetchall()
                    for value in row
                )


@pytest.mark.requirement("R6.09")
@pytest.mark.requirement("R6.12")
def test_planted_words_are_in_no_other_page_no_letter_and_no_database(place):
    row = place.pass_on(told=False)
    actions.take_up(row, by=place.first, at=AT)
    actions.note_step(row, STEP, once=uuid4(), by=place.first, at=AT)
    actions.write(row, NOTE, once=uuid4(), by=place.first, at=AT)
    scope = openings.Scope(place.pair.pk, ["logs"], 3, WHY, 3, LATER)
    openings.ask(row, scope, proved=AT, once=uuid4(), by=place.first, at=AT)
    about = place.report(place.mentor.pk, COORDINATORS)
    held = b"\n".join(everything_in_the_database())
    assert not [words for words in PLANTED if words.encode() in held]
    # Nor can whoever reads the database tell whom the report is about.
    assert str(place.mentor.pk) not in "".join(about.kept_from)
    posted = OutboxLetter.objects.filter(kind__startswith="concerns.").select_related("to")
    written = "".join(str(writer_of(each.kind)(each.to, each.about)) for each in posted)
    assert "there is something for you to read" in written
    assert not [words for words in (*PLANTED, "Grace", "Will") if words in written]
    administrator = make_user(is_administrator=True)
    pages = [
        reverse("home:start"),
        reverse("home:desk", args=[place.programme.pk]),
        reverse("concerns:concern", args=[row.pk]),
        reverse("concerns:concerns", args=[place.programme.pk]),
        reverse("concerns:contacts", args=[place.programme.pk]),
    ]
    for user in (place.coordinator, administrator, place.mentee, place.second):
        client = place.browse(user)
        shown = "".join(client.get(page).content.decode() for page in pages)
        assert not [words for words in PLANTED if words in shown]
    rightful = place.browse(place.first).get(pages[2]).content.decode()
    assert all(words in rightful for words in (FACTS, "planted-reason", NOTE, STEP))
