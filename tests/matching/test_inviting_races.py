"""First talks at the same moment: what the locks and the database hold."""

import threading
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connections
from django.db.models import QuerySet

from mentorhouse.access.states import NotNow
from mentorhouse.matching.actions import inviting
from mentorhouse.matching.models import Invitation, OfferedTime
from mentorhouse.partnerships.models import Partnership
from tests.factories import AT
from tests.matching.talks import AFTER, SOON, ask, chosen, user, world

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keystore"])


def at_once(*deeds):
    """Do deeds in threads of their own; count how each ended."""
    ended, start = Counter(), threading.Barrier(len(deeds))

    def run(deed):
        start.wait()
        try:
            deed()
            ended["done"] += 1
        except NotNow:
            ended["told kindly"] += 1
        except Exception as problem:  # noqa: BLE001  # counted, and the test then fails
            ended[repr(problem)] += 1
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ended


@pytest.mark.requirement("R5.07")
def test_invitations_at_the_same_moment_cannot_make_four():
    _, mentors, (mentee,) = world(mentors=6)
    ended = at_once(*((lambda mentor=mentor: ask(mentee, mentor)) for mentor in mentors))
    assert ended == {"done": 3, "told kindly": 3}
    assert Invitation.objects.filter(slot__isnull=False).count() == 3


@pytest.mark.requirement("R5.07")
def test_without_the_lock_the_database_still_refuses_the_fourth(monkeypatch):
    _, mentors, (mentee,) = world(mentors=6)
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_: rows)
    at_once(*((lambda mentor=mentor: ask(mentee, mentor)) for mentor in mentors))
    assert Invitation.objects.filter(slot__isnull=False).count() <= 3


@pytest.mark.requirement("R5.08", "R5.12")
def test_two_who_chose_the_last_place_are_confirmed_at_once_and_one_has_it():
    _, (mentor, *_), (one, other) = world(mentees=2)
    talks = [chosen(one, mentor), chosen(other, mentor)]
    ended = at_once(
        *((lambda talk=talk: inviting.confirm(talk, by=user(mentor), at=AFTER)) for talk in talks)
    )
    assert ended == {"done": 1, "told kindly": 1}
    assert Partnership.objects.filter(state="active").count() == 1
    mentor.refresh_from_db()
    assert mentor.places_taken == 1
    assert sorted(Invitation.objects.values_list("state", flat=True)) == ["confirmed", "lapsed"]


def test_two_mentors_confirm_one_mentee_at_once():
    """Only one of them was chosen, so that one press stands; the other talk is thanked."""
    _, (mentor, other, *_), (mentee,) = world()
    spare = ask(mentee, other)
    talk = chosen(mentee, mentor)
    ended = at_once(
        lambda: inviting.confirm(talk, by=user(mentor), at=AFTER),
        lambda: inviting.decline(spare, by=user(other), at=AFTER),
    )
    assert ended == {"done": 2}
    spare.refresh_from_db()
    assert spare.state in ("declined", "released")


def test_a_mentor_declines_while_the_mentee_withdraws():
    _, (mentor, *_), (mentee,) = world()
    talk = ask(mentee, mentor)
    ended = at_once(
        lambda: inviting.decline(talk, by=user(mentor), at=AT),
        lambda: inviting.withdraw(talk, by=user(mentee), at=AT),
    )
    assert ended == {"done": 2}
    talk.refresh_from_db()
    assert talk.state in ("declined", "withdrawn")


@pytest.mark.requirement("R5.06")
def test_an_offered_time_goes_to_one_of_many():
    _, (mentor, *_), mentees = world(mentees=4)
    inviting.offer_times(mentor, [SOON], way="video", joining="", by=user(mentor), at=AT)
    time = OfferedTime.objects.get()

    def book(mentee):
        aims = inviting.Aims("Hello")
        inviting.book(mentee, time, aims, origin="search", by=user(mentee), at=AT)

    ended = at_once(*((lambda mentee=mentee: book(mentee)) for mentee in mentees))
    assert ended == {"done": 1, "told kindly": 3}


def test_a_reminder_and_the_end_at_the_same_moment():
    _, (mentor, *_), (mentee,) = world()
    talk = ask(mentee, mentor)
    late = AT + timedelta(days=15)
    at_once(
        lambda: inviting.end_overdue(at=late),
        lambda: inviting.end_overdue(at=late),
        lambda: inviting.withdraw(talk, by=user(mentee), at=late),
    )
    talk.refresh_from_db()
    assert talk.state in ("expired", "withdrawn")
    assert talk.slot is None
