"""What each does before next time: facts for lists, words for the pair alone (R7.09)."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.meetings import queries, rules
from mentorhouse.meetings.actions.acting import Doing, add_action, move_on
from mentorhouse.meetings.states import ActionMove
from mentorhouse.notifications.models import OutboxLetter
from tests.factories import make_user
from tests.meetings.conftest import AT

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
DUE = date(2026, 11, 20)


def agreed(pair, *, owner=None, words="Ring two ward sisters", due_on=DUE, once=None):
    owner = owner or pair.mentee
    doing = Doing(words, owner.pk, due_on)
    row = pair.partnership(pair.mentee)
    return add_action(row, doing, once=once or uuid4(), by=pair.mentee, at=AT)


def still_open(pair):
    return queries.open_actions(pair.mentor, pair.partnership(pair.mentor))


@pytest.mark.requirement("R7.09")
def test_an_action_has_an_owner_and_a_day_and_a_partner_is_told_ahead(pair):
    once = uuid4()
    action = agreed(pair, once=once)
    assert agreed(pair, once=once).pk == action.pk
    ((row, words),) = queries.read_actions(
        pair.mentor, still_open(pair), partnership=pair.partnership(pair.mentor), at=AT
    )
    assert (words, row.owner_id, row.due_on) == ("Ring two ward sisters", pair.mentee.pk, DUE)
    reminder = OutboxLetter.objects.get(kind="action.due")
    assert (reminder.to_id, reminder.due_at.date()) == (pair.mentee.pk, DUE - timedelta(days=2))
    with pytest.raises(NotNow):
        move_on(row, ActionMove.BE_LATE, by=pair.mentor, at=AT)
    move_on(row, ActionMove.BE_LATE, by=pair.mentee, at=AT)
    assert OutboxLetter.objects.get(kind="action.late").to_id == pair.mentor.pk
    move_on(row, ActionMove.CARRY, due_on=DUE + timedelta(days=7), by=pair.mentor, at=AT)
    (carried,) = still_open(pair)
    assert (carried.state, carried.carried, carried.due_on.day) == ("open", 1, 27)
    assert OutboxLetter.objects.filter(kind="action.due").count() == 2
    move_on(carried, ActionMove.DO, by=pair.mentee, at=AT)
    with pytest.raises(NotNow):
        move_on(carried, ActionMove.DO, by=pair.mentor, at=AT)
    assert still_open(pair) == []


def test_nobody_else_has_an_action_in_a_pair(pair):
    with pytest.raises(NotVisible):
        agreed(pair, owner=make_user())
    assert not rules.is_overdue(None, today=DUE)
    assert rules.is_overdue(DUE, today=DUE + timedelta(days=1))


def test_the_page_adds_ticks_and_keeps_what_was_typed(
    pair, at_browser, django_assert_max_num_queries
):
    here = reverse("meetings:actions", args=[pair.id])
    client = at_browser(pair.mentor)
    sent = {"once": uuid4(), "words": "Ask a colleague", "owner": str(pair.mentor.pk)}
    past = sent | {"due_on_day": "1", "due_on_month": "1", "due_on_year": "2020"}
    refused = client.post(here, past).content.decode()
    assert "in the past" in refused
    assert "Ask a colleague" in refused
    client.post(here, sent)
    for number in range(3):
        agreed(pair, words=f"Another {number}")
    with django_assert_max_num_queries(45):
        page = client.get(here).content.decode()
    assert "Ask a colleague" in page
    action = queries.open_actions(pair.mentor, pair.partnership(pair.mentor))[-1]
    one = reverse("meetings:action", args=[pair.id, action.pk])
    assert "Enter the day" in client.post(one, {"move": "carry"}).content.decode()
    client.post(one, {"move": "done"})
    assert "Ask a colleague" in client.get(here + "?settled=1").content.decode()
