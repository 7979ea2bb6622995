"""A person’s own learning record: everything of theirs, nobody else’s, readable elsewhere."""

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from mentorhouse.register.actions import Done, record_development
from mentorhouse.register.states import Kind as Doing
from mentorhouse.training.models import Booking
from mentorhouse.training.queries.learnt import own_record
from mentorhouse.training.rules.records import Known, Taker, fits
from mentorhouse.training.rules.statements import read_statements
from tests.factories import make_user
from tests.training.conftest import AT, House, signed_in
from tests.training.test_events import book, planned

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


def learnt(house):
    """A mentor who has completed the training, came to an event, and read a book."""
    house.do_all(house.mentor, "mentor-training")
    house.do(house.mentee, "mentee-induction", "mentee-goals")  # somebody else’s
    event = planned(house, title="A refresher", audience="mentor")
    for row in (book(event, house.mentor), book(planned(house, title="Missed"), house.mentor)):
        Booking.objects.filter(pk=row.pk).update(attended=row.event.title == "A refresher")
    done = Done(date(2026, 10, 1), 90, Doing.READING, "A book about listening")
    record_development(house.mentor.user, done, once=uuid4(), at=AT)


@pytest.mark.requirement("R4.12")
def test_a_person_takes_their_own_record_along_as_list_and_as_statements(house):
    learnt(house)
    client = signed_in(house.mentor.user)
    page = client.get(reverse("training:own_record")).text
    assert "A book about listening" in page and "The training for mentors" in page
    assert reverse("training:own_record") in client.get(house.path()).text
    sheet = client.get(reverse("training:own_record_file", args=["csv"])).content.decode(
        "utf-8-sig"
    )
    rows = list(csv.DictReader(io.StringIO(sheet)))
    kinds = [row["Kind"] for row in rows]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "Course completed": 1, "Module done": 9, "Event attended": 1, "Own development": 1,
    }  # fmt: skip
    [book_] = [row for row in rows if row["Kind"] == "Own development"]
    assert (book_["Date"], book_["What"], book_["Minutes"]) == (
        "2026-10-01", "A book about listening", "90",
    )  # fmt: skip
    assert "Missed" not in sheet
    made = client.get(reverse("training:own_record_file", args=["json"])).json()
    assert {one["actor"]["account"]["name"] for one in made} == {str(house.mentor.pk)}
    assert {one["result"].get("duration") for one in made} == {None, "PT90M", "PT120M"}
    # The statement of a course is the one that co-ordinators hand out: it counts once elsewhere.
    [theirs] = signed_in(house.coordinator).get(house.path("records/completions.json")).json()
    assert theirs in made
    assert client.get(reverse("training:own_record_file", args=["pdf"])).status_code == 404


def test_what_is_taken_along_is_read_by_another_installation(house):
    learnt(house)
    answer = signed_in(house.mentor.user).get(reverse("training:own_record_file", args=["json"]))
    later = datetime(2027, 1, 1, tzinfo=UTC)
    claims = read_statements(json.dumps(answer.json()).encode(), now=later)
    counting = [claim for claim in claims if claim.counts]
    assert len(claims) == 12 and len(counting) == 10  # not the event, not the book
    course = next(one for one in counting if one.activity.endswith("/training/mentor_training"))
    taker = Taker(UUID(int=1), frozenset({"mentor"}))
    known = Known({str(house.mentor.pk): taker}, {course.activity.casefold(): "mentor_training"})
    assert fits(course.who, course.activity, known) == taker


def test_a_record_is_ones_own_and_stays_when_one_leaves(house):
    learnt(house)
    theirs = own_record(house.mentee.user, at=AT)
    assert [line.activity for line in theirs] == ["modules/mentee-goals"]
    house.mentoring.state = "declined"
    house.mentoring.save(update_fields=["state"])
    assert len(own_record(house.mentor.user, at=AT + timedelta(days=1))) == 12
    newcomer = House().mentor.user
    assert "Nothing stands here yet" in signed_in(newcomer).get(reverse("training:own_record")).text
    without_profile = signed_in(make_user())
    assert without_profile.get(reverse("training:own_record")).status_code in {302, 404}
