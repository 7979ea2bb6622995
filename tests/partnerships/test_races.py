"""Fifty accept the last place at once: one has it, the others are told kindly.

The control takes the lock out and shows that the race is real: the database has to refuse.
"""

import threading
from collections import Counter

import pytest
from django.db import DatabaseError, connection, connections
from django.db.models import QuerySet

from mentorhouse.audit.models import AuditEntry
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.partnerships import actions
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.rules import NoPlaceLeft, Shape
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.programmes.models import Participation
from tests.factories import (
    AT,
    coordinator_of,
    make_mentee,
    make_mentor,
    make_partnership,
    make_programme,
    user_of,
)

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
MANY = 50


@pytest.fixture
def one_place():
    """A mentor with one place who has accepted fifty matches; each waits for the mentee."""
    programme = make_programme()
    mentor = make_mentor(programme)
    partnerships = [
        make_partnership(programme, mentor, state=PartnershipState.OFFERED) for _ in range(MANY)
    ]
    for partnership in partnerships:
        actions.accept(partnership, by=mentor.person.user, at=AT)
    return mentor, partnerships


def all_at_once(partnerships):
    """Let each mentee accept in a thread of their own; count how it ended for them."""
    answers, start = Counter(), threading.Barrier(len(partnerships))
    mentees = [user_of(partnership, "mentee") for partnership in partnerships]

    def answer(partnership, mentee):
        start.wait()
        try:
            actions.accept(partnership, by=mentee, at=AT)
            answers["accepted"] += 1
        except NoPlaceLeft:
            answers["told kindly"] += 1
        except DatabaseError:
            answers["refused by the database"] += 1
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=answer, args=both)
        for both in zip(partnerships, mentees, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.requirement("R5.08", "R5.12")
def test_fifty_accept_the_last_place_at_once(one_place):
    mentor, partnerships = one_place
    assert all_at_once(partnerships) == {"accepted": 1, "told kindly": MANY - 1}
    mentor.refresh_from_db()
    assert mentor.places_taken == 1
    states = Counter(Partnership.objects.values_list("state", flat=True))
    assert states == {"active": 1, "lapsed": MANY - 1}
    told = OutboxLetter.objects.filter(kind="partnership.lapsed")
    assert told.exclude(to=mentor.person_id).values("to").distinct().count() == MANY - 1
    assert OutboxLetter.objects.filter(kind="partnership.began").count() == 2
    assert AuditEntry.objects.filter(act="partnership.accepted").count() == MANY + 1


def test_without_the_lock_the_database_has_to_refuse(one_place, monkeypatch):
    """The control: the same fifty, and what holds them apart is taken out."""
    mentor, partnerships = one_place
    if connection.vendor == "sqlite":
        # Transactions that read first and ask for the write lock later, as SQLite does by default.
        options = connections.databases["default"]["OPTIONS"]
        monkeypatch.setitem(options, "transaction_mode", "DEFERRED")
    else:
        monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_: rows)
    answers = all_at_once(partnerships)
    assert answers["refused by the database"] >= 1
    mentor.refresh_from_db()
    assert mentor.places_taken == answers["accepted"] == 1


@pytest.mark.requirement("R9.08")
def test_the_last_answers_of_a_group_at_once_begin_it_once():
    programme = make_programme()
    people = [make_mentor(programme), *(make_mentee(programme) for _ in range(4))]
    by = coordinator_of(programme)
    [group] = actions.offer(programme, [people], shape=Shape.GROUP, by=by, at=AT)
    start, failed = threading.Barrier(len(people)), []

    def answer(part, deed):
        start.wait()
        try:
            deed(group, by=part.person.user, at=AT)
        except Exception as fault:  # noqa: BLE001  # whatever it is fails the test
            failed.append(fault)
        finally:
            connections.close_all()

    deeds = [*[actions.accept] * 4, actions.decline]
    threads = [
        threading.Thread(target=answer, args=both) for both in zip(people, deeds, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    group.refresh_from_db()
    assert not failed
    here = {m.participation_id for m in group.members.all()}
    taken = set(Participation.objects.filter(places_taken=1).values_list("pk", flat=True))
    assert group.state == "active"
    assert here == taken == {part.pk for part in people[:4]}
    assert OutboxLetter.objects.filter(kind="partnership.began").count() == 4
