"""The hand-over: no open task is left without owner (R2.08, R2.28)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.governance.actions.tasks import hand_over_tasks, settle_successions
from mentorhouse.governance.models import BoardAction, Message, Milestone, Obstacle, Stakeholder
from mentorhouse.governance.queries.tasks import DUTIES, tasks_of
from mentorhouse.governance.tasks import settle
from mentorhouse.notifications.letters import writer_of
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.programmes.models import Coordinator
from mentorhouse.programmes.relations import today
from tests.factories import AT, make_programme, make_user
from tests.governance.makers import (
    make_action,
    make_meeting,
    make_member,
    make_message,
    make_milestone,
    make_obstacle,
    make_stakeholder,
)


@pytest.fixture
def successor(world):
    """Somebody else who runs the programme."""
    row = Coordinator.objects.create(
        programme=world.programme, user=make_user("next@example.org"), since=AT
    )
    return row.user


def fill(programme, owner):
    """Give somebody one open task of every kind, and one that is done."""
    make_milestone(programme, owner=owner)
    make_milestone(programme, owner=owner, title="Done long ago", done_on=today())
    make_action(make_meeting(programme), owner=owner)
    make_obstacle(programme, owner=owner)
    make_stakeholder(programme, owner=owner)
    make_message(programme, owner=owner)


def test_every_kind_that_somebody_can_own_is_handed_over():
    kinds = {kind for _, kind in DUTIES}
    assert kinds >= {Milestone, BoardAction, Obstacle, Stakeholder, Message}


@pytest.mark.requirement("R2.08")
def test_a_hand_over_moves_every_open_task_and_leaves_an_audit_entry(world, successor):
    fill(world.programme, world.coordinator)
    fill(other := make_programme(coordinator=world.coordinator), world.coordinator)
    client = world.browser()
    who = {"leaver": str(world.coordinator.pk), "successor": str(successor.pk)}
    shown = world.shown("hand_over", **who)
    assert "Mentors are trained" in shown and "Hand over 5 tasks" in shown
    assert "Done long ago" not in shown
    assert client.post(world.page("hand_over"), who).url == world.page("start")
    assert tasks_of(world.coordinator, world.programme, world.coordinator) == []
    assert len(tasks_of(world.coordinator, world.programme, successor)) == 5
    for _, kind in DUTIES:  # nothing open is without owner, or with one who left
        rows = kind.rows().filter(kind.OPEN, programme=world.programme)
        assert set(rows.values_list("owner", flat=True)) <= {successor.pk}
    assert Milestone.objects.get(programme=world.programme, title="Done long ago").owner == (
        world.coordinator
    )
    assert len(tasks_of(world.coordinator, other, world.coordinator)) == 5
    entry = AuditEntry.objects.get(act="governance.handed_over")
    assert entry.detail["milestone"] == 1 and entry.detail["to"] == str(successor.pk)
    letter = OutboxLetter.objects.get(kind="governance.handed_over")
    words = writer_of("governance.handed_over")(successor, letter.about)
    assert "Mentors are trained" not in str(words)


def test_only_who_runs_the_programme_takes_over(world, successor):
    member = make_member(world.programme).user
    fill(world.programme, world.coordinator)
    for heir, refusal in ((member, NotNow), (world.coordinator, NotNow)):
        with pytest.raises(refusal):
            hand_over_tasks(world.programme, world.coordinator, heir, by=world.coordinator, at=AT)
    with pytest.raises(NotVisible):
        hand_over_tasks(world.programme, world.coordinator, successor, by=member, at=AT)
    same = {"leaver": str(successor.pk), "successor": str(successor.pk)}
    assert "a hand-over needs two people" in world.shown("hand_over", **same)
    stranger = {"leaver": str(make_user().pk), "successor": str(successor.pk)}
    assert world.browser().post(world.page("hand_over"), stranger).status_code == 200
    assert len(tasks_of(world.coordinator, world.programme, world.coordinator)) == 5


def test_somebody_with_nothing_open_has_nothing_to_hand_over(world, successor):
    who = {"leaver": str(successor.pk), "successor": str(world.coordinator.pk)}
    assert "There is no task to hand over." in world.shown("hand_over", **who)


def test_a_steering_member_who_owns_a_task_can_hand_it_over(world, successor):
    member = make_member(world.programme).user
    make_milestone(world.programme, owner=member)
    who = {"leaver": str(member.pk), "successor": str(successor.pk)}
    assert "Hand over 1 task" in world.shown("hand_over", **who)


@pytest.mark.requirement("R2.28")
def test_tasks_of_one_whose_access_has_ended_go_to_the_successor_by_themselves(world, successor):
    fill(world.programme, world.coordinator)
    settle(timezone.now())
    assert len(tasks_of(successor, world.programme, world.coordinator)) == 5
    Coordinator.objects.filter(user=world.coordinator).update(
        until=today() - timedelta(days=1), successor=Coordinator.objects.get(user=successor)
    )
    for _ in range(2):
        settle(timezone.now())
    assert len(tasks_of(successor, world.programme, successor)) == 5
    assert tasks_of(successor, world.programme, world.coordinator) == []
    assert AuditEntry.objects.filter(act="governance.succeeded").count() == 1
    assert OutboxLetter.objects.filter(kind="governance.handed_over", to=successor).count() == 1


def test_a_second_succession_of_the_same_two_is_told_too(world, successor):
    leaves = Coordinator.objects.filter(user=world.coordinator)
    leaves.update(
        until=today() - timedelta(days=1), successor=Coordinator.objects.get(user=successor)
    )
    for days in (0, 30):
        make_milestone(world.programme, owner=world.coordinator)
        for _ in range(2):  # the second time there is nothing left to give
            settle_successions(world.programme, at=timezone.now() + timedelta(days=days))
    assert OutboxLetter.objects.filter(kind="governance.handed_over", to=successor).count() == 2


@pytest.mark.requirement("R2.08")
def test_who_leaves_hands_over_tasks_and_role_in_one_deed(world, successor):
    fill(world.programme, world.coordinator)
    who = {"leaver": str(world.coordinator.pk), "successor": str(successor.pk), "leaves": "on"}
    shown = world.shown("hand_over", **who)
    assert "Hand over 5 tasks and end the access" in shown
    client = world.browser()
    assert client.post(world.page("hand_over"), who).url == "/"
    assert client.get(world.page("start")).status_code == 404
    assert len(tasks_of(successor, world.programme, successor)) == 5
    assert tasks_of(successor, world.programme, world.coordinator) == []
    acts = set(AuditEntry.objects.values_list("act", flat=True))
    assert {"governance.handed_over", "programme.handed_over"} <= acts


def test_a_role_that_cannot_be_handed_over_keeps_its_tasks(world, successor):
    member = make_member(world.programme).user
    make_milestone(world.programme, owner=member)
    who = {"leaver": str(member.pk), "successor": str(successor.pk), "leaves": "on"}
    shown = world.browser().post(world.page("hand_over"), who).content.decode()
    assert "Hand over their tasks only." in shown
    assert Milestone.objects.get().owner == member
    assert not AuditEntry.objects.filter(act="governance.handed_over").exists()
