"""The pages of events, as people open them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mentorhouse.programmes.models import Completion
from mentorhouse.training.actions import bookings
from mentorhouse.training.models import Booking, Event, EventMaterial
from tests.factories import make_local_coordinator, make_mentee
from tests.training.conftest import House, signed_in
from tests.training.test_events import planned

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def typed(**changed):
    day = timezone.localdate() + timedelta(days=30)
    return {
        "once": str(uuid4()), "version": "0", "kind": "networking",
        "audience": "everyone", "title": "Tea together", "about": "", "places": "1",
        "on_day": str(day.day), "on_month": str(day.month), "on_year": str(day.year),
        "starts": "2pm", "ends": "4.30pm", "ways": ["room", "telephone"],
        "room_details": "Room 4", "telephone_details": "0300 000", "telephone_places": "1",
        "room_places": "", "video_details": "", "video_places": "",
    } | changed  # fmt: skip


def plan(house, **changed):
    client = signed_in(house.coordinator)
    data = typed(**changed)
    return client, client.post(house.path("events/new/"), data, follow=True)


@pytest.mark.requirement("R4.04")
@pytest.mark.requirement("R4.14")
def test_an_event_from_plan_to_feedback(house):
    client, shown = plan(house)
    assert "0 of 1" in shown.content.decode()
    event = Event.objects.get()
    here = house.path(f"events/{event.pk}/")
    mentee, mentor = signed_in(house.mentee.user), signed_in(house.mentor.user)
    assert "Tea together" in mentee.get(house.path("events/")).content.decode()
    assert "Room 4" not in mentee.get(here).content.decode()
    booked = mentee.post(f"{here}book/", {"way": "room"}, follow=True).content.decode()
    assert "You have a place" in booked and "Room 4" in booked and "0300" not in booked
    assert "those who are booked for it" in booked
    late = mentor.post(f"{here}book/", {"way": "room"}, follow=True).content.decode()
    assert "The last place has just gone" in late and "Join the waiting list" in late
    waits = mentor.post(f"{here}book/", {"way": "room", "wait": "1"}, follow=True)
    assert "number 1 in the list" in waits.content.decode()
    assert "Room 4" not in waits.content.decode()
    file = mentee.get(f"{here}event.ics")
    assert file["Content-Type"].startswith("text/calendar") and b"Room 4" not in file.content
    assert mentor.get(f"{here}event.ics").status_code == 404
    assert "Nobody asks you why" in mentee.get(f"{here}give-back/").content.decode()
    mentee.post(f"{here}give-back/")
    assert "Room 4" in mentor.get(here).content.decode()
    listed = client.get(f"{here}people/").content.decode()
    assert "Mary Mentor" in listed and "Menna Mentee" not in listed
    exported = client.get(f"{here}people/people.csv").content.decode()
    assert "Mary" in exported and "Booked" in exported
    Event.objects.update(
        starts_at=timezone.now() - timedelta(hours=3), ends_at=timezone.now() - timedelta(hours=1)
    )
    row = Booking.objects.get(person=house.mentor.pk)
    client.post(f"{here}attendance/", {"came": [str(row.pk)]})
    row.refresh_from_db()
    assert row.attended
    assert "Say how it was" in mentor.get(here).content.decode()
    mentor.post(f"{here}feedback/", {"useful": "4", "words": "Keep the tea."})
    told = client.get(f"{here}people/").content.decode()
    assert "1 person has answered" in told and "Keep the tea" not in told
    assert "Thank you for saying" in mentor.get(here).content.decode()


@pytest.mark.requirement("R4.14")
def test_an_undated_event_takes_interest_and_then_gets_its_date(house):
    none = {"on_day": "", "on_month": "", "on_year": "", "starts": "", "ends": ""}
    client, _ = plan(house, **none)
    event = Event.objects.get()
    here = house.path(f"events/{event.pk}/")
    mentee = signed_in(house.mentee.user)
    assert "Tell me when it has a date" in mentee.get(here).content.decode()
    asked = mentee.post(f"{here}date/", follow=True).content.decode()
    assert "You hear from us, once" in asked
    assert "1 person asked" in client.get(f"{here}people/").content.decode()
    assert "Do not tell me" in asked
    changed = typed(version="1")
    done = client.post(f"{here}change/", changed, follow=True)
    assert "Saved." in done.content.decode()
    assert "Book a place" in mentee.get(here).content.decode()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"ends": "1pm"}, "The end must be after the start"),
        ({"on_year": "2020"}, "must lie ahead"),
        ({"starts": ""}, "Enter when it begins"),
        ({"on_year": "9999999999"}, "must be a real one"),
        ({"places": "0"}, "Enter 1 or more: Places in all"),
        ({"telephone_places": "9"}, "more than the places in all"),
        ({"ways": []}, "How can people join?"),
        ({"kind": "mentor_training"}, "is for mentors"),
        ({"kind": "refresher"}, "Select a valid choice"),  # the set-up asks for none
    ],
)
def test_a_wrong_plan_is_said_beside_its_box_and_nothing_is_lost(house, changed, told):
    _, shown = plan(house, **changed)
    page = shown.content.decode()
    assert told in page and "Tea together" in page and "Room 4" in page
    assert not Event.objects.exists()


def test_two_windows_on_one_event_keep_what_both_wrote(house):
    client, _ = plan(house)
    event = Event.objects.get()
    here = house.path(f"events/{event.pk}/change/")
    first = typed(version="1", title="From the first window")
    second = typed(version="1", title="From the second window")
    client.post(here, first)
    shown = client.post(here, second).content.decode()
    assert "was changed meanwhile" in shown and "From the second window" in shown
    assert 'name="version" value="2"' in shown
    client.post(here, second | {"version": "2"})
    assert Event.objects.get().title == "From the second window"


def test_places_below_those_taken_are_refused_with_the_number(house):
    event = planned(house)
    for who in (house.mentee, house.mentor):
        bookings.book(event, "room", by=who.user, at=timezone.now() - timedelta(days=400))
    Event.objects.update(
        starts_at=timezone.now() + timedelta(days=9),
        ends_at=timezone.now() + timedelta(days=9, hours=1),
    )
    client = signed_in(house.coordinator)
    data = typed(version="1")
    shown = client.post(house.path(f"events/{event.pk}/change/"), data).content.decode()
    assert "2 are booked. Places cannot be fewer than that." in shown


def test_the_set_up_says_which_kinds_there_are(db):
    house = House(refreshers=True, mentees="off")
    page = signed_in(house.coordinator).get(house.path("events/new/")).content.decode()
    assert "Refresher session" in page and "Induction for mentees" not in page


def test_a_local_coordinator_reads_of_their_own_people_only(house):
    event, at = planned(house), timezone.now() - timedelta(days=400)
    for who in (house.mentee, house.mentor):
        bookings.book(event, "room", by=who.user, at=at)
    local = signed_in(make_local_coordinator(house.programme, "Aspen Trust"))
    page = local.get(house.path(f"events/{event.pk}/people/")).content.decode()
    assert "Mary Mentor" in page and "Menna Mentee" not in page
    assert "Change it" not in page and "Add something" not in page
    assert local.get(house.path(f"events/{event.pk}/change/")).status_code == 404


def test_materials_are_https_and_go_again(house):
    event = planned(house)
    client = signed_in(house.coordinator)
    here = house.path(f"events/{event.pk}/")
    bad = client.post(f"{here}materials/", {"title": "A", "link": "javascript:alert(1)"})
    assert "https://" in bad.content.decode() and not EventMaterial.objects.exists()
    client.post(f"{here}materials/", {"title": "A film", "link": "https://l.example.org/a"})
    assert "A film" in signed_in(house.mentee.user).get(here).content.decode()
    row = EventMaterial.objects.get()
    for _ in range(2):
        assert client.post(f"{here}materials/{row.pk}/remove/").status_code == 302
    assert not EventMaterial.objects.exists()


def test_attendance_takes_only_who_was_booked(house):
    event = planned(house, kind="mentor_training", audience="mentor")
    bookings.book(event, "room", by=house.mentor.user, at=timezone.now() - timedelta(days=400))
    Event.objects.update(starts_at=timezone.now() - timedelta(hours=1))
    client = signed_in(house.coordinator)
    here = house.path(f"events/{event.pk}/attendance/")
    shown = client.get(here).content.decode()
    assert "stays until you strike it" in shown
    client.post(here, {"came": ["nonsense"]})
    assert not Completion.objects.exists()
    client.post(here, {"came": [str(Booking.objects.get().pk)]})
    assert Completion.objects.get().source == "event"


def test_lists_cost_the_same_however_long(house):
    clients = {
        "events/": signed_in(house.mentee.user),
        "events/all/": signed_in(house.coordinator),
    }

    def count(path):
        with CaptureQueriesContext(connection) as found:
            assert clients[path].get(house.path(path)).status_code == 200
        return len(found)

    planned(house, starts_at=None, ends_at=None)
    first = {path: count(path) for path in clients}
    for _ in range(2):
        planned(house, starts_at=None, ends_at=None)
    assert {path: count(path) for path in clients} == first
    event = Event.objects.first()
    here = f"events/{event.pk}/people/"
    clients[here] = clients["events/all/"]
    Event.objects.update(
        starts_at=timezone.now() + timedelta(days=2), ends_at=timezone.now() + timedelta(days=3),
        places=9,
    )  # fmt: skip
    event.refresh_from_db()
    people = [make_mentee(house.programme).person for _ in range(3)]
    bookings.book(event, "room", by=people[0].user, at=timezone.now())
    before = count(here)
    for who in people[1:]:
        bookings.book(event, "room", by=who.user, at=timezone.now())
    assert count(here) == before
