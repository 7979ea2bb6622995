"""The champion and what stands in the way (R2.25)."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow, Step, after
from mentorhouse.audit.models import AuditEntry
from mentorhouse.governance.actions import champion as actions
from mentorhouse.governance.models import Champion, Obstacle
from mentorhouse.governance.states import OBSTACLE, ObstacleMove, ObstacleState
from mentorhouse.notifications.letters import writer_of
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.programmes.relations import today
from tests.factories import AT, make_programme, make_user
from tests.governance.makers import make_champion, make_member, make_obstacle

_S, _M = ObstacleState, ObstacleMove


@pytest.mark.parametrize("state", _S)
@pytest.mark.parametrize("move", _M)
def test_an_obstacle_moves_as_its_table_says(state, move):
    step: Step = OBSTACLE[move]
    if state in step.sources:
        assert after(OBSTACLE, state, move) is step.target
    else:
        with pytest.raises(NotNow):
            after(OBSTACLE, state, move)


def test_the_database_knows_no_other_state(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_obstacle(world.programme, state="forgotten")


def reported(world, **more):
    day = today()
    typed = {
        "title": "No room to meet", "needed": "A room on Mondays.",
        "reported_on_day": day.day, "reported_on_month": day.month, "reported_on_year": day.year,
        "owner": str(world.coordinator.pk), "key": uuid4(),
    }  # fmt: skip
    return world.browser().post(world.page("add", "obstacle"), typed | more)


@pytest.mark.requirement("R2.25")
def test_the_champion_hears_of_an_obstacle_answers_it_and_the_owner_hears_of_the_answer(world):
    senior = make_user("senior@example.org")
    make_champion(world.programme, senior)
    key = uuid4()
    for _ in range(2):  # sent twice
        reported(world, key=key)
    obstacle = Obstacle.objects.get()
    letter = OutboxLetter.objects.get(kind="governance.obstacle")
    assert letter.to_id == senior.pk
    words = writer_of("governance.obstacle")(senior, letter.about)
    assert "No room" not in str(words) and "Monday" not in str(words)
    assert world.page("obstacles").strip("/").split("/")[-1] in words.link.url
    shown = world.shown("obstacle", obstacle.pk, to=senior)
    assert "A room on Mondays." in shown and "Save the answer" in shown
    address = world.page("answer", obstacle.pk)
    world.browser(senior).post(address, {"deed": "answer", "answer": "Room 12 is yours."})
    obstacle.refresh_from_db()
    assert (obstacle.state, obstacle.answer, obstacle.answered_on) == (
        "answered", "Room 12 is yours.", today(),
    )  # fmt: skip
    told = OutboxLetter.objects.get(kind="governance.answered")
    assert told.to_id == world.coordinator.pk
    assert "Room 12" not in str(writer_of("governance.answered")(world.coordinator, told.about))
    world.browser().post(address, {"deed": "remove"})
    obstacle.refresh_from_db()
    assert obstacle.state == "removed"
    acts = set(AuditEntry.objects.values_list("act", flat=True))
    assert {"governance.obstacle_reported", "governance.obstacle_answered"} <= acts


def test_the_champion_sees_obstacles_and_nothing_else(world):
    senior = make_user()
    make_champion(world.programme, senior)
    obstacle = make_obstacle(world.programme)
    client = world.browser(senior)
    assert client.get(world.page("obstacles")).status_code == 200
    for name, *args in (
        ("start",), ("plan",), ("board",), ("champion",), ("stakeholders",),
        ("change", "obstacle", obstacle.pk), ("add", "obstacle"),
    ):  # fmt: skip
        assert client.get(world.page(name, *args)).status_code == 404, name
    elsewhere = make_obstacle(make_programme())
    assert client.get(world.page("obstacle", elsewhere.pk)).status_code == 404


def test_the_steering_group_reads_obstacles_and_answers_none(world):
    member, obstacle = make_member(world.programme).user, make_obstacle(world.programme)
    shown = world.shown("obstacle", obstacle.pk, to=member)
    assert "A room on Mondays." in shown and "Save the answer" not in shown
    reply = world.browser(member).post(world.page("answer", obstacle.pk), {"answer": "x"})
    assert reply.status_code == 404
    with pytest.raises(NotVisible):
        actions.move(obstacle, _M.REMOVE, day=today(), by=member, at=AT)


def test_an_answer_without_words_and_a_deed_that_does_not_exist_change_nothing(world):
    obstacle = make_obstacle(world.programme, title="Time")
    client, address = world.browser(), world.page("answer", obstacle.pk)
    assert "Enter the answer" in client.post(address, {"deed": "answer"}).content.decode()
    assert client.post(address, {"deed": "explode"}).status_code == 404
    reply = client.post(address, {"deed": "reopen"}, follow=True).content.decode()
    assert "This cannot be done any more" in reply
    obstacle.refresh_from_db()
    assert obstacle.state == "open"


@pytest.mark.requirement("R2.25")
def test_a_champion_is_named_once_with_or_without_an_account(world):
    client, address = world.browser(), world.page("champion")
    typed = {"name": "Sam Senior", "job_title": "Director", "promised": "Time.", "version": "0"}
    assert client.post(address, typed).url == world.page("obstacles")
    row = Champion.objects.get()
    assert (row.name, row.user) == ("Sam Senior", None)
    assert not OutboxLetter.objects.exists()
    late = client.post(address, typed | {"name": "Other"}).content.decode()
    assert "Someone else saved a change" in late and "Sam Senior" in late
    client.post(address, typed | {"email": "Sam@example.org", "version": "1"})
    row.refresh_from_db()
    assert row.user.email == "sam@example.org"
    letter = OutboxLetter.objects.get(kind="governance.champion")
    assert writer_of("governance.champion")(row.user, letter.about).link is not None
    assert "Sam Senior" in world.shown("obstacles", to=row.user)
    client.post(address, typed | {"version": "2"})  # without an address: no account any more
    assert world.browser(row.user).get(world.page("obstacles")).status_code == 404
    assert writer_of("governance.champion")(row.user, letter.about) is None


def test_the_start_page_leads_a_champion_to_the_obstacles(world):
    senior = make_user()
    make_champion(world.programme, senior)
    assert world.page("obstacles") in world.browser(senior).get("/").content.decode()


def test_obstacles_are_filtered_by_state(world):
    make_obstacle(world.programme, title="Open one")
    make_obstacle(world.programme, title="Gone one", state="removed")
    shown = world.shown("obstacles", state="removed")
    assert "Gone one" in shown and "Open one" not in shown
    assert "Open one" in world.shown("obstacles", state="nonsense")
