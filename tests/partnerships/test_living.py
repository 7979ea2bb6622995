"""Phases, reviews and talks about the course: the pair's own doing, and nobody else's to read."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.home.queries.drift import drift_of, drifting_in
from mentorhouse.meetings.actions.acting import Doing, add_action
from mentorhouse.notifications.letters import writer_of
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.partnerships.actions import correcting, phases, reviewing
from mentorhouse.partnerships.models import Review, ReviewPart, Tick
from mentorhouse.partnerships.queries import living
from mentorhouse.partnerships.queries import phases as phase_queries
from mentorhouse.partnerships.queries.waiting import waits_in
from mentorhouse.partnerships.rules.waiting import Waits
from mentorhouse.partnerships.states import ReviewState
from mentorhouse.vault.sealing import open_row
from tests.factories import AT
from tests.partnerships.life import DAY, Pair, letters

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
WORDS = {"works": "We laugh a lot", "lacks": "Time", "balance": "right", "wishes": "Walks"}


@pytest.mark.requirement("R10.01")
def test_the_pair_ticks_and_moves_itself_and_sees_it_drawn(client):
    pair = Pair()
    client.force_login(pair.mentee)
    address = reverse("partnerships:phases", args=[pair.row.pk])
    page = client.get(address).text
    first, second = pair.programme.design.phases[:2]
    assert 'aria-current="step">' + first.title in page.replace("\n", "")
    assert first.what.split(".")[0] in page and first.prompts[0] in page
    items = [phases.item_key(words) for words in first.checklist]
    client.post(address, {"phase": first.key, "points": [*items, "no-such-point"]})
    assert Tick.objects.filter(partnership=pair.row).count() == len(items)
    phases.tick(pair.row, first.key, items, by=pair.mentor, at=AT)
    assert "ready to move on" in client.get(address).text
    client.post(address, {"deed": "move", "to": second.key, "based_on": first.key})
    assert pair.now().phase == second.key
    assert letters("phase.moved") == [pair.mentor.pk]
    with pytest.raises(NotNow, match=second.title):  # the mentor's page is out of date
        phases.move_phase(pair.row, "progress", based_on=first.key, by=pair.mentor, at=AT)
    phases.move_phase(pair.row, first.key, based_on=second.key, by=pair.mentor, at=AT)  # back
    standing = phase_queries.standings_of(pair.mentee, pair.seen_by(pair.mentee))
    assert [one.here for one in standing] == [True, False, False, False, False]
    with pytest.raises(NotVisible):
        phases.move_phase(pair.row, second.key, based_on="", by=pair.coordinator, at=AT)


@pytest.mark.requirement("R10.02")
def test_a_review_is_read_by_nobody_else_until_all_are_done(client):
    pair = Pair()
    reviewing.ask_review(pair.row, by=pair.mentee, at=AT)
    review = reviewing.ask_review(pair.row, by=pair.mentor, at=AT)  # the same one
    assert Review.objects.count() == 1
    assert letters("review.asked") == [pair.mentor.pk]
    reviewing.write_part(pair.row, WORDS, done=True, by=pair.mentee, at=AT)
    row = pair.seen_by(pair.mentor)
    today = AT.date()
    assert waits_in(pair.mentor, [row], today=today) == {row.pk: [Waits.REVIEW_ALONE]}
    assert waits_in(pair.mentee, [row], today=today) == {row.pk: []}
    part = ReviewPart.objects.select_related("participation").get()
    part.review.partnership = pair.seen_by(pair.mentor)
    for user in (pair.mentor, pair.coordinator):
        with pytest.raises(NotVisible):
            open_row(user, part, at=AT, purpose="look")
    address = reverse("partnerships:review", args=[pair.row.pk])
    client.force_login(pair.mentor)
    assert WORDS["works"] not in client.get(address).text
    mine = reverse("partnerships:review_part", args=[pair.row.pk])
    client.post(mine, {"works": "<b>We are honest</b>", "balance": "challenge", "done": "on"})
    page = client.get(address).text
    assert WORDS["works"] in page and "&lt;b&gt;We are honest" in page
    assert "More challenge would help" in page
    assert letters("review.shown") == sorted([pair.mentor.pk, pair.mentee.pk])
    with pytest.raises(NotNow):  # what was shown stays as it is
        reviewing.write_part(pair.row, {}, done=True, by=pair.mentee, at=AT)
    client.force_login(pair.coordinator)
    assert client.get(address).status_code == 404
    found = Review.objects.get(pk=review.pk)
    assert found.state == ReviewState.TOGETHER


def test_a_review_is_settled_together_and_the_day_for_the_next_is_kept(client):
    pair = Pair()
    review = reviewing.ask_review(pair.row, by=pair.mentee, at=AT)
    for user in (pair.mentor, pair.mentee):
        reviewing.write_part(pair.row, WORDS, done=True, by=user, at=AT)
    write = {"based_on": 0, "at": AT}
    reviewing.write_outcome(pair.row, review.pk, "More walks", by=pair.mentor, **write)
    with pytest.raises(ChangedMeanwhile):
        reviewing.write_outcome(pair.row, review.pk, "Less talk", by=pair.mentee, **write)
    client.force_login(pair.mentee)
    address = reverse("partnerships:review", args=[pair.row.pk])
    past = {"review_on_day": "1", "review_on_month": "1", "review_on_year": "2020"}
    assert "after today" in client.post(address, {"deed": "settle"} | past).text
    day = AT.date() + 60 * DAY
    reviewing.settle_review(pair.row, review.pk, review_on=day, by=pair.mentee, at=AT)
    reviewing.settle_review(pair.row, review.pk, review_on=day, by=pair.mentor, at=AT)
    assert pair.now().review_on == day
    past = reverse("partnerships:past_review", args=[pair.row.pk, review.pk])
    assert "More walks" in client.get(past).text
    assert reviewing.remind_of_reviews(at=AT) == 0
    for _ in range(2):
        reviewing.remind_of_reviews(at=AT + timedelta(days=60))
    assert letters("review.due") == sorted([pair.mentor.pk, pair.mentee.pk])


def test_a_review_that_is_taken_back_leaves_nothing():
    pair = Pair()
    reviewing.ask_review(pair.row, by=pair.mentee, at=AT)
    reviewing.write_part(pair.row, WORDS, done=True, by=pair.mentee, at=AT)
    reviewing.leave_review(pair.row, by=pair.mentor, at=AT)
    assert not ReviewPart.objects.exists()
    assert living.open_review(pair.row) is None


@pytest.mark.requirement("R10.11")
def test_either_asks_for_a_talk_about_the_course_with_the_agreement_alongside(client):
    pair = Pair()
    client.force_login(pair.mentee)
    client.get(reverse("agreements:agreement", args=[pair.row.pk]))  # begins it
    address = reverse("home:course", args=[pair.row.pk])
    client.post(address, {"deed": "ask", "topic": "Our pace"})
    correcting.ask_correction(pair.row, "Again", by=pair.mentor, at=AT)  # the same one
    client.force_login(pair.mentor)
    page = client.get(address).text
    clause = pair.programme.design.agreement.clauses[0]
    assert "Our pace" in page and "Agenda" in page and clause.title in page
    assert letters("correction.asked") == [pair.mentor.pk]
    talk = living.open_correction(pair.row)
    client.post(
        reverse("home:course_agreed", args=[pair.row.pk]),
        {"agreed": "Shorter meetings", "agreed_before": "", "revision": "0"},
    )
    client.post(address, {"deed": "talked", "talk": str(talk.pk)})
    page = client.get(address).text
    assert "Shorter meetings" in page and "Ask for the talk" in page
    client.force_login(pair.coordinator)
    assert client.get(address).status_code == 404


def test_letters_about_life_name_nobody_quote_nothing_and_stop_with_their_cause():
    pair = Pair()
    phases.move_phase(pair.row, "direction", based_on="rapport", by=pair.mentee, at=AT)
    correcting.ask_correction(pair.row, "A canary topic", by=pair.mentee, at=AT)
    reviewing.ask_review(pair.row, by=pair.mentee, at=AT)
    rows = OutboxLetter.objects.filter(kind__regex="^(phase|correction|review)")
    said = [" ".join(writer_of(row.kind)(row.to, row.about).paragraphs) for row in rows]
    assert len(said) == 3
    assert not [t for t in said if "canary" in t or pair.mentee.person.given_name in t]
    reviewing.leave_review(pair.row, by=pair.mentee, at=AT)
    phases.move_phase(pair.row, "rapport", based_on="direction", by=pair.mentor, at=AT + DAY)
    gone = [row for row in rows if row.kind != "correction.asked" and row.to == pair.mentor]
    assert [writer_of(row.kind)(row.to, row.about) for row in gone] == [None, None]


@pytest.mark.requirement("R10.09")
def test_the_pair_sees_drift_first_and_the_coordinator_later_without_content(client):
    pair = Pair()
    began = pair.row.began_at
    row = pair.seen_by(pair.mentee)
    assert drift_of(pair.mentee, row, at=began + 20 * DAY) == ()
    late = began + 40 * DAY
    assert len(drift_of(pair.mentee, row, at=late)) == 1
    assert drifting_in(pair.coordinator, pair.programme, at=late) == []
    later = began + 60 * DAY
    [found] = drifting_in(pair.coordinator, pair.programme, at=later)
    assert found.row.pk == pair.row.pk
    with pytest.raises(NotVisible):
        drift_of(pair.coordinator, row, at=later)
    phases.move_phase(pair.row, "winding_up", based_on="rapport", by=pair.mentee, at=AT)
    assert drifting_in(pair.coordinator, pair.programme, at=later) == []
    doing = Doing("Canary action", pair.mentee.pk, (began + 20 * DAY).date())
    add_action(pair.row, doing, once=uuid4(), by=pair.mentor, at=began)
    row = pair.seen_by(pair.mentee)
    assert [sign.kind for sign in drift_of(pair.mentee, row, at=late)] == ["overdue"]
    assert len(drifting_in(pair.coordinator, pair.programme, at=later)) == 1
    client.force_login(pair.coordinator)
    page = client.get(reverse("home:drifting", args=[pair.programme.pk]))
    assert page.status_code == 200 and "Canary" not in page.text
