"""Planted words in every sealed box of goals, plans, visits and notes: no database holds them."""

from uuid import uuid4

import pytest
from django.db import connection

from mentorhouse.development.actions import goals, notes, plans
from mentorhouse.development.actions.goals import Aim
from mentorhouse.development.actions.plans import PlanFacts
from mentorhouse.development.models import Goal
from mentorhouse.development.rules.goals import WORDS
from mentorhouse.development.rules.plans import BOXES, SHEET
from mentorhouse.development.states import GoalMove
from tests.development.conftest import AT
from tests.development.test_pages import at_browser, page
from tests.factories import coordinator_of, make_user
from tests.meetings.test_canaries import rows_of

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
CANARY = "Canary of development"


def plant(pair):
    by, row = pair.mentee, pair.row()
    texts = {name: f"{CANARY} {name}" for name in WORDS}
    private = goals.set_goal(row, Aim("long", private=True), texts, once=uuid4(), by=by, at=AT)
    goal = goals.set_goal(row, Aim("short"), texts, once=uuid4(), by=by, at=AT)
    goals.move_on(goal, GoalMove.PROGRESS, f"{CANARY} note", revision=1, by=by, at=AT)
    boxes = {name: f"{CANARY} {name}" for name in (*BOXES, *SHEET)}
    plans.write_plan(row, PlanFacts(AT.date()), boxes, based_on=0, by=by, at=AT)
    visit = {name: f"{CANARY} {name}" for name in ("where", "purpose", "learnt")}
    plans.plan_visit(row, AT.date(), visit, once=uuid4(), by=by, at=AT)
    notes.write_note(row, f"{CANARY} own", once=uuid4(), by=by, at=AT)
    return private


@pytest.mark.requirement("R6.13")
def test_planted_words_are_read_by_the_pair_and_lie_nowhere_in_clear(pair):
    pair.programme.design_data["meetings"]["visit"] = True
    pair.programme.save()
    private = plant(pair)
    mine, theirs = at_browser(pair.mentee), at_browser(pair.mentor)
    for name in ("goals", "plan", "visits"):
        assert CANARY in page(mine, name, pair.id)
        assert CANARY in page(theirs, name, pair.id)
    assert CANARY in page(mine, "notes", pair.id)
    assert CANARY not in page(theirs, "notes", pair.id)
    assert theirs.get(f"/partnerships/{pair.id}/goals/{private.pk}/").status_code == 404
    for user in (coordinator_of(pair.programme), make_user(is_administrator=True)):
        client = at_browser(user)
        for name in ("goals", "plan", "visits", "notes"):
            assert client.get(f"/partnerships/{pair.id}/{name}/").status_code == 404
    held = [row for alias in ("default", "keystore") for row in rows_of(alias)]
    assert Goal.objects.count() == 2
    assert connection.vendor in {"sqlite", "postgresql"}
    assert not any(CANARY.encode() in row for row in held)
    assert any(str(pair.id).replace("-", "").encode() in row.replace(b"-", b"") for row in held)
