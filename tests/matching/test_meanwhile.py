"""What somebody else did meanwhile holds: nothing is sent, swapped or offered by an older page."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import may
from mentorhouse.access.states import NotNow
from mentorhouse.matching.actions import by_hand
from mentorhouse.matching.actions.publishing import HOLD, hold, publish, send, send_due, withdraw
from mentorhouse.matching.models import MatchRun, Override, Shortlist, ShortlistPlace
from mentorhouse.matching.states import RunState
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.partnerships.models import Partnership
from mentorhouse.people.models import Biography
from tests.factories import AT, coordinator_of, make_mentee, make_mentor, make_person
from tests.matching.test_by_hand import LEAST, with_soft_rule
from tests.matching.test_pages import as_coordinator, text
from tests.matching.test_shortlists import choosers, listed, offered, turns_to
from tests.matching.test_ways import choose
from tests.matching.worlds import drafted, pairs_of, programme_of
from tests.together import HeldTrail

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
DUE, DAYS = AT + HOLD, timedelta(days=21)
Kind = MatchRun.Kind


@pytest.mark.requirement("R5.10")
def test_a_page_that_still_shows_it_as_published_sends_nothing_after_it_was_withdrawn():
    run = drafted(programme_of(1, 1))
    by = coordinator_of(run.programme)
    hold(run, by=by, at=AT)
    withdraw(run, by=by, at=AT)
    page = reverse("matching:send", args=[run.programme_id, run.pk])
    answer = text(as_coordinator(run.programme).post(page, follow=True))
    assert "so nothing was sent" in answer
    with pytest.raises(NotNow):
        send(run, by=by, at=AT)
    assert not Partnership.objects.exists()
    assert not OutboxLetter.objects.filter(kind="partnership.offered").exists()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one deed write")
@pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
@pytest.mark.parametrize("held_again", [False, True])
def test_what_is_withdrawn_while_the_clock_strikes_does_not_leave(held_again):
    run = drafted(programme_of(1, 1))
    by = coordinator_of(run.programme)
    hold(run, by=by, at=AT)

    def take_back():
        withdraw(run, by=by, at=DUE)
        if held_again:
            hold(run, by=by, at=DUE)

    with HeldTrail() as trail:
        trail.begin(take_back)
        trail.begin(lambda: send_due(at=DUE))
    run.refresh_from_db()
    assert not trail.failures
    assert run.state in {RunState.DRAFT, RunState.HELD}
    assert not Partnership.objects.exists()


@pytest.mark.requirement("R5.01", "R5.10")
def test_what_is_held_does_not_leave_once_its_way_is_switched_off():
    run = drafted(programme_of(1, 1))
    hold(run, by=coordinator_of(run.programme), at=AT)
    choose(run.programme, "self_service")
    assert send_due(at=DUE) == 0
    run.refresh_from_db()
    assert (run.state, run.send_at) == (RunState.DRAFT, None)
    assert not Partnership.objects.exists()


@pytest.mark.requirement("R5.05")
def test_lists_that_were_opened_after_a_draft_count_against_its_limit():
    programme = choosers(mentors=1, mentees=2)
    run = listed(programme)
    mentor = programme.participations.get(role="mentor")
    third = make_mentee(programme, make_person(grade="SEO"))
    other = MatchRun.objects.create(
        programme=programme, kind=Kind.SHORTLIST, state=RunState.PUBLISHED, made_at=AT,
        design_data=run.design_data, made_by=coordinator_of(programme), published_at=AT,
    )  # fmt: skip
    opened = Shortlist.objects.create(
        run=other, mentee=third, state="open", offered_at=AT, answer_by=AT.date() + DAYS
    )
    ShortlistPlace.objects.create(shortlist=opened, mentor=mentor, score=1, parts=[], warnings=[])
    done = publish(run, by=coordinator_of(programme), at=AT)
    assert (done.offered, done.left_out) == (1, 1)
    assert ShortlistPlace.objects.filter(mentor=mentor, shortlist__state="open").count() == 2


@pytest.mark.requirement("R5.05", "R5.15")
def test_who_chose_reads_what_the_others_on_the_list_published_no_longer_than_they_may_choose():
    run = offered(choosers(), timezone.now())
    row = run.shortlists.first()
    turns_to(row, timezone.now())
    Shortlist.objects.filter(pk=row.pk).update(state="taken_up", ended_at=timezone.now())
    person = row.places.last().mentor.person
    biography = Biography.objects.create(
        person=person, published=True, about="Ward and water", changed_at=AT
    )
    assert may(row.mentee.person.user, Capability.READ_BIOGRAPHY, biography)
    Shortlist.objects.filter(pk=row.pk).update(answer_by=AT.date() - DAYS)
    assert not may(row.mentee.person.user, Capability.READ_BIOGRAPHY, biography)


@pytest.mark.requirement("R5.04")
def test_what_was_meant_for_a_draft_is_offered_to_nobody_when_the_draft_is_gone():
    programme = programme_of(2, 2)
    spare = make_mentor(programme, make_person(grade="Grade 6", profession="Trade 9"))
    run, client = drafted(programme), as_coordinator(programme)
    mentee = run.pairs.first().mentee_id
    hold(run, by=coordinator_of(programme), at=AT)
    page = reverse("matching:pair_up", args=[programme.pk, mentee, spare.pk])
    answer = text(client.post(page, {"deed": "draft"}, follow=True))
    assert "no draft any more" in answer
    assert client.post(page, {}).status_code == 200, "no deed, nothing done"
    assert not Partnership.objects.exists()


@pytest.mark.requirement("R5.10")
def test_a_swap_pressed_twice_is_one_swap_and_an_older_page_swaps_nothing():
    run = drafted(programme_of(3, 3))
    client = as_coordinator(run.programme)
    first, second, third = run.pairs.order_by("pk")
    page = reverse("matching:swap", args=[run.programme_id, run.pk, first.pk])
    shown = client.get(page, {"other": str(second.pk)}).text
    sent = {
        name: re.search(rf'name="{name}" value="([^"]+)"', shown)[1] for name in ("other", "seen")
    }
    wanted = pairs_of(run) | {
        first.mentee_id: second.mentor_id,
        second.mentee_id: first.mentor_id,
    }
    for _ in range(2):
        assert "Swapped." in text(client.post(page, sent, follow=True))
        assert pairs_of(run) == wanted
    by = coordinator_of(run.programme)
    seen = (second.mentor_id, third.mentor_id)
    by_hand.swap(run, first.pk, third.pk, seen=seen, reason="", by=by, at=AT)
    now = pairs_of(run)
    assert "changed meanwhile" in text(client.post(page, sent, follow=True))
    assert pairs_of(run) == now
    for nonsense in ({}, {"seen": "x"}, {"seen": f"{first.pk}"}):
        client.post(page, {"other": sent["other"]} | nonsense)
        assert pairs_of(run) == now


@pytest.mark.requirement("R5.04")
def test_a_reason_that_cannot_be_kept_is_an_error_in_words_and_is_not_cut_short():
    programme = with_soft_rule(programme_of(2, 2), LEAST | {"least": 100})
    run, client = drafted(programme), as_coordinator(programme)
    first, second = run.pairs.order_by("pk")
    page = reverse("matching:swap", args=[programme.pk, run.pk, first.pk])
    shown = client.get(page, {"other": str(second.pk)}).text
    seen = re.search(r'name="seen" value="([^"]+)"', shown)[1]
    before = pairs_of(run)
    for reason in ("a\x00b", "x" * 501):
        answer = client.post(page, {"other": str(second.pk), "seen": seen, "reason": reason})
        assert answer.status_code == 200
        assert "Error:" in answer.text
        assert pairs_of(run) == before
    assert not Override.objects.exists()


def test_a_design_that_nests_without_end_is_refused_in_words():
    programme = programme_of(1, 1)
    page = reverse("matching:trial", args=[programme.pk])
    for given in ("[" * 200_000, "[]", "3", "null", '{"matching": 1}'):
        answer = as_coordinator(programme).post(page, {"design": given}, follow=True)
        assert "cannot be tried" in text(answer), given[:20]
