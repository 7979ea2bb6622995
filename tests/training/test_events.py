"""Events: the last place, the list that moves by itself, dates, who came, what was said."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from icalendar import Calendar

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.programmes.models import Completion, Programme
from mentorhouse.training.actions import attending, bookings, events
from mentorhouse.training.actions.events import EventPlan, PlannedWay
from mentorhouse.training.emails import events as letters
from mentorhouse.training.models import Booking, Event, EventFeedback, EventInterest
from mentorhouse.training.queries import events as queries
from mentorhouse.training.rules.calendar import as_file
from mentorhouse.training.rules.events import Room, moving_up
from tests.factories import make_mentee, make_mentor
from tests.together import at_once
from tests.training.conftest import AT, House

THEN = datetime(2026, 12, 1, 14, 0, tzinfo=UTC)
PLAN = EventPlan(
    "networking", "everyone", "An afternoon together", "", THEN, THEN + timedelta(hours=2), 2,
    {
        "room": PlannedWay("Room 4, ask for Cora", None),
        "video": PlannedWay("https://v.example.org/1", 1),
    },
)  # fmt: skip
pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
BOTH = pytest.mark.django_db(transaction=True, databases=["default", "keystore"])


def planned(house, **changed):
    plan = replace(PLAN, **changed)
    return events.plan_event(house.programme, plan, once=uuid4(), by=house.coordinator, at=AT)


def mentees(house, count):
    return [make_mentee(house.programme).person for _ in range(count)]


def book(event, person, way="room", **more):
    return bookings.book(event, way, by=person.user, at=AT, **more)


def change(house, event, at=AT, **changed):
    event.refresh_from_db()
    plan = replace(PLAN, starts_at=event.starts_at, ends_at=event.ends_at, places=event.places)
    return events.change_event(
        event, replace(plan, **changed), version=event.version, by=house.coordinator, at=at
    )


def posted(kind):
    return list(OutboxLetter.objects.filter(kind=kind).values_list("to", flat=True))


# --- places ---------------------------------------------------------------------------------------


@pytest.mark.requirement("R4.04")
@BOTH
def test_the_last_place_goes_to_one_of_two_who_book_at_once():
    house = House()
    event, people = planned(house, places=1), mentees(house, 2)
    done = at_once(*[lambda who=who: book(event, who) for who in people])
    refused = [one for one in done if isinstance(one, NotNow)]
    assert len(refused) == 1 and "You can wait" in str(refused[0])
    assert [one.state for one in done if isinstance(one, Booking)] == ["booked"]
    event.refresh_from_db()
    assert event.taken == Booking.objects.count() == 1


@BOTH
def test_of_many_who_want_one_place_one_gets_it_and_the_others_wait_in_order():
    house = House()
    event, people = planned(house, places=1), mentees(house, 12)
    done = at_once(*[lambda who=who: book(event, who, wait=True) for who in people])
    assert not [one for one in done if isinstance(one, Exception)]
    assert sorted(one.state for one in done) == ["booked"] + ["waiting"] * 11
    assert sorted(one.number for one in done) == list(range(1, 13))


@BOTH
def test_a_place_given_back_while_others_book_goes_to_who_waits():
    house = House()
    event = planned(house, places=1)
    has, waits, comes = mentees(house, 3)
    book(event, has)
    book(event, waits, wait=True)
    done = at_once(lambda: bookings.cancel(event, by=has.user, at=AT), lambda: book(event, comes))
    assert [type(one) for one in done] == [Booking, NotNow]
    assert Booking.objects.get(person=waits).state == "booked"


def test_pressing_twice_books_once_and_one_letter_leaves(house):
    event = planned(house)
    first = book(event, house.mentee)
    assert book(event, house.mentee).pk == first.pk
    event.refresh_from_db()
    assert event.taken == 1 and posted("event.booked") == [house.mentee.pk]


@pytest.mark.requirement("R4.04")
def test_the_waiting_list_moves_up_in_order_with_a_letter_each(house):
    event, people = planned(house, places=1), mentees(house, 4)
    book(event, people[0])
    for who in people[1:]:
        book(event, who, wait=True)
    bookings.cancel(event, by=people[0].user, at=AT)
    assert posted("event.moved_up") == [people[1].pk]
    change(house, event, places=3)
    assert set(posted("event.moved_up")) == {who.pk for who in people[1:]}
    event.refresh_from_db()
    assert event.taken == 3
    bookings.cancel(event, by=people[2].user, at=AT)
    again = book(event, people[2])  # and back, with another letter
    assert again.state == "booked" and posted("event.booked").count(people[2].pk) == 1


def test_who_leaves_the_list_frees_nothing(house):
    event, (has, waits) = planned(house, places=1), mentees(house, 2)
    book(event, has)
    book(event, waits, wait=True)
    bookings.cancel(event, by=waits.user, at=AT)
    bookings.cancel(event, by=waits.user, at=AT)
    event.refresh_from_db()
    assert event.taken == 1 and posted("event.moved_up") == []


def test_each_moves_up_as_soon_as_their_own_way_has_a_place():
    waiting = [("a", "video"), ("b", "room"), ("c", "video")]
    assert moving_up(Room(1, {"room": None, "video": 0}), waiting) == ["b"]
    assert moving_up(Room(3, {"room": None, "video": 1}), waiting) == ["a", "b"]
    assert moving_up(Room(0, {"room": None, "video": None}), waiting) == []


@pytest.mark.requirement("R4.14")
def test_an_event_has_several_ways_with_places_and_details_of_their_own(house):
    event, (one, two) = planned(house), mentees(house, 2)
    book(event, one, "video")
    with pytest.raises(NotNow, match="Choose another"):
        book(event, two, "video")
    theirs = book(event, two, "room")
    assert queries.joining_details(two.user, theirs.way, at=AT) == "Room 4, ask for Cora"
    video = event.ways.get(way="video")
    with pytest.raises(NotVisible):
        queries.joining_details(two.user, video, at=AT)
    with pytest.raises(NotNow, match="keep the one"):
        book(event, two, "video")
    book(event, one, "room")  # frees the way by video
    assert book(event, two, "video").way.way == "video"
    event.refresh_from_db()
    assert (event.taken, event.ways.get(way="video").taken) == (2, 1)
    bookings.cancel(event, by=two.user, at=AT)
    with pytest.raises(NotVisible):
        queries.joining_details(two.user, video, at=AT)


def test_who_waits_may_read_no_details(house):
    event, (has, waits) = planned(house, places=1), mentees(house, 2)
    book(event, has)
    row = book(event, waits, wait=True)
    with pytest.raises(NotVisible):
        queries.joining_details(waits.user, row.way, at=AT)


# --- dates ----------------------------------------------------------------------------------------


@pytest.mark.requirement("R4.14")
def test_who_asked_hears_once_when_an_undated_event_gets_a_date(house):
    event = planned(house, starts_at=None, ends_at=None)
    for _ in range(2):
        bookings.ask_for_date(event, wanted=True, by=house.mentee.user, at=AT)
    bookings.ask_for_date(event, wanted=True, by=house.mentor.user, at=AT)
    bookings.ask_for_date(event, wanted=False, by=house.mentor.user, at=AT)
    with pytest.raises(NotNow, match="no date yet"):
        book(event, house.mentee)
    change(house, event, starts_at=THEN, ends_at=THEN + timedelta(hours=1))
    change(house, event, starts_at=THEN, ends_at=THEN + timedelta(hours=2))
    assert posted("event.dated") == [house.mentee.pk]
    assert not EventInterest.objects.exists()
    letter = letters.dated(house.mentee.user, {"event": str(event.pk)})
    assert "1 December 2026" in letter.paragraphs[0] and "No place is kept" in letter.paragraphs[1]
    with pytest.raises(NotNow, match="People know the date"):
        change(house, event, starts_at=None, ends_at=None)


@pytest.mark.requirement("R4.04")
def test_the_calendar_keeps_one_identifier_and_its_number_grows(house):
    event = planned(house)

    def entry():
        row = queries.booking_about(str(Booking.objects.get().pk), house.mentee.pk)
        text = as_file(letters.when_of(row.event, row)).decode()
        assert "Room 4" not in text and "An afternoon" not in text
        found = Calendar.from_ical(text).walk("VEVENT")[0]
        return str(found["uid"]), int(found["sequence"]), str(found["status"])

    book(event, house.mentee)
    seen = [entry()]
    change(
        house, event, starts_at=THEN + timedelta(days=1), ends_at=THEN + timedelta(days=1, hours=2)
    )
    seen.append(entry())
    bookings.cancel(event, by=house.mentee.user, at=AT)
    seen.append(entry())
    book(event, house.mentee)
    seen.append(entry())
    event.refresh_from_db()
    events.call_off(event, by=house.coordinator, at=AT)
    seen.append(entry())
    assert len({uid for uid, _, _ in seen}) == 1
    numbers = [number for _, number, _ in seen]
    assert numbers == sorted(set(numbers))
    assert [status for _, _, status in seen] == [
        "CONFIRMED", "CONFIRMED", "CANCELLED", "CONFIRMED", "CANCELLED",
    ]  # fmt: skip


@pytest.mark.requirement("R4.04")
def test_moved_or_called_off_tells_those_booked_and_waiting_and_no_letter_says_how_to_join(house):
    event, (has, waits) = planned(house, places=1), mentees(house, 2)
    book(event, has)
    book(event, waits, wait=True)
    change(house, event, about="Bring a cup.")
    assert posted("event.changed") == []
    change(house, event, ends_at=THEN + timedelta(hours=3))
    assert set(posted("event.changed")) == {has.pk, waits.pk}
    ways = PLAN.ways | {"room": PlannedWay("Room 9", None)}
    change(house, event, ways=ways)
    assert len(posted("event.changed")) == 4  # both join in the room
    about = {"booking": str(Booking.objects.get(person=has).pk)}
    for write in (letters.booked, letters.changed, letters.reminder):
        letter = write(has.user, about)
        assert "Room 9" not in repr(letter) and "v.example.org" not in repr(letter)
    events.call_off(event, by=house.coordinator, at=AT)
    events.call_off(event, by=house.coordinator, at=AT)
    assert set(posted("event.called_off")) == {has.pk, waits.pk}
    assert letters.called_off(has.user, about).attachments
    assert letters.booked(has.user, about) is None
    with pytest.raises(NotNow, match="called off"):
        book(event, house.mentor)


@pytest.mark.requirement("R4.04")
def test_the_reminder_leaves_once_on_the_day_before(house):
    event = planned(house)
    book(event, house.mentee)
    assert attending.remind_of_events(at=THEN - timedelta(hours=25)) == 0
    for _ in range(2):
        attending.remind_of_events(at=THEN - timedelta(hours=23))
    assert posted("event.reminder") == [house.mentee.pk]
    later = THEN + timedelta(days=3)
    change(house, event, starts_at=later, ends_at=later + timedelta(hours=1))
    assert attending.remind_of_events(at=later - timedelta(hours=2)) == 1  # moved: once more


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"places": 1}, "2 are booked"),
        ({"ends_at": THEN - timedelta(hours=1)}, "after the start"),
        ({"starts_at": AT - timedelta(days=1), "ends_at": AT}, "lie ahead"),
        ({"audience": "mentor"}, "stays open"),
        ({"ways": {"video": PlannedWay("", None)}}, "has to stay: In a room"),
        ({"kind": "mentor_training"}, "is for mentors"),
    ],
)
def test_a_change_that_cannot_be_is_refused_and_nothing_is_half_saved(house, changed, told):
    event = planned(house)
    for who in mentees(house, 2):
        book(event, who)
    before = Event.objects.values().get()
    with pytest.raises(NotNow, match=told):
        change(house, event, **changed)
    assert Event.objects.values().get() == before | {"taken": 2, "last_number": 2}


def test_an_older_form_does_not_overwrite_a_colleague(house):
    event = planned(house)
    change(house, event, title="A colleague’s words")
    with pytest.raises(events.ChangedMeanwhile):
        events.change_event(event, PLAN, version=1, by=house.coordinator, at=AT)
    assert Event.objects.get().title == "A colleague’s words"


def test_a_plan_sent_twice_plans_one_event(house):
    once = uuid4()
    rows = {
        events.plan_event(house.programme, PLAN, once=once, by=house.coordinator, at=AT).pk
        for _ in range(2)
    }
    assert len(rows) == Event.objects.count() == 1


@pytest.mark.parametrize("state", ["closed", "archived"])
def test_nothing_is_booked_or_planned_where_the_programme_is_over(house, state):
    event = planned(house)
    Programme.objects.update(state=state)
    house.programme.refresh_from_db()
    with pytest.raises(NotNow, match="over"):
        book(event, house.mentee)
    with pytest.raises(NotNow, match="over"):
        planned(house)


def test_others_roles_and_those_who_stepped_back_cannot_book(house):
    event = planned(house, kind="mentor_briefing", audience="mentor")
    with pytest.raises(NotVisible):
        book(event, house.mentee)
    house.mentoring.state = "declined"
    house.mentoring.save()
    with pytest.raises(NotVisible):
        book(event, house.mentor)
    with pytest.raises(NotVisible):
        events.plan_event(house.programme, PLAN, once=uuid4(), by=house.mentee.user, at=AT)


# --- afterwards -----------------------------------------------------------------------------------


@pytest.mark.requirement("R4.04")
@pytest.mark.requirement("R4.06")
def test_coming_to_a_training_completes_it_once_and_correcting_strikes_nothing(house):
    event = planned(house, kind="mentor_training", audience="mentor", places=5)
    other = make_mentor(house.programme).person
    rows = [book(event, house.mentor), book(event, other)]

    def record(*came):
        return attending.record_attendance(
            event, [row.pk for row in came], by=house.coordinator, at=THEN + timedelta(hours=3)
        )

    with pytest.raises(NotNow, match="lies ahead"):
        attending.record_attendance(event, [], by=house.coordinator, at=AT)
    assert record(*rows) == 2
    assert record(*rows) == 0
    record(rows[0])
    assert Completion.objects.count() == 2  # struck by itself, under “Who has done what”
    row = Completion.objects.get(person=house.mentor)
    assert (row.what, row.source, row.at) == ("mentor_training", "event", THEN)
    assert [b.attended for b in Booking.objects.order_by("number")] == [True, False]


@pytest.mark.requirement("R4.04")
def test_feedback_is_nameless_once_each_and_shown_from_the_small_number_on(house):
    least = house.programme.design.evaluation.small_number
    event = planned(house, places=20)
    people, after = mentees(house, least), THEN + timedelta(hours=3)
    for who in people:
        book(event, who)
    with pytest.raises(NotNow, match="not over"):
        attending.give_feedback(event, 5, "", by=people[0].user, at=AT)
    for number, who in enumerate(people):
        said = queries.feedback_in(house.coordinator, event, at=after)
        assert not said.is_shown and said.words == () and said.answered == number
        for _ in range(2):
            attending.give_feedback(event, 4, f"More of {number}", by=who.user, at=after)
    said = queries.feedback_in(house.coordinator, event, at=after)
    assert said.is_shown and said.tenths == 40 and len(said.words) == least
    fields = {field.name for field in EventFeedback._meta.get_fields()}
    assert fields == {"id", "event", "week", "useful", "words"}
    assert {row.week.weekday() for row in EventFeedback.objects.all()} == {0}
    trail = AuditEntry.objects.filter(act="event.feedback_given")
    assert trail.count() == least and not trail.exclude(actor="").exists()


def test_who_was_not_there_says_nothing_of_it(house):
    event = planned(house)
    row = book(event, house.mentee)
    book(event, house.mentor)
    after = THEN + timedelta(hours=3)
    other = Booking.objects.exclude(pk=row.pk).get()
    attending.record_attendance(event, [other.pk], by=house.coordinator, at=after)
    with pytest.raises(NotVisible):
        attending.give_feedback(event, 1, "", by=house.mentee.user, at=after)
