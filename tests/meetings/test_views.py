"""Pages of meetings: what the pair sees and does, and what nobody else sees."""

from datetime import date, datetime, timedelta

import icalendar
import pytest
import time_machine
from django.urls import reverse

from mentorhouse.access.policy import Capability
from mentorhouse.access.readers import who_can_read
from mentorhouse.meetings import queries
from mentorhouse.meetings.actions import arranging
from mentorhouse.meetings.actions.recording import Facts
from mentorhouse.meetings.models import Meeting
from tests.factories import (
    complete_design,
    coordinator_of,
    make_partnership,
    make_programme,
    make_user,
)
from tests.meetings.conftest import AT, TIMES, Details, Pair

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
OF_PAIR = ("meetings", "propose", "met", "logs")
OF_ONE = ("meeting", "other_times", "details", "cancel", "calendar_file", "facts")
POSTED = ("pick", "withdraw", "keep", "missed")
OF_LOG = ("log", "write_log")


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(AT, tick=False):
        yield


def where(pair, name, *more):
    return reverse(f"meetings:{name}", args=[pair.id, *more])


def text_of(response):
    return response.content.decode()


def times(*moments):
    data = {}
    for row, moment in enumerate(moments, start=1):
        data |= {
            f"day_{row}_day": moment.day, f"day_{row}_month": moment.month,
            f"day_{row}_year": moment.year, f"time_{row}": f"{moment:%H:%M}",
        }  # fmt: skip
    return data


PROPOSAL = {"way": "telephone", "length_minutes": 60}


def facts(day, **more):
    boxes = {"held_on_day": day.day, "held_on_month": day.month, "held_on_year": day.year}
    return boxes | {"way": "telephone", "length_minutes": 60} | more


def test_every_page_opens_for_both(pair, at_browser):
    agreed, held = pair.agreed(), pair.held()
    pages = [
        *(where(pair, name) for name in OF_PAIR),
        *(where(pair, name, agreed.pk) for name in OF_ONE),
        *(where(pair, name, held.pk) for name in ("meeting", "facts", *OF_LOG)),
    ]
    for user in (pair.mentor, pair.mentee):
        client = at_browser(user)
        assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)


@pytest.mark.requirement("R6.09")
def test_everybody_else_finds_nothing(pair, at_browser):
    agreed, held = pair.agreed(), pair.held()
    pages = [
        *(where(pair, name) for name in OF_PAIR),
        *(where(pair, name, agreed.pk) for name in OF_ONE),
        *(where(pair, name, held.pk) for name in OF_LOG),
    ]
    other = Pair(make_partnership(pair.programme))
    for user in (make_user(), coordinator_of(pair.programme), other.mentor,
                 make_user(is_administrator=True), make_user(is_auditor=True)):  # fmt: skip
        client = at_browser(user)
        assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 404)
        for name in (*POSTED, "cancel", "confirm_log"):
            assert client.post(where(pair, name, agreed.pk)).status_code == 404
    assert pair.meeting(agreed).state == "agreed"


def test_a_meeting_of_another_pair_is_not_found_under_ones_own(pair, at_browser):
    other = Pair(make_partnership())
    meeting = other.agreed()
    client = at_browser(pair.mentor)
    assert client.get(where(pair, "meeting", meeting.pk)).status_code == 404


@pytest.mark.requirement("R7.01")
def test_proposing_and_picking_on_the_pages(pair, at_browser):
    page = at_browser(pair.mentee).post(
        where(pair, "propose"), times(TIMES[0], TIMES[1]) | PROPOSAL, follow=True
    )
    assert "Your times are on their way" in text_of(page)
    meeting = pair.meeting(Meeting.objects.get())
    assert [o.starts_at for o in meeting.options.all()] == [TIMES[0], TIMES[1]]
    client = at_browser(pair.mentor)
    assert "Which time suits you?" in text_of(client.get(where(pair, "meeting", meeting.pk)))
    nothing = client.post(where(pair, "pick", meeting.pk), {}, follow=True)
    assert "Choose one of the times" in text_of(nothing)
    option = meeting.options.last().pk
    done = client.post(where(pair, "pick", meeting.pk), {"option": option}, follow=True)
    assert "The meeting is agreed" in text_of(done)
    assert "Wednesday 11 November 2026 at 10am" in text_of(done)


def test_other_times_and_withdrawing_on_the_pages(pair, at_browser):
    meeting = pair.propose()
    mentor, mentee = at_browser(pair.mentor), at_browser(pair.mentee)
    page = mentor.post(where(pair, "other_times", meeting.pk), times(TIMES[2]), follow=True)
    assert "You offered these times" in text_of(page)
    assert "Only the person who proposed" in text_of(
        mentee.post(where(pair, "withdraw", meeting.pk), follow=True)
    )
    assert "taken the proposal back" in text_of(
        mentor.post(where(pair, "withdraw", meeting.pk), follow=True)
    )


def test_moving_keeping_and_cancelling_on_the_pages(pair, at_browser):
    meeting = pair.agreed()
    client = at_browser(pair.mentee)
    client.post(where(pair, "other_times", meeting.pk), times(TIMES[2]))
    assert pair.meeting(meeting).state == "moving"
    client.post(where(pair, "keep", meeting.pk))
    assert pair.meeting(meeting).state == "agreed"
    page = client.post(where(pair, "cancel", meeting.pk), times(TIMES[2]), follow=True)
    assert "Proposed meeting" in text_of(page)
    assert pair.meeting(meeting).state == "cancelled"
    assert "cancelled" in text_of(client.post(where(pair, "keep", meeting.pk), follow=True))
    assert client.get(where(pair, "calendar_file", meeting.pk)).status_code == 404


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"day_1_day": "31"}, "The date must be a real one"),
        ({"time_1": "noonish"}, "Enter a time like"),
        ({"time_1": ""}, "Enter a time"),
        ({"day_1_year": "2025"}, "in the past"),
        ({"day_1_year": "2062"}, "Check the year"),
        ({"time_2": "10:00"}, "Enter a date for this time"),
        (times(datetime(2027, 3, 28, 1, 30)), "there is no 1.30am"),
        (times(datetime(2027, 10, 31, 1, 30)), "1.30am comes twice"),
        ({"length_minutes": "3"}, "5"),
        ({"way": "carrier pigeon"}, "carrier pigeon"),
        ({"way": "video", "link": "http://meet.example.org"}, "begins with https://"),
        ({"way": "video", "link": "javascript:alert(1)"}, "valid URL"),
    ],
)
def test_what_cannot_be_proposed_is_told_kindly_and_kept(pair, at_browser, changes, words):
    sent = times(TIMES[0]) | PROPOSAL | changes
    page = at_browser(pair.mentee).post(where(pair, "propose"), sent)
    assert "There is a problem" in text_of(page)
    assert words in text_of(page)
    assert text_of(page).count('class="nhsuk-error-message"') == 1
    listed = text_of(page).split("nhsuk-error-summary__list")[1].split("</ul>")[0]
    assert listed.count("<li>") == 1
    assert not Meeting.objects.exists()


def test_times_are_taken_in_summer_time(pair, at_browser):
    data = {"day_1_day": 5, "day_1_month": 7, "day_1_year": 2027, "time_1": "2.30pm"}
    at_browser(pair.mentee).post(where(pair, "propose"), data | PROPOSAL)
    meeting = Meeting.objects.get()
    assert meeting.options.get().starts_at.hour == 13
    page = at_browser(pair.mentor).get(where(pair, "meeting", meeting.pk))
    assert "Monday 5 July 2027 at 2.30pm" in text_of(page)


@pytest.mark.requirement("R7.02")
@pytest.mark.parametrize(
    "way, place, link",
    [
        ("face_to_face", "Room 4, the library", ""),
        ("telephone", "", ""),
        ("video", "", "https://meet.example.org/abc?x=1&y=2"),
        ("messages", "", ""),
    ],
)
def test_every_way_of_meeting(pair, at_browser, way, place, link):
    sent = {"way": way, "length_minutes": 60, "place": "Room 4, the library",
            "link": "https://meet.example.org/abc?x=1&y=2"}  # fmt: skip
    client = at_browser(pair.mentee)
    form = text_of(client.get(where(pair, "propose")))
    assert "neutral place where nobody overhears you" in form
    page = client.post(where(pair, "propose"), times(TIMES[0]) | sent, follow=True)
    row = pair.meeting(Meeting.objects.get())
    assert queries.where(pair.mentor, row, at=AT) == {"place": place, "link": link}
    assert row.get_way_display() in text_of(page)


@pytest.mark.requirement("R7.03")
def test_the_programme_guides_and_warns_but_never_blocks(pair, at_browser):
    pair.held()
    client = at_browser(pair.mentee)
    form = text_of(client.get(where(pair, "propose")))
    assert "recommends 60 minutes, and at most 120" in form
    assert 'value="60"' in form
    assert "around 3 December 2026" in form
    sent = times(TIMES[0]) | PROPOSAL | {"length_minutes": 150}
    page = client.post(where(pair, "propose"), sent, follow=True)
    assert "150 minutes is longer than the 120 minutes" in text_of(page)
    assert Meeting.objects.get(state="proposed").length_minutes == 150


@pytest.mark.requirement("R7.04")
def test_notice_is_asked_for_and_no_reason(pair, at_browser):
    meeting = pair.agreed()
    client = at_browser(pair.mentee)
    for name in ("cancel", "other_times"):
        assert "24 hours’ notice" not in text_of(client.get(where(pair, name, meeting.pk)))
        with time_machine.travel(TIMES[0] - timedelta(hours=3), tick=False):
            page = text_of(at_browser(pair.mentee).get(where(pair, name, meeting.pk)))
        assert "asks for 24 hours’ notice, and this is less" in page
        assert "counted as a late change" in page
    with time_machine.travel(TIMES[0] - timedelta(hours=3), tick=False):
        page = at_browser(pair.mentee).post(where(pair, "cancel", meeting.pk), follow=True)
        assert "taken out of both calendars" in text_of(page)
        listed = text_of(at_browser(pair.mentor).get(where(pair, "meetings")))
    assert "1 meeting cancelled. 1 change with less than 24 hours’ notice" in listed


def test_details_that_changed_meanwhile_are_shown_and_kept(pair, at_browser):
    meeting = pair.agreed()
    new = Details(45, "face_to_face", place="Their café")
    arranging.change_details(meeting, new, based_on=1, by=pair.mentor, at=AT)
    sent = {"way": "face_to_face", "place": "My library", "length_minutes": 60, "based_on": 1}
    client = at_browser(pair.mentee)
    page = client.post(where(pair, "details", meeting.pk), sent)
    assert page.status_code == 409
    assert "Their café" in text_of(page) and "My library" in text_of(page)
    client.post(where(pair, "details", meeting.pk), sent | {"based_on": 2})
    assert queries.where(pair.mentor, pair.meeting(meeting), at=AT)["place"] == "My library"


def test_the_calendar_file_is_offered_on_the_page(pair, at_browser):
    meeting = pair.agreed()
    client = at_browser(pair.mentor)
    assert where(pair, "calendar_file", meeting.pk) in text_of(
        client.get(where(pair, "meeting", meeting.pk))
    )
    file = client.get(where(pair, "calendar_file", meeting.pk))
    assert file["Content-Type"].startswith("text/calendar")
    (event,) = icalendar.Calendar.from_ical(file.content).walk("VEVENT")
    assert event.start == TIMES[0]


@pytest.mark.requirement("R7.14")
def test_we_have_met_asks_three_things_and_fills_them_in(pair, at_browser):
    pair.held(facts=Facts(date(2026, 10, 1), 45, "video"))
    client = at_browser(pair.mentee)
    form = client.get(where(pair, "met"))
    assert text_of(form).count('type="text"') == 4  # day, month, year, length
    assert 'value="video" checked' in text_of(form)
    page = client.post(where(pair, "met"), facts(AT.date()), follow=True)
    assert "Your meeting is recorded" in text_of(page)
    twice = client.post(where(pair, "met"), facts(AT.date()), follow=True)
    assert "already logged" in text_of(twice)
    future = client.post(where(pair, "met"), facts(AT.date() + timedelta(days=1)))
    assert "still to come" in text_of(future)


def test_an_agreed_meeting_is_recorded_on_its_page(pair, at_browser):
    meeting = pair.agreed()
    with time_machine.travel(TIMES[0] + timedelta(hours=1), tick=False):
        client = at_browser(pair.mentee)
        assert "Did you meet?" in text_of(client.get(where(pair, "meeting", meeting.pk)))
        form = text_of(client.get(where(pair, "facts", meeting.pk)))
        assert 'value="telephone" checked' in form
        client.post(where(pair, "missed", meeting.pk))
        assert pair.meeting(meeting).state == "missed"
        client.post(where(pair, "facts", meeting.pk), facts(TIMES[0].date()))
        assert pair.meeting(meeting).state == "held"


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_makes_no_more_queries_for_more_meetings(
    pair, at_browser, number, django_assert_max_num_queries
):
    for day in range(number):
        held = pair.held(facts=Facts(date(2026, 10, 1 + day), 60, "telephone"))
        pair.write(held, topics="Words")
    client = at_browser(pair.mentee)
    client.get(where(pair, "meetings"))
    with django_assert_max_num_queries(9):
        client.get(where(pair, "meetings"))
    with django_assert_max_num_queries(18):
        client.get(where(pair, "logs"))


def log_form(pair, client, meeting):
    assert client.get(where(pair, "write_log", meeting.pk)).status_code == 200
    return {name: "" for box in queries.LOG_BOXES for name in (box, f"{box}_before")}


@pytest.mark.requirement("R7.19")
def test_the_log_asks_for_nothing_of_other_people_and_says_who_reads_it(pair, at_browser):
    meeting = pair.held()
    page = text_of(at_browser(pair.mentee).get(where(pair, "write_log", meeting.pk)))
    assert "no personal details of patients, colleagues or family" in page
    assert page.count(who_can_read(Capability.READ_MEETING_LOG)) == len(queries.LOG_BOXES)


def test_the_log_is_written_read_and_confirmed_on_the_pages(pair, at_browser):
    meeting = pair.held()
    mentee, mentor = at_browser(pair.mentee), at_browser(pair.mentor)
    data = log_form(pair, mentee, meeting) | {"revision": 0, "topics": "What we said <b>"}
    page = mentee.post(where(pair, "write_log", meeting.pk), data, follow=True)
    assert "What we said &lt;b&gt;" in text_of(page)
    assert "Confirm this log" not in text_of(page)
    for name in ("log", "meeting"):
        assert "What we said" in text_of(mentor.get(where(pair, name, meeting.pk)))
    assert "What we said" in text_of(mentor.get(where(pair, "logs")))
    outdated = mentor.post(where(pair, "confirm_log", meeting.pk), {"revision": 0}, follow=True)
    assert "not confirmed yet" in text_of(outdated)
    page = mentor.post(where(pair, "confirm_log", meeting.pk), {"revision": 1}, follow=True)
    assert "You have confirmed the log" in text_of(page)
    late = mentee.post(
        where(pair, "write_log", meeting.pk), data | {"revision": 1, "topics": "Too late"}
    )
    assert late.status_code == 409
    assert "confirmed by now" in text_of(late) and "Too late" in text_of(late)


def test_two_write_the_log_at_once_and_both_texts_stand_side_by_side(pair, at_browser):
    meeting = pair.held()
    client = at_browser(pair.mentee)
    data = log_form(pair, client, meeting) | {"revision": 0, "topics": "Mine", "steps": "Only mine"}
    pair.write(meeting, by=pair.mentor, topics="Theirs", resources="Only theirs")
    page = client.post(where(pair, "write_log", meeting.pk), data)
    assert page.status_code == 409
    for words in ("Mine", "Theirs", "Only mine", "Only theirs"):
        assert words in text_of(page)
    assert pair.meeting(meeting).log.revision == 1


def test_co_ordinators_read_logs_only_where_the_pair_was_told(at_browser):
    design = complete_design(
        confidentiality={"statement": "They read along.", "coordinator_reads_content": True}
    )
    pair = Pair(make_partnership(make_programme(design=design)))
    meeting = pair.held()
    pair.write(meeting, topics="Words")
    client = at_browser(coordinator_of(pair.programme))
    assert "Propose times" not in text_of(client.get(where(pair, "meetings")))
    assert "Words" in text_of(client.get(where(pair, "log", meeting.pk)))
    assert "Words" in text_of(client.get(where(pair, "logs")))
    for name in ("meeting", "write_log", "facts"):
        assert client.get(where(pair, name, meeting.pk)).status_code == 404
    page = text_of(at_browser(pair.mentee).get(where(pair, "write_log", meeting.pk)))
    assert page.count("and the programme’s co-ordinators. Nobody else.") == len(queries.LOG_BOXES)


def test_times_are_taken_and_shown_in_the_zone_of_each(pair, at_browser):
    pair.mentee.timezone = "America/New_York"
    pair.mentee.save()
    data = {"day_1_day": 5, "day_1_month": 7, "day_1_year": 2027, "time_1": "9am"}
    client = at_browser(pair.mentee)
    page = client.post(where(pair, "propose"), data | PROPOSAL, follow=True)
    assert "Monday 5 July 2027 at 9am" in text_of(page)
    page = at_browser(pair.mentor).get(where(pair, "meeting", Meeting.objects.get().pk))
    assert "Monday 5 July 2027 at 2pm" in text_of(page)
