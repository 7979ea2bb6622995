"""What is worked through: by its author, shared by choice, counted without being shown."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from mentorhouse.access.relations import NotVisible
from mentorhouse.development.actions.sheets import begin_sheet, share_sheet, write_part
from mentorhouse.development.models import Sheet
from mentorhouse.development.queries import sheets as queries
from mentorhouse.development.rules.capabilities import ORGANISATIONAL, PERSONAL, PRACTICES
from mentorhouse.development.rules.comparing import compared, means
from mentorhouse.development.rules.conversations import (
    CHANGE,
    GROW,
    HELPS,
    OSKAR,
    REASONS,
    stance_of,
)
from mentorhouse.development.rules.kinds import KINDS
from mentorhouse.development.rules.learning import WAYS
from mentorhouse.development.rules.sheets import points, refusals, sums
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.states import Ending, PartnershipState
from tests.development.conftest import AT
from tests.factories import coordinator_of

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def sheet_of(pair, kind="oskar", by=None, at=AT, **answers):
    by = by or pair.mentee
    said = {"topic": "Planted topic"} | answers
    return begin_sheet(pair.row(by), KINDS[kind], said, once=uuid4(), by=by, at=at)


@pytest.mark.requirement("R8.04")
def test_grow_has_its_questions_and_asks_again_under_seven():
    assert [len(part.prompts) for part in GROW.parts] == [0, 8, 9, 5, 6]
    way = GROW.parts[-1]
    assert "7" in refusals(way, {"commitment": 6})["raise"]
    assert not refusals(way, {"commitment": 6, "raise": "A free morning"})
    assert not refusals(way, {"commitment": 7})


@pytest.mark.requirement("R8.17")
def test_both_conversations_open_with_topic_context_size_and_aim():
    for kind in (GROW, OSKAR):
        assert [box.key for box in kind.parts[0].boxes] == ["topic", "context", "size", "aim"]


@pytest.mark.requirement("R8.13")
def test_a_stance_lies_in_one_of_four_fields_each_with_a_suggestion():
    found = {stance_of({"feels": f, "does": d}) for f in ("++", "-") for d in ("+", "--")}
    assert len(found) == 4
    assert (len(REASONS), len(HELPS)) == (13, 5)
    assert CHANGE.parts[0].boxes[3].choices == REASONS


@pytest.mark.requirement("R8.18")
def test_each_capability_is_explained_by_what_one_can_observe():
    assert (len(PERSONAL), len(ORGANISATIONAL)) == (13, 11)
    told = [each for practices in PRACTICES.values() for each in practices]
    assert len(told) == len(set(told)) >= 50


@pytest.mark.requirement("R8.08")
def test_ninety_minutes_give_one_and_a_half_points():
    assert points(90, 1) == "1.5"
    assert (points(0, 1), points(60, 2), points(50, 1)) == ("0", "2", "0.83")


@pytest.mark.requirement("R8.05")
def test_scalings_lie_on_a_line_and_are_compared(pair, client):
    assert "next" in refusals(OSKAR.parts[2], {"now": 5, "next": 5})
    first = sheet_of(pair, now=3, next=4)
    sheet_of(pair, at=AT + timedelta(days=30), now=5, next=7)
    found = queries.own_of_kind(pair.mentee, pair.row(), "oskar", at=AT)
    chart = compared(OSKAR, [(s.sheet.begun_at, s.title, s.answers) for s in found])
    assert [[bar.value for bar in group.bars] for group in chart.groups] == [[3, 4], [5, 7]]
    client.force_login(pair.mentee)
    page = client.get(reverse("development:sheet", args=[pair.id, first.pk])).content.decode()
    assert "You are at 3; the next step takes you to 4." in page


@pytest.mark.requirement("R8.07", "R8.09")
def test_the_partner_reads_what_is_shared_until_it_is_taken_back(pair, client):
    style = sheet_of(pair, "style", talk=5, ask=4, wish="Draw it for me")
    mentor, row = pair.mentor, pair.row(pair.mentor)
    assert sums({"talk": 5, "ask": 4}, WAYS)[3][1] == 9
    with pytest.raises(NotVisible):
        queries.sheet_for(mentor, row, style.pk)
    with pytest.raises(NotVisible):
        share_sheet(style, shared=True, by=mentor, at=AT)
    share_sheet(style, shared=True, by=pair.mentee, at=AT)
    seen = queries.opened(mentor, [queries.sheet_for(mentor, row, style.pk)], at=AT)
    assert seen[0].answers["wish"] == "Draw it for me"
    client.force_login(mentor)
    page = client.get(reverse("development:sheet", args=[pair.id, style.pk])).content.decode()
    assert "9 of 10" in page
    assert "Draw it for me" in page
    with pytest.raises(NotVisible):
        write_part(style, {}, based_on=1, by=mentor, at=AT)
    Partnership.objects.filter(pk=pair.id).update(
        state=PartnershipState.ENDED.value, ending=Ending.PLANNED.value, ended_at=AT
    )
    with pytest.raises(NotVisible):
        sheet_of(pair, "activity")
    share_sheet(style, shared=False, by=pair.mentee, at=AT)
    with pytest.raises(NotVisible):
        queries.sheet_for(mentor, row, style.pk)
    own = queries.sheet_for(pair.mentee, pair.row(), style.pk)
    assert queries.opened(pair.mentee, [own], at=AT)[0].answers["talk"] == 5


def test_nobody_shares_a_cpd_entry_and_nothing_lies_open_in_the_database(pair):
    entry = sheet_of(pair, "cpd", minutes=90)
    with pytest.raises(NotVisible):
        share_sheet(entry, shared=True, by=pair.mentee, at=AT)
    raw = Sheet.objects.filter(pk=entry.pk).extra(select={"raw": "answers"}).values_list("raw")
    assert b"Planted" not in bytes(raw[0][0])
    with pytest.raises(NotVisible):
        queries.place_of(coordinator_of(pair.programme), pair.id)


@pytest.mark.requirement("R8.06")
def test_self_assessments_are_added_up_and_never_read_one_by_one(pair):
    for day, (stage, value) in enumerate((("start", 2), ("start", 3), ("end", 5))):
        at = AT + timedelta(days=day)
        sheet_of(pair, "capabilities", at=at, stage=stage, empathy=value)
    sheet_of(pair, "capabilities", by=pair.mentor, stage="start", empathy=5)
    found = queries.capability_means(pair.programme.pk, least=2, at=AT)
    assert found == {"empathy": {"start": (2, 4)}}  # the last of each; one alone is not shown
    answers = [("start", {"empathy": value}) for value in (1, 1, 5)]
    assert means(answers, least=2)["empathy"]["start"] == (2, 1)
    with pytest.raises(NotVisible):
        queries.opened(coordinator_of(pair.programme), Sheet.objects.all(), at=AT)


def test_a_conversation_is_kept_step_by_step_in_the_browser(pair, client):
    client.force_login(pair.mentee)
    once = str(uuid4())
    begin = reverse("development:sheet_begin", args=[pair.id, "grow"])
    client.post(begin, {"once": once, "topic": "My first budget"})
    answer = client.post(begin, {"once": once, "topic": "My first budget"})
    sheet = Sheet.objects.get()
    part = reverse("development:sheet_part", args=[pair.id, sheet.pk, 5])
    assert answer.url == reverse("development:sheet_part", args=[pair.id, sheet.pk, 2])
    told = {
        "once": once,
        "revision": 1,
        "way": "Ask Rowan",
        "commitment": 5,
        "way_questions": ["0"],
    }
    refused = client.post(part, told).content.decode()
    assert "Write what would raise it." in refused
    assert "Ask Rowan" in refused
    saved = client.post(part, told | {"raise": "A free morning"}, follow=True).content.decode()
    assert "Which of your options draws you most?" in saved
    stale = client.post(part, told | {"raise": "Another"})
    assert stale.status_code == 409
    page = client.get(reverse("development:sheets", args=[pair.id]))
    assert "My first budget" in page.content.decode()
