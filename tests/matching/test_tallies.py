"""A large programme, read from what the clock counted of it, says the same as one read anew."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mentorhouse.matching.actions import by_hand, tallying
from mentorhouse.matching.models import Nearest, Tally
from mentorhouse.matching.queries import ahead, checking, counted, judging, runs, waiting
from mentorhouse.matching.queries.readiness import readiness
from mentorhouse.matching.queries.tallies import Found, nearest_to
from mentorhouse.matching.rules import tallies as rules
from mentorhouse.people.models import Person
from mentorhouse.programmes.models import Participation
from tests.factories import coordinator_of, make_mentee, make_person
from tests.matching.test_shortlists import choosers, listed
from tests.matching.worlds import drafted, programme_of

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
NOW = timezone.now()
ROLE = Participation.Role


@pytest.fixture
def large(monkeypatch):
    """Every programme and run is large."""
    monkeypatch.setattr(rules, "LARGE", 0)


def all_of(rows):
    return rows.rows(rows.places) if isinstance(rows, Found) else list(rows)


@pytest.mark.requirement("R5.10", "R5.21")
def test_each_list_is_what_looking_at_everybody_gives(large):
    programme = programme_of(4, 5)
    Person.objects.filter(pk=programme.participations.first().person_id).update(profession="")
    run = drafted(programme)
    before = {
        "pairs": [
            list(runs.pairs_of(run, search=search, sort=sort))
            for search in ("", "a", "e o")
            for sort in ("mentor", "-mentee", "mentee")
        ],
        "left": [list(runs.unmatched_of(run, role)) for role in ROLE],
        "waiting": waiting.waiting_in(programme, at=NOW),
        "ready": readiness(programme, at=NOW),
        "check": checking.checked(programme, at=NOW),
        "ahead": ahead.looked(run, at=NOW),
    }
    tallying.count_all(at=NOW)
    assert before["pairs"] == [
        all_of(counted.pairs(run, search=search, show="", sort=sort))
        for search in ("", "a", "e o")
        for sort in ("mentor", "-mentee", "mentee")
    ]
    assert before["left"] == [all_of(counted.left(run, role, search="")) for role in ROLE]
    waits = counted.waiting(programme, search="", show="", at=NOW)
    assert isinstance(waits, Found) and all_of(waits) == before["waiting"]
    assert counted.ready(programme, at=NOW) == (before["ready"], NOW)
    assert counted.check(programme, at=NOW) == (before["check"], NOW)
    told = ahead.ahead(run, at=NOW)
    assert (told.offered, told.people, told.left_out) == (4, 8, 0) and told.at == NOW
    for row in before["check"].missing:
        for role in ROLE:
            here = all_of(counted.without(programme, row.column, role, at=NOW))
            assert here == checking.without(programme, row.column, role, at=NOW)
    late = NOW + rules.KEPT_FOR + timedelta(seconds=1)
    assert counted.ready(programme, at=late)[1] is None, "the clock stands still"


def test_shortlists_and_mentors_on_them_are_what_looking_gives(large):
    run = listed(choosers(3, 3))
    lists = all_of(counted.shortlists_of(run, search="", show=""))
    assert lists and sorted(one.mentee_id for one in lists) == sorted(
        run.shortlists.values_list("mentee", flat=True)
    )
    assert all_of(counted.shortlists_of(run, search="", show="open")) == []
    on = {one.pk: one.lists for one in all_of(counted.spread(run))}
    assert sum(on.values()) == run.pair_count
    mentee = lists[0].mentee_id
    assert {row.mentor_id for row in lists[0].places.all()} <= set(nearest_to(run, mentee))


def test_the_nearest_mentors_are_kept_and_judged_anew(large):
    programme = programme_of(4, 2)
    run = drafted(programme)
    assert Nearest.objects.filter(run=run).count() == 2
    mentee = run.pairs.first().mentee_id
    near = nearest_to(run, mentee)
    everybody = judging.considered(programme, mentee, at=NOW)
    assert judging.considered(programme, mentee, at=NOW, among=near) == everybody
    gone = near[0]
    Participation.objects.filter(pk=gone).update(state="declined")
    left = judging.considered(programme, mentee, at=NOW, among=near)
    assert [row.mentor for row in left] == [row.mentor for row in everybody if row.mentor != gone]


def test_what_is_changed_by_hand_shows_at_once_and_is_counted_anew(large):
    programme = programme_of(3, 3)
    run, by = drafted(programme), coordinator_of(programme)
    one, other = run.pairs.order_by("pk")[:2]
    seen = (one.mentor_id, other.mentor_id)
    by_hand.swap(run, one.pk, other.pk, seen=seen, reason="Asked for.", by=by, at=NOW)
    run.refresh_from_db()
    rows = all_of(counted.pairs(run, search="", show="", sort="mentee"))
    assert {row.pk: row.mentor_id for row in rows}[one.pk] == seen[1], "a row is as of now"
    assert {row.pk for row in counted.pairs(run, search="", show="by_hand", sort="score")} == {
        one.pk, other.pk,
    }  # fmt: skip
    tallying.count_all(at=NOW)
    tally = Tally.objects.get(run=run, what=rules.PAIRS)
    assert (tally.counted_at, tally.figures) == (NOW, {"by_hand": run.by_hand})
    again = drafted(programme)
    assert counted.how_many_changed(again) == len(runs.changed_mentees(again))


def test_who_is_no_longer_in_a_large_programme_and_small_ones_are_not_counted(monkeypatch):
    programme = programme_of(2, 2)
    monkeypatch.setattr(rules, "LARGE", 3)
    tallying.count_all(at=NOW)
    assert Tally.objects.filter(programme=programme, what=rules.PEOPLE).exists()
    Participation.objects.filter(programme=programme, role=ROLE.MENTOR).delete()
    tallying.count_all(at=NOW)
    assert not Tally.objects.exists()


@pytest.mark.requirement("R5.10")
def test_the_pages_of_a_large_programme_say_when_they_were_counted(large, client: Client):
    programme = programme_of(3, 4)
    make_mentee(programme, make_person("Ada Lovelace", grade="SEO", profession="Trade 1"))
    run = drafted(programme)
    tallying.count_all(at=timezone.now())
    client.force_login(coordinator_of(programme))
    mentee = run.pairs.first().mentee_id
    words = "this is counted every few minutes"
    pages = {
        reverse("matching:runs", args=[programme.pk]): words,
        reverse("matching:check", args=[programme.pk]): words,
        reverse("matching:waiting", args=[programme.pk]): words,
        reverse("matching:run", args=[programme.pk, run.pk]) + "?sort=mentee": words,
        reverse("matching:unmatched", args=[programme.pk, run.pk, "mentee"]): words,
        reverse("matching:publish", args=[programme.pk, run.pk]): words,
        reverse("matching:considered", args=[programme.pk, run.pk, mentee]): "fitted best when",
        reverse("matching:two", args=[programme.pk]) + "?mentee=lovelace": "Ada Lovelace",
    }
    for address, said in pages.items():
        assert said in client.get(address).content.decode(), address
