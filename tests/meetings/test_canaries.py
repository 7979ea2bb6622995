"""Planted words in every sealed box: the pair finds them, and nobody and nothing else does."""

import logging
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connections
from django.urls import reverse

from mentorhouse.access.links import LinkHolder
from mentorhouse.agreements import actions as agreements
from mentorhouse.agreements import queries as agreement_queries
from mentorhouse.agreements.actions import preparing, three_way
from mentorhouse.agreements.rules import PartSaid
from mentorhouse.meetings import queries
from mentorhouse.meetings.actions import contacting
from mentorhouse.meetings.actions import preparing as preparing_meeting
from mentorhouse.meetings.actions.acting import Doing, add_action
from mentorhouse.meetings.actions.arranging import Details
from mentorhouse.meetings.models import CheckIn
from mentorhouse.meetings.queries import LOG_BOXES
from mentorhouse.notifications.worker.outbox import drain
from mentorhouse.programmes.design import plain, shipped_design
from mentorhouse.programmes.states import ProgrammeState
from mentorhouse.vault.fields import SealedField
from tests.factories import coordinator_of, make_partnership, make_programme, make_user
from tests.meetings.conftest import AT, Pair
from tests.meetings.several import SEALED as SEVERAL

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keystore"])

PLACE, LINK = "Canary of the place", "https://meet.example.org/canary-of-the-link"
LOG = {box: f"Canary of {box}" for box in LOG_BOXES}
ACTION, AGENDA = "Canary of the action", "Canary of the agenda"
MESSAGE, WORKS = "Canary of the message", "Canary of the check-in"
THOUGHTS, NOTES = "Canary of the thoughts", "Canary of the notes"
MAX = "max.manager@example.org"
MANAGER = {box: f"Canary of {box}" for box in ("support", "talks", "signed_as")}
PART = MANAGER | {"minutes_a_month": 90}


def programme_with_three_way_start():
    programme = make_programme(state=ProgrammeState.RUNNING)
    programme.design_data["agreement"]["three_way_start"] = True
    asked = plain(shipped_design("open_mentoring"))["agreement"]["preparation"]
    programme.design_data["agreement"]["preparation"] = [each | {"clause": ""} for each in asked]
    programme.save()
    return programme


def prepare(partnership, people):
    """Let each prepare the agreement alone; give what they wrote, and the page that shows it."""
    written = set()
    for user in people:
        row = preparing.open_for(partnership, by=user, at=AT)
        words = f"Canary of the preparation of {user.pk}"
        preparing.answer(row, {"help_wanted": words}, by=user, at=AT)
        preparing.finish(row, by=user, at=AT)
        written.add(words)
    return {reverse("agreements:preparation", args=[row.pk]): written}


def plant():
    """Write a canary into every sealed box of the two rooms; give the pair and where to look."""
    pair = Pair(make_partnership(programme_with_three_way_start()))
    partnership = pair.partnership(pair.mentee)
    agreement = agreements.begin(partnership, by=pair.mentee, at=AT)
    prepared = prepare(partnership, (pair.mentee, pair.mentor))
    clauses = {c.key: f"Canary of {c.key}" for c in pair.programme.design.agreement.clauses}
    agreements.write(agreement, clauses, based_on=1, by=pair.mentee, at=AT)
    newest = agreement_queries.agreement_for(pair.mentor, pair.id)
    digest = newest.versions.get(number=2).digest
    for user in (pair.mentee, pair.mentor):
        agreements.sign(newest, digest=digest, name="A Name", by=user, at=AT)
    part = three_way.ask_manager(partnership, name="Max", email=MAX, by=pair.mentee, at=AT)
    said = PartSaid(**PART)
    three_way.answer_part(said, once=uuid4(), letter=1, by=LinkHolder(part.pk), at=AT)
    face = pair.agreed(details=Details(60, "face_to_face", place=PLACE))
    video = pair.agreed(details=Details(60, "video", link=LINK))
    held = pair.held()
    pair.write(held, **LOG)
    doing = Doing(ACTION, pair.mentee.pk)
    add_action(partnership, doing, once=uuid4(), by=pair.mentee, at=AT)
    row = pair.meeting(face)
    preparing_meeting.add_items(row, [(AGENDA, None)], once=uuid4(), by=pair.mentee, at=AT)
    preparing_meeting.prepare(row, THOUGHTS, share=True, by=pair.mentee, at=AT)
    preparing_meeting.write_notes(row, NOTES, based_on=0, by=pair.mentor, at=AT)
    contacting.send_message(partnership, MESSAGE, once=uuid4(), by=pair.mentee, at=AT)
    check_in = CheckIn.objects.get(person=pair.mentee.pk)
    contacting.answer_check_in(
        queries.check_in_for(pair.mentee, pair.id, check_in.pk), WORKS, wants_talk=False,
        by=pair.mentee, at=AT,
    )  # fmt: skip
    pages = prepared | {
        reverse("meetings:messages", args=[pair.id]): {MESSAGE},
        reverse("meetings:agenda", args=[pair.id, face.pk]): {AGENDA, ACTION},
        reverse("meetings:prepare", args=[pair.id, face.pk]): {AGENDA, THOUGHTS},
        reverse("meetings:during", args=[pair.id, face.pk]): {AGENDA, NOTES},
        reverse("meetings:actions", args=[pair.id]): {ACTION},
        reverse("agreements:agreement", args=[pair.id]): {*clauses.values(), *MANAGER.values()},
        reverse("agreements:version", args=[pair.id, 2]): set(clauses.values()),
        reverse("meetings:meeting", args=[pair.id, face.pk]): {PLACE},
        reverse("meetings:meeting", args=[pair.id, video.pk]): {LINK},
        reverse("meetings:meeting", args=[pair.id, held.pk]): set(LOG.values()),
        reverse("meetings:log", args=[pair.id, held.pk]): set(LOG.values()),
        reverse("meetings:logs", args=[pair.id]): set(LOG.values()),
        reverse("meetings:write_log", args=[pair.id, held.pk]): set(LOG.values()),
    }
    return pair, pages


def rows_of(alias):
    """Everything that a database holds, as bytes: its files, or every row of every table."""
    wanted = connections[alias]
    if wanted.vendor == "sqlite":
        name = Path(wanted.settings_dict["NAME"])
        yield from (f.read_bytes() for f in name.parent.glob(f"{name.name}*"))
        return
    with wanted.cursor() as cursor:
        for table in wanted.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" AS t')
            yield from (row[0].encode() for row in cursor.fetchall())


@pytest.mark.requirement("R6.09")
def test_planted_words_are_found_by_the_pair_and_by_nobody_else(
    at_browser, settings, tmp_path, caplog, capfd
):
    settings.MAIL_DIR = tmp_path / "mail"
    caplog.set_level(logging.DEBUG)
    pair, pages = plant()
    for user in (pair.mentor, pair.mentee):
        client = at_browser(user)
        for where, words in pages.items():
            page = client.get(where).content.decode()
            assert all(word in page for word in words), where
    strangers = [
        make_user(),
        coordinator_of(pair.programme),
        make_user(is_administrator=True),
        make_user(is_auditor=True),
        Pair(make_partnership(pair.programme)).mentor,
    ]
    for user in strangers:
        client = at_browser(user)
        assert {client.get(where).status_code for where in pages} == {404}
        assert "anary" not in client.get(reverse("home:start")).content.decode()
    desk = at_browser(coordinator_of(pair.programme)).get(
        reverse("home:desk", args=[pair.programme.pk])
    )
    assert desk.status_code == 200
    assert "anary" not in desk.content.decode()
    sent = drain(now=lambda: AT)
    assert sent["sent"] > 0
    mails = b"".join(f.read_bytes() for f in settings.MAIL_DIR.rglob("*") if f.is_file())
    assert b"mentoring meeting" in mails
    places = {"mail": mails, "log": caplog.text.encode()}
    places["output"] = "".join(capfd.readouterr()).encode()
    for alias in ("default", "keystore"):
        places[alias] = b"".join(rows_of(alias))
    assert str(pair.mentee.email).encode() in places["default"]  # what is not sealed is found
    for name, held in places.items():
        assert b"anary" not in held, name


def test_every_sealed_field_of_the_two_rooms_has_a_canary():
    sealed = {
        f"{model._meta.label}.{field.attname}"
        for room in ("agreements", "meetings")
        for model in apps.get_app_config(room).get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, SealedField)
    }
    planted = {"agreements.Clause.text", "meetings.Meeting.place", "meetings.Meeting.link"}
    planted |= {f"meetings.MeetingLog.{box}" for box in LOG_BOXES}
    planted |= {f"agreements.ManagersPart.{box}" for box in PART}
    planted |= {"agreements.PreparedPart.answers", "meetings.Action.words"}
    planted |= {"meetings.AgendaItem.words", "meetings.Prepared.thoughts", "meetings.Notes.text"}
    planted |= {"meetings.PairMessage.text", "meetings.CheckIn.answer"}
    planted |= SEVERAL  # in a world of their own
    # The salt is no text of anybody's; it is random.
    assert sealed == planted | {"agreements.Version.salt"}
