"""Two at once: one entry, one seat, one statement, one owner; the trail stays whole."""

from uuid import uuid4

import pytest
from django.db import connection, transaction

from mentorhouse.access.states import NotNow
from mentorhouse.audit.queries import verify_chain
from mentorhouse.governance.actions import board, champion, entries, needs
from mentorhouse.governance.actions.needs import Stated, StatedMeanwhile
from mentorhouse.governance.actions.plan import take_first_set
from mentorhouse.governance.actions.tasks import hand_over_tasks, settle_successions
from mentorhouse.governance.models import BoardMember, Milestone, Need, Obstacle
from mentorhouse.governance.rules.plan import SEEDS
from mentorhouse.governance.states import ObstacleMove
from mentorhouse.programmes.models import Coordinator
from tests.factories import AT, coordinator_of, make_programme, make_user
from tests.governance.makers import TODAY, make_milestone, make_obstacle
from tests.together import HeldTrail, at_once

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keystore"])


def kinds_of(done):
    return sorted(type(result).__name__ for result in done)


def test_a_form_sent_twice_at_once_makes_one_milestone():
    programme = make_programme()
    by, key = coordinator_of(programme), uuid4()
    values = {
        "title": "x", "stage": "run", "start": TODAY, "due": TODAY, "owner_name": "Lee Local",
    }  # fmt: skip

    def deed():
        return entries.add(Milestone, programme, values, key=key, by=by, at=AT)

    assert kinds_of(at_once(deed, deed)) == ["Milestone", "Milestone"]
    assert Milestone.objects.count() == 1
    assert verify_chain().whole


def test_of_two_changes_at_once_one_stands_and_the_other_is_told():
    programme = make_programme()
    row, by = make_milestone(programme), coordinator_of(programme)

    def changing(title):
        return lambda: entries.change(row, {"title": title}, version=1, by=by, at=AT)

    done = at_once(changing("One"), changing("Two"))
    assert kinds_of(done) == ["ChangedMeanwhile", "Milestone"]
    row.refresh_from_db()
    assert row.version == 2


def test_the_first_set_taken_by_two_at_once_is_there_once():
    programme = make_programme()
    by, keys = coordinator_of(programme), [seed.key for seed in SEEDS]

    def deed():
        return take_first_set(programme, keys, TODAY, by=by, at=AT)

    assert sorted(at_once(deed, deed)) == [0, len(SEEDS)]
    assert Milestone.objects.count() == len(SEEDS)


def test_one_seat_is_given_to_a_newcomer_named_by_two_at_once():
    programme = make_programme()
    by = coordinator_of(programme)

    def deed():
        return board.seat(
            programme, "rosa@example.org", role="member", since=TODAY, until=None, by=by, at=AT
        )

    done = at_once(deed, deed)
    assert [isinstance(result, NotNow) for result in done].count(True) == 1
    assert BoardMember.objects.count() == 1


def test_a_statement_and_the_closing_of_its_year_never_cross():
    for _ in range(3):
        programme = make_programme()
        by = coordinator_of(programme)
        needs.ask(programme, 2027, ["mary@example.org"], by=by, at=AT)
        need = Need.objects.select_related("year", "manager").get(year__programme=programme)
        said = Stated("Trust", 1, 1)
        done = at_once(
            lambda need=need, said=said: needs.state(need, said, version=1, by=need.manager, at=AT),
            lambda need=need, by=by: needs.close(need.year, by=by, at=AT),
        )
        need.refresh_from_db()
        refused = isinstance(done[0], NotNow)
        assert refused is (need.given_at is None), done
        assert not isinstance(done[0], StatedMeanwhile)


def test_a_hand_over_and_a_change_at_once_leave_an_owner_who_is_there():
    programme = make_programme()
    by, heir = coordinator_of(programme), make_user()
    Coordinator.objects.create(programme=programme, user=heir, since=AT)
    row = make_milestone(programme, owner=by)
    done = at_once(
        lambda: hand_over_tasks(programme, by, heir, by=by, at=AT),
        lambda: entries.change(
            row, {"title": "New", "owner_id": by.pk, "owner_name": ""}, version=1, by=by, at=AT
        ),
    )
    row.refresh_from_db()
    told = isinstance(done[1], entries.ChangedMeanwhile)
    assert done[0] == 1
    assert row.owner == heir, (told, done)


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite lets one deed write at a time"
)
def test_two_successions_and_an_answer_never_wait_in_a_circle():
    programme = make_programme()
    heir = coordinator_of(programme)
    first, second = make_user(), make_user()
    here = programme.coordinators.get()
    for user in (first, second):
        Coordinator.objects.create(
            programme=programme, user=user, since=AT, ended_at=AT, successor=here
        )
    for user in (first, second):
        make_milestone(programme, owner=user)
        make_obstacle(programme, owner=user)
    rows = list(Obstacle.objects.all())

    def answer(row):
        return lambda: champion.move(
            row, ObstacleMove.ANSWER, day=TODAY, by=heir, at=AT, answer="Yes"
        )

    with HeldTrail() as trail:
        trail.begin(lambda: settle_successions(programme, at=AT))
        held = Obstacle.objects.filter(pk__in=[row.pk for row in rows])
        free = held.select_for_update(no_key=True, skip_locked=True)
        with transaction.atomic():
            row = free.first()
        if row is not None:  # one that the successions have not come to yet
            trail.begin(answer(row))
    assert trail.failures == []
    assert not Obstacle.objects.exclude(owner=heir).exists()
