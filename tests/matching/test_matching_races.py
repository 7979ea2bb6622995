"""Matching at the same moment: bookings, proposals, ends, pauses, and two who ask each other."""

from datetime import timedelta
from uuid import uuid4

import pytest

from mentorhouse.access.states import NotNow
from mentorhouse.matching.actions import inviting, proposing, sending
from mentorhouse.matching.actions.publishing import publish
from mentorhouse.matching.models import Invitation, OfferedTime
from mentorhouse.matching.queries.pool import waiting_of
from mentorhouse.matching.rules import tallies
from mentorhouse.matching.rules.inviting import SEARCH
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.partnerships import actions
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.states import Ending, RematchAnswer
from mentorhouse.programmes.actions import pause_place
from mentorhouse.programmes.models import Participation
from tests.factories import AT, coordinator_of, user_of
from tests.matching.talks import AFTER, SOON, ask, user, world
from tests.matching.test_mutual import N, aims, colleague
from tests.matching.worlds import drafted, programme_of
from tests.partnerships.test_ending import pair, wish
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keystore"])


def told_kindly(ends):
    """How many met a refusal in words; anything else that was raised fails the test."""
    raised = [one for one in ends if isinstance(one, Exception)]
    assert all(isinstance(one, NotNow) for one in raised), raised
    return len(raised)


@pytest.mark.requirement("R5.06")
def test_a_time_that_is_offered_later_goes_to_one_of_those_who_wait():
    _, (mentor, *_), mentees = world(mentees=4)
    talks = [ask(mentee, mentor) for mentee in mentees]
    inviting.offer_times(mentor, [SOON], way="video", joining="", by=user(mentor), at=AT)
    time = OfferedTime.objects.get()
    ends = at_once(
        *(
            lambda talk=talk: inviting.book_instead(talk, time, by=user(talk.mentee), at=AT)
            for talk in talks
        )
    )
    assert told_kindly(ends) == 3
    assert Invitation.objects.filter(state="agreed").count() == 1


@pytest.mark.requirement("R5.14", "R5.12")
def test_two_say_yes_at_once_to_a_mentor_with_one_place():
    programme, (mentor, *_), mentees = world(mentees=2)
    Participation.objects.filter(pk=mentor.pk).update(capacity=1)
    rows = [
        proposing.propose(mentor, user(one).email, once=uuid4(), by=user(mentor), at=AT)
        for one in mentees
    ]
    ends = at_once(
        *(
            lambda row=row: proposing.answer(row, accept=True, by=user(row.mentee), at=AT)
            for row in (*rows, *rows)  # each presses twice
        )
    )
    told_kindly(ends)
    assert Partnership.objects.filter(programme=programme, state="active").count() == 1
    mentor.refresh_from_db()
    assert mentor.places_taken == 1


@pytest.mark.requirement("R5.13")
def test_both_end_it_while_two_co_ordinators_decide():
    row = pair()
    wish(row)
    by = coordinator_of(row.programme)

    def decide():
        return actions.decide_rematch(row, RematchAnswer.LOOK, by=by, at=AT)

    ends = at_once(
        lambda: actions.end(row, Ending.FIT, by=user_of(row, "mentor"), at=AT),
        lambda: actions.end(row, Ending.DONE, by=user_of(row, "mentee"), at=AT),
        decide,
        decide,
    )
    told_kindly(ends)
    row.refresh_from_db()
    assert row.state == "ended"
    taken = row.members.values_list("participation__places_taken", flat=True)
    assert set(taken) == {0}
    ended = OutboxLetter.objects.filter(kind="partnership.ended")
    assert ended.values("to").distinct().count() == ended.count()


@pytest.mark.requirement("R5.20")
def test_a_mentor_pauses_while_a_run_publishes():
    programme = programme_of(2, 2)
    run = drafted(programme)
    paused, other = (row.mentor for row in run.pairs.select_related("mentor").order_by("pk"))
    by = coordinator_of(programme)
    day = AT.date() + timedelta(days=30)
    done, said = at_once(
        lambda: publish(run, by=by, at=AT),
        lambda: pause_place(paused, until=day, by=user(paused), at=AT),
    )
    assert said.returns_on == day
    offered = set(
        Partnership.objects.filter(programme=programme).values_list(
            "members__participation", flat=True
        )
    )
    assert other.pk in offered
    assert (done.offered, done.left_out) == ((2, 0) if paused.pk in offered else (1, 1))
    assert len(waiting_of(programme)) == done.left_out  # the mentee comes first in the next run


@pytest.mark.requirement("R5.18")
def test_two_who_asked_each_other_confirm_at_once_and_it_begins_once():
    programme, _mentors, _ = world(N)
    (one_mentor, one), (other_mentor, other) = colleague(programme), colleague(programme)
    talks = [
        inviting.invite(mine, theirs, aims(mutual=True), origin=SEARCH, by=user(mine), at=AT)
        for mine, theirs in ((one, other_mentor), (other, one_mentor))
    ]
    for talk in talks:
        inviting.propose(talk, [SOON], way="video", by=user(talk.mentor), at=AT)
        inviting.pick(talk, talk.times.get().pk, by=user(talk.mentee), at=AT)
        inviting.note_meeting(talk, met=True, by=user(talk.mentee), at=SOON + timedelta(hours=2))
        inviting.choose(talk, by=user(talk.mentee), at=AFTER)
    talks = list(Invitation.objects.select_related("mentor", "mentee", "programme"))
    ends = at_once(
        *(
            lambda talk=talk: inviting.confirm(talk, by=user(talk.mentor), at=AFTER)
            for talk in talks
        )
    )
    assert told_kindly(ends) == 1
    assert Partnership.objects.get().shape == "reciprocal"
    assert set(Participation.objects.filter(places_taken__gt=1)) == set()


@pytest.mark.requirement("R5.10")
def test_two_clocks_send_a_large_draft_and_everybody_hears_once(monkeypatch):
    monkeypatch.setattr(tallies, "LARGE", 0)
    monkeypatch.setattr(sending, "AT_ONCE", 1)
    programme = programme_of(3, 3)
    run, by = drafted(programme), coordinator_of(programme)
    assert publish(run, by=by, at=AT).leaves
    ends = at_once(*[lambda: sending.carry_on(run.pk, at=AT)] * 2)
    assert any(end is True for end in ends), ends
    sending.carry_on(
        run.pk, at=AT
    )  # the next minute of the clock, where one was in the other’s way
    run.refresh_from_db()
    assert run.state == "published"
    assert Partnership.objects.filter(programme=programme).count() == 3
    letters = OutboxLetter.objects.filter(kind="partnership.offered")
    assert letters.count() == letters.values("to").distinct().count() == 6
