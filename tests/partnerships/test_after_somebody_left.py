"""Pages of those who go on, when somebody who wrote in all of them has left; and hostile words."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from mentorhouse.agreements import actions as agreements
from mentorhouse.meetings.actions import recording
from mentorhouse.meetings.actions.recording import Facts, record_held
from mentorhouse.meetings.queries import meeting_for
from mentorhouse.partnerships.actions import correcting, last_day, reviewing, saying_goodbye
from mentorhouse.partnerships.actions.leaving import leave_running
from mentorhouse.partnerships.queries import partnership_for
from mentorhouse.partnerships.rules import reviews
from mentorhouse.partnerships.states import Ending
from tests.factories import AT
from tests.partnerships.life import Pair, Several, user

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
PAGES = (
    "home:partnership", "home:course", "partnerships:phases", "partnerships:review",
    "partnerships:last_day", "partnerships:goodbye", "partnerships:change", "meetings:meetings",
    "meetings:logs", "meetings:actions", "agreements:agreement", "agreements:versions",
)  # fmt: skip
HOSTILE = "<script>alert('x')</script> {{ 7*7 }} &amp; =1+1 \u202egnirts"


def reviewed(row, people, words):
    """Let all write in a review, one of them what it led to, and settle it."""
    review = reviewing.ask_review(row, by=people[0], at=AT)
    for one in people:
        reviewing.write_part(row, words, done=True, by=one, at=AT)
    texts = words.get("works", "")
    reviewing.write_outcome(row, review.pk, texts, based_on=0, by=people[0], at=AT)
    reviewing.settle_review(row, review.pk, review_on=None, by=people[0], at=AT)
    return review


@pytest.mark.requirement("R9.05")
def test_what_somebody_wrote_who_has_left_is_still_read_by_the_others():
    group = Several(3)
    gone, stays = user(group.mentees[0]), user(group.mentees[1])
    agreed = agreements.begin(partnership_for(gone, group.row.pk), by=gone, at=AT)
    digest = agreed.versions.get(number=agreed.newest).digest
    agreements.sign(agreed, digest=digest, name="A Name", by=gone, at=AT)
    held = record_held(
        group.row, Facts(held_on=AT.date(), length_minutes=60, way="video"), zone="Europe/London",
        by=gone, at=AT,
    )  # fmt: skip
    meeting = meeting_for(gone, group.row.pk, held.pk)
    recording.write_log(
        meeting, {"topics": "Canary topic"}, based_on=meeting.log.revision, by=gone, at=AT
    )
    people = [user(group.mentor), gone, stays, user(group.mentees[2])]
    review = reviewed(group.row, people, {"works": "Canary works"})
    correcting.ask_correction(group.row, "Canary course", by=gone, at=AT)
    last_day.propose_end(group.row, AT.date().replace(year=2027), by=gone, at=AT)
    saying_goodbye.say_goodbye(group.row, by=gone, at=AT)
    leave_running(group.row, Ending.TIME, by=gone, at=AT)
    client = Client()
    client.force_login(stays)
    here = [reverse(name, args=[group.row.pk]) for name in PAGES]
    here.append(reverse("meetings:log", args=[group.row.pk, held.pk]))
    here.append(reverse("partnerships:past_review", args=[group.row.pk, review.pk]))
    pages = {address: client.get(address) for address in here}
    assert {address: page.status_code for address, page in pages.items()} == dict.fromkeys(
        here, 200
    )
    texts = "".join(page.text for page in pages.values())
    for canary in ("Canary topic", "Canary works", "Canary course"):
        assert canary in texts
    agreed.refresh_from_db()
    assert agreed.newest == 2  # for those who are there now (R9.05)
    client.force_login(gone)
    assert {client.get(address).status_code for address in here} == {404}


@pytest.mark.requirement("R10.02", "R10.04")
def test_hostile_words_are_text_on_every_page_and_in_every_file(client):
    pair = Pair()
    people = (pair.mentee, pair.mentor)
    review = reviewed(pair.row, people, dict.fromkeys(reviews.TEXTS, HOSTILE))
    correcting.ask_correction(pair.row, HOSTILE, by=pair.mentee, at=AT)
    boxes = ("purpose", "achievements", "thanks", "learnt", "feelings", "next_steps")
    pages = [reverse("home:course", args=[pair.row.pk])]
    pages.append(reverse("partnerships:past_review", args=[pair.row.pk, review.pk]))
    pages += [reverse("partnerships:goodbye_step", args=[pair.row.pk, box]) for box in boxes]
    client.force_login(pair.mentee)
    for one in people:
        saying_goodbye.write_farewell(pair.row, dict.fromkeys(boxes, HOSTILE), by=one, at=AT)
    texts = [client.get(address).text for address in pages]
    for one in people:
        saying_goodbye.say_goodbye(pair.row, by=one, at=AT)
    texts.append(client.get(reverse("partnerships:ending", args=[pair.row.pk])).text)
    for text in texts:
        assert "<script>alert" not in text and "&lt;script&gt;alert" in text
        assert "{{ 7*7 }}" in text and "&amp;amp;" in text
    word = client.get(reverse("partnerships:summary", args=[pair.row.pk, "word"])).content
    paragraphs = "\n".join(each.text for each in Document(BytesIO(word)).paragraphs)
    assert paragraphs.count("<script>alert('x')</script> {{ 7*7 }} &amp; =1+1") == 9
    pdf = client.get(reverse("partnerships:summary", args=[pair.row.pk, "pdf"])).content
    shown = " ".join(
        " ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages
    )
    assert "<script>alert" in shown and "{{ 7*7 }} &amp; =1+1" in shown
