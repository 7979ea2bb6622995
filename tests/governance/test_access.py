"""In the archive everything is read and nothing changes."""

from uuid import uuid4

import pytest
from django.urls import reverse

from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.governance.actions import board, champion, entries, needs, tasks
from mentorhouse.governance.actions.needs import Stated
from mentorhouse.governance.actions.plan import take_first_set
from mentorhouse.governance.models import Gap, Need
from mentorhouse.governance.states import ObstacleMove
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.relations import today
from tests.factories import AT, make_user
from tests.governance.makers import (
    make_gap,
    make_member,
    make_milestone,
    make_obstacle,
    make_stakeholder,
)


@pytest.fixture
def archived(world):
    """Fill a programme, then put it into the archive."""
    needs.ask(world.programme, 2027, ["mary@example.org"], by=world.coordinator, at=AT)
    make_milestone(world.programme)
    Programme.objects.update(state="archived")
    world.programme.refresh_from_db()
    return world


def deeds(world):
    """Every deed of a person in this room."""
    programme, by = world.programme, world.coordinator
    who = {"by": by, "at": AT}
    need = Need.objects.select_related("year", "manager").get()
    member, gap = make_member(programme), make_gap(programme)
    stakeholder, obstacle = make_stakeholder(programme), make_obstacle(programme)
    seat = {"role": "chair", "since": today(), "until": None}
    said = {"name": "Sam Senior"}
    return [
        lambda: entries.add(Gap, programme, {"title": "x"}, key=uuid4(), **who),
        lambda: entries.change(gap, {"title": "x"}, version=1, **who),
        lambda: entries.remove(gap, **who),
        lambda: entries.mark_done(make_milestone(programme), today(), **who),
        lambda: entries.inform(stakeholder, today(), version=1, **who),
        lambda: take_first_set(programme, ["train"], today(), **who),
        lambda: board.seat(programme, "new@example.org", **seat, **who),
        lambda: board.change_seat(member, **seat, **who),
        lambda: board.write_group(programme, name="x", terms="", version=0, **who),
        lambda: champion.name_champion(programme, said, email="", version=0, **who),
        lambda: champion.report(programme, {"title": "x"}, key=uuid4(), **who),
        lambda: champion.move(obstacle, ObstacleMove.REMOVE, day=today(), **who),
        lambda: needs.ask(programme, 2028, ["x@example.org"], **who),
        lambda: needs.remind(need.year, **who),
        lambda: needs.close(need.year, **who),
        lambda: needs.reopen(need.year, **who),
        lambda: needs.state(need, Stated("T", 1, 1), version=1, by=need.manager, at=AT),
        lambda: tasks.hand_over_tasks(programme, by, make_user(), **who),
        lambda: tasks.hand_over_all(programme, by, make_user(), **who),
    ]


def test_nothing_changes_in_the_archive(archived):
    before = AuditEntry.objects.count()
    for deed in deeds(archived):
        with pytest.raises(NotNow, match="in the archive"):
            deed()
    assert AuditEntry.objects.count() == before


def test_a_press_in_the_archive_is_refused_in_words_on_every_page(archived):
    gap, stakeholder = make_gap(archived.programme), make_stakeholder(archived.programme)
    member, need = make_member(archived.programme), Need.objects.get()
    milestone = make_milestone(archived.programme)
    client = archived.browser()
    day = {"since_day": "1", "since_month": "1", "since_year": "2026"}
    pressed = [
        ("add", ("gap",), {"title": "x", "key": uuid4()}),
        ("change", ("gap", gap.pk), {"title": "x", "version": "1"}),
        ("remove", ("gap", gap.pk), {}),
        ("done", ("milestone", milestone.pk), {}),
        ("informed", (stakeholder.pk,), {"version": "1"}),
        ("first_plan", (), {"start": "2027-01-04", "chosen": ["train"]}),
        ("seats", (), {"email": "new@example.org", "role": "chair", **day}),
        ("seat", (member.pk,), {"role": "chair", **day}),
        ("group", (), {"name": "x", "version": "0"}),
        ("champion", (), {"name": "x", "version": "0"}),
        ("needs", (), {"year": "2028", "addresses": "x@example.org"}),
        ("needs_deed", (2027, "close"), {}),
    ]
    for name, args, typed in pressed:
        reply = client.post(archived.page(name, *args), typed, follow=True)
        assert "in the archive" in reply.content.decode(), name
        assert client.get(archived.page("plan")).status_code == 200
    form = reverse("governance:need", args=[need.pk])
    typed = {
        "version": "1", "organisation": "T", "mentees_wanted": "1", "mentors_offered": "1",
    }  # fmt: skip
    shown = archived.browser(need.manager).post(form, typed).content.decode()
    assert "in the archive" in shown
