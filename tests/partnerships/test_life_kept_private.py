"""Planted words of reviews, talks and farewells: the rightful find them, and nothing else does."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentorhouse.notifications.worker.outbox import drain
from mentorhouse.partnerships.actions import correcting, reviewing, saying_goodbye, talking
from mentorhouse.partnerships.queries import living
from tests.factories import AT, make_partnership, make_user, user_of
from tests.meetings.test_canaries import rows_of
from tests.partnerships.life import Pair

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
REVIEW = {name: f"Canary of {name}" for name in ("works", "lacks", "wishes")}
TOLD = {name: f"Canary of {name}" for name in ("purpose", "achievements", "thanks")}
ALONE = {name: f"Canary of {name}" for name in ("learnt", "feelings", "next_steps")}
COURSE = ("Canary of the topic", "Canary of what is tried")


def plant():
    pair = Pair()
    review = reviewing.ask_review(pair.row, by=pair.mentee, at=AT)
    for user in (pair.mentee, pair.mentor):
        reviewing.write_part(pair.row, REVIEW, done=True, by=user, at=AT)
    write = {"based_on": 0, "by": pair.mentee, "at": AT}
    reviewing.write_outcome(pair.row, review.pk, "Canary of the outcome", **write)
    talk = correcting.ask_correction(pair.row, COURSE[0], by=pair.mentee, at=AT)
    correcting.write_correction(pair.row, talk.pk, COURSE[1], **write)
    saying_goodbye.write_farewell(pair.row, TOLD | ALONE, by=pair.mentee, at=AT)
    return pair


@pytest.mark.requirement("R10.02", "R10.04", "R10.11")
def test_what_is_confided_lies_sealed_and_only_the_rightful_read_it(client):
    pair = plant()
    drain(now=lambda: AT)
    for alias in ("default", "keystore"):
        assert not [1 for some in rows_of(alias) if b"Canary of" in some]
    here = {
        reverse("partnerships:review", args=[pair.row.pk]): {*REVIEW.values()},
        reverse("home:course", args=[pair.row.pk]): {*COURSE},
    }
    for user in (pair.mentee, pair.mentor):
        client.force_login(user)
        for address, words in here.items():
            text = client.get(address).text
            assert not [word for word in words if word not in text]
    for step, words in (TOLD | ALONE).items():
        address = reverse("partnerships:goodbye_step", args=[pair.row.pk, step])
        client.force_login(pair.mentee)
        assert words in client.get(address).text
        client.force_login(pair.mentor)
        assert words not in client.get(address).text
    for user in (pair.coordinator, make_user(is_administrator=True), make_user()):
        client.force_login(user)
        assert [client.get(address).status_code for address in here] == [404, 404]
    assert living.open_review(pair.row).state == "together"


def test_lists_for_the_coordinator_take_the_same_queries_for_one_and_three(client):
    pair = Pair()
    client.force_login(pair.coordinator)
    talking.ask_for_talk(pair.row, with_both=True, by=pair.mentee, at=AT)
    names = ("partnerships:last_days", "partnerships:talks", "home:drifting")

    def counts():
        found = []
        for name in names:
            address = reverse(name, args=[pair.programme.pk])
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            found.append(len(queries))
        return found

    one = counts()
    for _ in range(2):
        more = make_partnership(pair.programme)
        talking.ask_for_talk(more, with_both=False, by=user_of(more, "mentee"), at=AT)
    assert counts() == one
