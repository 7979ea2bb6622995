"""Cards of the start page for the life of partnerships: each with its next step."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mentorhouse.home.queries.life import life_cards
from mentorhouse.home.queries.start import pairs_of
from mentorhouse.partnerships import actions
from mentorhouse.partnerships.actions import (
    changing,
    continuing,
    correcting,
    last_day,
    reviewing,
    saying_goodbye,
    talking,
)
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.states import Ending
from tests.factories import AT, make_mentee, make_partnership
from tests.partnerships.life import DAY, Pair, Several, user

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def cards(viewer, at=AT):
    return [(one.page, one.args[0]) for one in life_cards(viewer, pairs_of(viewer, at=at), at=at)]


@pytest.mark.requirement("R10.01", "R10.02", "R10.03", "R10.04", "R10.11")
def test_the_most_urgent_thing_of_each_partnership_is_a_card():
    pair = Pair()
    here = {"by": pair.mentee, "at": AT}
    mentor = pair.mentor
    assert cards(mentor) == []
    found = []
    Partnership.objects.filter(pk=pair.row.pk).update(review_on=None)
    half = AT + (pair.row.ends_on - AT.date()) * 3 / 5
    found.append(cards(mentor, half)[0])  # still in the first phase
    Partnership.objects.filter(pk=pair.row.pk).update(review_on=AT.date())
    found.append(cards(mentor)[0])
    correcting.ask_correction(pair.row, "x", **here)
    found.append(cards(mentor)[0])
    reviewing.ask_review(pair.row, **here)
    found.append(cards(mentor)[0])
    found.append(cards(mentor, AT + (pair.row.ends_on - AT.date()))[0])
    saying_goodbye.say_goodbye(pair.row, **here)
    found.append(cards(mentor)[0])
    last_day.propose_end(pair.row, pair.row.ends_on + DAY, **here)
    found.append(cards(mentor)[0])
    pages = ("phases", "review", "course", "review", "goodbye", "goodbye", "last_day")
    rooms = ("home" if page == "course" else "partnerships" for page in pages)
    names = [f"{room}:{page}" for room, page in zip(rooms, pages, strict=True)]
    assert found == [(name, pair.row.pk) for name in names]


def test_who_is_asked_to_join_to_go_on_or_for_a_talk_has_a_card(client):
    group = Several(2)
    change = group.asks(new := make_mentee(group.programme))
    assert cards(user(new)) == [("partnerships:joining", change.pk)]
    assert cards(user(group.mentor)) == [("partnerships:change", group.row.pk)]
    changing.answer_change(change, agree=True, by=user(new), at=AT)
    assert cards(user(new)) == []
    talking.ask_for_talk(group.row, with_both=True, by=user(group.mentor), at=AT)
    assert cards(group.coordinator) == [("partnerships:talks", group.programme.pk)]
    pair = Pair()
    actions.end(pair.row, Ending.DONE, by=pair.mentee, at=AT)
    continuing.go_on_together(pair.row, by=pair.mentee, at=timezone.now())
    assert cards(pair.mentor) == [("partnerships:go_on", pair.row.pk)]
    client.force_login(pair.mentor)
    assert reverse("partnerships:go_on", args=[pair.row.pk]) in client.get("/").text


def test_cards_take_the_same_queries_for_one_and_three():
    group = Several(2)
    by = user(group.mentor)

    def count():
        pairs = pairs_of(by, at=AT)
        with CaptureQueriesContext(connection) as captured:
            assert life_cards(by, pairs, at=AT)
        return len(captured)

    reviewing.ask_review(group.row, by=user(group.mentees[0]), at=AT)
    one = count()
    type(group.mentor).objects.filter(pk=group.mentor.pk).update(capacity=3)
    for _ in range(2):
        group.mentor.refresh_from_db()
        row = make_partnership(group.programme, group.mentor, make_mentee(group.programme))
        reviewing.ask_review(row, by=by, at=AT)
    assert count() == one
