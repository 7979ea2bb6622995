"""The plan: first set, milestones, drawing, filters, files, what is overdue (R2.04)."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from mentorhouse.access.relations import NotVisible
from mentorhouse.audit.models import AuditEntry
from mentorhouse.governance.actions import entries
from mentorhouse.governance.actions.plan import take_first_set
from mentorhouse.governance.models import Milestone
from mentorhouse.governance.queries import plan as queries
from mentorhouse.programmes.relations import today
from tests.factories import AT, make_programme, make_user
from tests.governance.makers import make_member, make_milestone

DAY = timedelta(days=1)
TYPED = {
    "title": "Mentors are trained", "stage": "train", "owner": "other", "owner_name": "Lee Local",
    "start_day": "1", "start_month": "2", "start_year": "2027",
    "due_day": "1", "due_month": "3", "due_year": "2027", "note": "In two groups.",
}  # fmt: skip


def late(programme, **more):
    dates = {"start": today() - 9 * DAY, "due": today() - 2 * DAY}
    return make_milestone(programme, **dates | more)


@pytest.mark.requirement("R2.04")
def test_an_overdue_milestone_stands_out_in_drawing_table_and_words(world):
    late(world.programme, title="Find a room")
    make_milestone(world.programme, title="Say thanks", start=today() + DAY, due=today() + 9 * DAY)
    shown = world.shown("plan")
    drawing = shown[shown.index('<svg class="mh-timeline"') : shown.index("<table")]
    table = shown[shown.index("<table") :]
    assert 'role="img"' in drawing
    assert "mh-timeline__bar--overdue" in drawing and "Overdue: Find a room." in drawing
    assert "<title" in drawing and "<desc" in drawing
    assert "style=" not in drawing
    assert "Overdue" in table and "2 days overdue" in table and "To come" in table
    assert "1 milestone is overdue." in shown[: shown.index("mh-timeline")]


@pytest.mark.requirement("R2.04")
def test_the_first_set_is_shown_with_its_dates_and_made_only_when_chosen(world):
    asked = {"start_day": "4", "start_month": "1", "start_year": "2027"}
    shown = world.shown("first_plan", **asked)
    assert "Train the mentors" in shown and "4 Jan 2027 to 1 Feb 2027" in shown
    assert not Milestone.objects.exists()
    client, address = world.browser(), world.page("first_plan")
    chosen = {"start": "2027-01-04", "chosen": ["train", "match"]}
    for _ in range(2):  # pressed twice
        assert client.post(address, chosen).url == world.page("plan")
    assert sorted(Milestone.objects.values_list("seed", flat=True)) == ["match", "train"]
    assert set(Milestone.objects.values_list("owner", flat=True)) == {world.coordinator.pk}
    assert "Train the mentors" not in world.shown("first_plan", **asked)


def test_the_first_set_taken_twice_is_there_once_and_audited_once(world):
    for _ in range(2):
        take_first_set(world.programme, ["train"], AT.date(), by=world.coordinator, at=AT)
    assert Milestone.objects.count() == 1
    assert AuditEntry.objects.filter(act="governance.first_plan").count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        make_milestone(world.programme, seed="train")


def test_nonsense_for_a_start_makes_nothing_and_says_what_to_do(world):
    asked = {"start_day": "31", "start_month": "2", "start_year": "2027"}
    assert "The date must be a real one" in world.shown("first_plan", **asked)
    far = {"start_day": "1", "start_month": "1", "start_year": "9999"}
    assert "The year must be 2199 or earlier" in world.shown("first_plan", **far)
    client = world.browser()
    for start in ("", "x", "9999-12-31"):
        client.post(world.page("first_plan"), {"start": start, "chosen": ["train"]})
    reply = client.post(world.page("first_plan"), {"start": "2027-01-04", "chosen": ["none"]})
    assert reply.status_code == 200
    assert not Milestone.objects.exists()


def test_a_milestone_is_added_changed_ticked_off_and_removed(world):
    client = world.browser()
    reply = client.post(world.page("add", "milestone"), TYPED | {"key": uuid4()})
    assert reply.url == world.page("plan")
    row = Milestone.objects.get()
    assert (row.owner_words, row.due, row.stage) == ("Lee Local", date(2027, 3, 1), "train")
    mine = {"owner": str(world.coordinator.pk), "version": "1", "title": "All are trained"}
    client.post(world.page("change", "milestone", row.pk), TYPED | mine)
    row.refresh_from_db()
    assert (row.title, row.owner, row.owner_name) == ("All are trained", world.coordinator, "")
    for _ in range(2):
        client.post(world.page("done", "milestone", row.pk))
    row.refresh_from_db()
    assert (row.done_on, row.version) == (today(), 3)
    assert (
        "All are trained" in client.get(world.page("remove", "milestone", row.pk)).content.decode()
    )
    client.post(world.page("remove", "milestone", row.pk))
    assert not Milestone.objects.exists()
    acts = list(AuditEntry.objects.order_by("sequence").values_list("act", flat=True))
    assert acts == [f"governance.{deed}" for deed in ("added", "changed", "done", "removed")]


def test_dates_the_wrong_way_round_are_refused_and_what_was_typed_stays(world):
    typed = TYPED | {"due_year": "2026", "owner_name": "", "key": uuid4()}
    shown = world.browser().post(world.page("add", "milestone"), typed).content.decode()
    assert "The last day must not be before the day the work begins" in shown
    assert "Enter the name of who sees to it" in shown
    assert "In two groups." in shown
    assert not Milestone.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_milestone(world.programme, start=date(2027, 2, 1), due=date(2027, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        make_milestone(world.programme, owner_name="")


def test_a_form_sent_twice_makes_one_milestone(world):
    typed = TYPED | {"key": uuid4()}
    for _ in range(2):
        world.browser().post(world.page("add", "milestone"), typed)
    assert Milestone.objects.count() == 1
    other = make_programme()
    with pytest.raises(NotVisible):  # nobody reaches a row of another programme by its identifier
        entries.add(Milestone, other, {}, key=typed["key"], by=other.coordinators.get().user, at=AT)


def test_of_two_who_change_a_milestone_the_second_sees_what_is_saved(world):
    row = make_milestone(world.programme)
    client, address = world.browser(), world.page("change", "milestone", row.pk)
    client.post(address, TYPED | {"version": "1", "title": "First"})
    shown = client.post(address, TYPED | {"version": "1", "title": "Second"}).content.decode()
    assert "Someone else saved a change" in shown
    assert ">First</dd>" in shown and 'value="Second"' in shown and 'value="2"' in shown
    row.refresh_from_db()
    assert row.title == "First"
    client.post(address, TYPED | {"version": "2", "title": "Second"})
    row.refresh_from_db()
    assert row.title == "Second"


def test_the_plan_is_filtered_sorted_and_exported_alike(world):
    late(world.programme, title="Late", stage="design")
    make_milestone(world.programme, title="=1+1", start=today() + DAY, due=today() + 9 * DAY)
    assert "Late" not in world.shown("plan", standing="to come")
    assert "=1+1" not in world.shown("plan", stage="design")
    assert "No milestone fits." in world.shown("plan", standing="done")
    assert world.shown("plan", stage="nonsense").count("Late") > 0
    turned = world.shown("plan", sort="-due")
    table = turned[turned.index("<table") :]
    assert table.index("=1+1") < table.index("Late")
    client = world.browser()
    lines = client.get(world.page("plan_export", "csv"), {"standing": "to come"}).content.decode()
    assert "'=1+1" in lines and "Late" not in lines
    book = client.get(world.page("plan_export", "xlsx")).content
    rows = CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows] == ["Milestone", "Late", "=1+1"]
    assert client.get(world.page("plan_export", "pdf")).status_code == 404


def test_overdue_gives_the_desk_the_longest_overdue_first(world):
    at = datetime.combine(today(), datetime.min.time(), UTC) + timedelta(hours=12)
    late(world.programme, title="Newer")
    late(world.programme, title="Older", due=today() - 5 * DAY)
    late(world.programme, title="Done", done_on=today())
    late(make_programme(), title="Elsewhere")
    found = queries.overdue(world.coordinator, world.programme, at)
    assert [row.title for row in found] == ["Older", "Newer"]
    with pytest.raises(NotVisible):
        queries.overdue(make_user(), world.programme, at)


def test_the_number_of_queries_does_not_grow_with_the_plan(world):
    make_member(world.programme)

    def count():
        client = world.browser()
        with CaptureQueriesContext(connection) as asked:
            client.get(world.page("plan"))
        return len(asked)

    late(world.programme)
    one = count()
    for number in range(3):
        late(world.programme, title=f"More {number}")
    assert count() == one
