"""The waiting list and one's own place in it; the check before a run (R5.20, R5.21)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mentorhouse.design.words import short_day
from mentorhouse.matching.queries.checking import checked
from mentorhouse.matching.queries.waiting import waiting_in
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.people.models import Pause
from mentorhouse.programmes.design import parse_design, plain
from mentorhouse.programmes.states import ParticipationState
from mentorhouse.register.queries import not_ready
from tests.factories import AT, make_mentee, make_partnership, make_person
from tests.matching.test_pages import as_coordinator, signed_in, text
from tests.matching.worlds import drafted, programme_of

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def joined(programme, days, **person):
    part = make_mentee(programme, make_person(**person))
    part.joined_at = AT - timedelta(days=days)
    part.save(update_fields=["joined_at"])
    return part


@pytest.mark.requirement("R5.20")
def test_the_order_is_waiting_time_and_then_who_went_without():
    programme = programme_of(0, 0)
    late, early = joined(programme, 1), joined(programme, 9)
    same, unlucky = joined(programme, 5), joined(programme, 5)
    make_partnership(programme, mentee=unlucky, state=PartnershipState.LAPSED)
    matched = joined(programme, 20)
    make_partnership(programme, mentee=matched)
    rows = waiting_in(programme, at=AT)
    assert [row.who for row in rows] == [early.pk, unlucky.pk, same.pk, late.pk]
    assert [row.unlucky for row in rows] == [0, 1, 0, 0]
    assert [row.who for row in waiting_in(programme, show="unlucky", at=AT)] == [unlucky.pk]


@pytest.mark.requirement("R5.20")
def test_a_mentee_sees_that_they_wait_and_what_comes_next_and_never_others():
    programme = programme_of(0, 0)
    mine, other = joined(programme, 3), joined(programme, 4)
    day = timezone.localdate() + timedelta(days=9)
    data = plain(programme.design)
    data["matching"]["next_run"] = day.isoformat()
    programme.design_data = plain(parse_design(data))
    programme.save(update_fields=["design_data"])
    address = reverse("matching:waiting_mine", args=[mine.pk])
    page = text(signed_in(mine.person.user).get(address))
    assert "You are on the list for a mentor." in page
    assert short_day(day) in page
    assert other.person.family_name not in page
    assert signed_in(other.person.user).get(address).status_code == 404
    assert address in text(signed_in(mine.person.user).get("/"))


def test_what_is_missing_is_said_to_a_mentee_and_of_one():
    programme, at = programme_of(0, 0), timezone.now()
    mine, day = joined(programme, 3), timezone.localdate()
    Pause.objects.create(
        person=mine.person, reason=Pause.Reason.AWAY, since=day, returns_on=day + timedelta(days=9)
    )
    page = text(signed_in(mine.person.user).get(reverse("matching:waiting_mine", args=[mine.pk])))
    assert "You are away and take no new matches for now." in page
    assert not_ready(programme, at=at)[mine.pk] == ("Is away and takes no new matches for now.",)


@pytest.mark.requirement("R5.20")
def test_the_co_ordinator_lists_narrows_and_takes_out_who_waits():
    programme = programme_of(0, 0)
    one = joined(programme, 3, name="Ada Lovelace")
    joined(programme, 4, name="Mary Seacole")
    client = as_coordinator(programme)
    address = reverse("matching:waiting", args=[programme.pk])
    assert "Mary Seacole" in text(client.get(address))
    found = text(client.get(address, {"search": "lovelace"}))
    assert ("Ada Lovelace" in found, "Mary Seacole" in found) == (True, False)
    csv = client.get(reverse("matching:export_waiting", args=[programme.pk, "csv"]))
    assert one.person.name in csv.content.decode()
    assert (
        client.get(reverse("matching:export_waiting", args=[programme.pk, "exe"])).status_code
        == 404
    )


@pytest.mark.requirement("R5.21")
def test_the_check_counts_places_against_demand():
    programme = programme_of(1, 2)
    for part in programme.participations.select_related("person"):
        part.person.location = "York" if part.role == "mentor" else "Leeds"
        part.person.save()
    told = checked(programme, at=AT)
    assert (told.mentors, told.mentees, told.places, told.short_of_places) == (1, 2, 1, 1)
    assert [(row.name, row.wanted, row.places, row.short) for row in told.regions] == [
        ("Leeds", 2, 0, 2)
    ]
    assert not told.nothing_to_do


@pytest.mark.parametrize("name", ["waiting", "check"])
def test_the_pages_cost_the_same_for_one_and_for_three(name):
    counted = []
    for many in (1, 3):
        programme = programme_of(many, many)
        client = as_coordinator(programme)
        address = reverse(f"matching:{name}", args=[programme.pk])
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            text(client.get(address))
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_who_has_a_mentor_or_never_said_yes_has_no_place_in_the_list():
    programme = programme_of(1, 1)
    mentee = programme.participations.get(role="mentee")
    address = reverse("matching:waiting_mine", args=[mentee.pk])
    client = signed_in(mentee.person.user)
    assert client.get(address).status_code == 404, "invited only"
    drafted(programme)
    mentee.state = ParticipationState.ACCEPTED
    mentee.save()
    assert "You are on the list" in text(client.get(address))
    make_partnership(programme, mentee=mentee)
    assert "You have a mentor" in text(client.get(address))
