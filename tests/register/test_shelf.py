"""A large register, read from what was counted of it, says the same as one that is read anew."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mentorhouse.people.models import Pause
from mentorhouse.programmes.models import Participation
from mentorhouse.register import actions
from mentorhouse.register.models import Entry, Shelf
from mentorhouse.register.queries import lists, not_ready
from mentorhouse.register.queries import shelf as shelves
from mentorhouse.register.rules import shelf as rules
from tests.factories import (
    coordinator_of,
    make_local_coordinator,
    make_mentee,
    make_mentor,
    make_person,
)
from tests.register.worlds import programme_of, show

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
NOW = timezone.now()
TODAY = NOW.date()
SOON, PAST = TODAY + timedelta(days=20), TODAY - timedelta(days=20)


def world():
    """A programme with a mentor in every standing, and a mentee without the induction."""
    programme = programme_of("mentor_register", training={"mentees": "mandatory"})

    def mentor(name, body, **entry):
        part = make_mentor(programme, make_person(name, organisation=body))
        if entry:
            Entry.objects.create(
                participation=part, how="before", supervised_on=TODAY,
                admitted_on=TODAY - timedelta(days=400), **entry,
            )  # fmt: skip
        return part

    mentor("Zoë Adams", "Birch Council", state="admitted", renew_by=SOON, review_on=PAST)
    mentor("Ann Zhou", "Ash Trust", state="admitted", renew_by=None)
    mentor("Bea Young", "Birch Council", state="admitted", renew_by=PAST)
    mentor("Cai Xu", "Ash Trust", state="paused", renew_by=PAST)
    mentor("Dot West", "Elm Trust", state="withdrawn", withdrawn_on=PAST)
    mentor("Eve Adams", "Elm Trust")
    away = mentor("Fay Vale", "Elm Trust", state="admitted", renew_by=TODAY)
    Pause.objects.create(person=away.person, since=PAST, returns_on=SOON)
    ready = mentor("Gil Unwin", "Elm Trust")
    show(ready.person, "accredited")
    make_mentee(programme, make_person("Hal Abbot"))
    return programme, ready


def test_each_list_and_figure_is_what_reading_every_row_gives():
    programme, ready = world()
    by = coordinator_of(programme)
    actions.shelve(programme, at=NOW)
    found = shelves.counted(by, programme, at=NOW)
    assert found.figures == lists.counts(by, programme, at=NOW)
    assert set(found.figures) == set(lists.SHOWS) and all(found.figures.values())
    for order in [*lists.ORDERS, "-name", "-renewal"]:
        for shown in ("", *lists.SHOWS):
            for search in ("", "adams", "e AD"):
                places = found.shelf.found(show=shown, search=search, order=order)
                rows = lists.register_of(
                    by, programme, at=NOW, show=shown, search=search, order=order
                )
                assert found.mentors(places) == list(rows), (order, shown, search)
    lacking = found.lacking(found.not_ready)
    why = not_ready(programme, at=NOW)
    assert [row.pk for row in lacking] == lists.in_order_of_names(programme, why.keys())
    assert shelves.lacking(programme, lacking, at=NOW) == why
    assert found.still_ready(0, 25, at=NOW) == [ready.pk]
    actions.admit_ready(programme, [ready.pk], by=by, at=NOW)
    assert found.ready == 1 and found.still_ready(0, 25, at=NOW) == []


def test_a_page_says_when_it_was_counted_and_a_row_how_somebody_stands_now():
    programme, ready = world()
    by = coordinator_of(programme)
    actions.shelve(programme, at=NOW)
    actions.admit_ready(programme, [ready.pk], by=by, at=NOW)
    Participation.objects.filter(person__family_name="Abbot").delete()
    client = Client()
    client.force_login(by)
    page = client.get(reverse("register:register", args=[programme.pk]) + "?show=waiting").text
    assert "counted every ten minutes" in page and "Gil Unwin" in page
    assert page.index("On the register", page.index("Gil Unwin"))
    page = client.get(reverse("register:not_ready", args=[programme.pk])).text
    assert "Hal Abbot" not in page and "Nothing any more" in page  # Gil waits for nothing now
    page = client.get(reverse("register:admit_ready", args=[programme.pk])).text
    assert "Nobody waits for you" in page


def test_only_a_fresh_count_of_a_large_register_is_read_and_only_by_who_sees_all(monkeypatch):
    programme, _ = world()
    by, local = coordinator_of(programme), make_local_coordinator(programme, "Ash Trust")
    actions.shelve_all(at=NOW)
    assert shelves.counted(by, programme, at=NOW) is None  # eight are not many
    monkeypatch.setattr(rules, "LARGE", 7)
    actions.shelve_all(at=NOW)
    assert shelves.counted(by, programme, at=NOW)
    assert shelves.counted(local, programme, at=NOW) is None
    assert shelves.counted(by, programme, at=NOW + rules.KEPT_FOR) is None
    Participation.objects.filter(person__family_name="Zhou").delete()
    actions.shelve_all(at=NOW)
    assert not Shelf.objects.exists()
