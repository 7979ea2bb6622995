"""Stakeholders, the communication plan and partners (R2.15, R2.24, R11.10)."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentorhouse.governance.models import Assessment, Input, Message, Stakeholder
from mentorhouse.programmes.models import PartnerBody
from mentorhouse.programmes.relations import today
from tests.factories import AT, make_mentor, make_organisation, make_person, make_user
from tests.governance.makers import make_input, make_member, make_message, make_stakeholder

DAY = timedelta(days=1)


@pytest.mark.requirement("R11.10")
def test_a_stakeholder_is_listed_informed_at_set_times_and_heard(world):
    typed = {
        "title": "Heads of department", "interest": "Their staff’s time", "wants": "Figures",
        "how": "A page", "often": "quarterly", "owner": "other", "owner_name": "Lee Local",
        "due_day": "1", "due_month": "12", "due_year": "2025", "key": uuid4(),
    }  # fmt: skip
    client = world.browser()
    assert client.post(world.page("add", "stakeholder"), typed).url == world.page("stakeholders")
    row = Stakeholder.objects.get()
    shown = world.shown("stakeholders")
    assert "Heads of department" in shown and "Overdue" in shown
    for _ in range(2):  # pressed twice on the same page
        client.post(world.page("informed", row.pk), {"version": "1"})
    row.refresh_from_db()
    assert (row.informed_on, row.version) == (today(), 2)
    assert today() + 80 * DAY < row.due < today() + 95 * DAY
    said = {
        "title": "More mentors, please.", "day_day": "2", "day_month": "11", "day_year": "2026",
        "outcome": "Asked the wards", "key": uuid4(),
    }  # fmt: skip
    address = f"{world.page('add', 'input')}?of={row.pk}"
    assert client.post(address, said).url == world.page("stakeholder", row.pk)
    shown = world.shown("stakeholder", row.pk)
    assert "More mentors, please." in shown and "Asked the wards" in shown
    lines = client.get(world.page("list_export", "stakeholders", "csv")).content.decode()
    assert "2 Nov 2026: More mentors, please." in lines


def test_who_is_told_once_has_no_next_time(world):
    row = make_stakeholder(world.programme, often="once")
    world.browser().post(world.page("informed", row.pk), {"version": "nonsense"})
    row.refresh_from_db()
    assert (row.informed_on, row.due) == (today(), None)
    assert "Nothing planned" in world.shown("stakeholder", row.pk)


def test_a_stakeholder_goes_with_what_they_said(world):
    row = make_stakeholder(world.programme)
    make_input(row)
    assert "What they said goes with it." in world.shown("remove", "stakeholder", row.pk)
    world.browser().post(world.page("remove", "stakeholder", row.pk))
    assert not Stakeholder.objects.exists() and not Input.objects.exists()


@pytest.mark.requirement("R2.15")
def test_the_communication_plan_has_audiences_and_dates_and_says_what_is_late(world):
    make_message(world.programme, "Staff on the wards", due=today() - DAY)
    row = make_message(world.programme, "Heads of department", due=today() + DAY)
    shown = world.shown("messages")
    assert "Staff on the wards" in shown and "Overdue" in shown
    client = world.browser()
    client.post(world.page("done", "message", row.pk))
    row.refresh_from_db()
    assert row.done_on == today()
    lines = client.get(world.page("list_export", "messages", "csv")).content.decode()
    assert "Heads of department" in lines and "Newsletter" in lines
    assert client.get(world.page("list_export", "nonsense", "csv")).status_code == 404
    assert client.get(world.page("list_export", "messages", "doc")).status_code == 404
    assert "1 overdue" in world.shown("start")


@pytest.mark.requirement("R2.24")
def test_each_partner_has_one_assessment_with_strengths_and_where_to_work_closer(world):
    trust, council = make_organisation("Trust"), make_organisation("Council")
    for organisation in (trust, council):
        PartnerBody.objects.create(programme=world.programme, organisation=organisation, since=AT)
    assert "Nothing is written yet about Council, Trust." in world.shown("partners")
    typed = {
        "organisation": str(trust.pk), "responsibilities": "Trains the mentors.",
        "strengths": "Trainers", "closer": "One calendar", "next_step": "Meet in spring",
    }  # fmt: skip
    client, address = world.browser(), world.page("add", "assessment")
    assert client.post(address, typed | {"key": uuid4()}).url == world.page("partners")
    shown = world.shown("partners")
    for words in ("Trains the mentors.", "One calendar", "Meet in spring", "about Council."):
        assert words in shown
    again = client.post(address, typed | {"key": uuid4()}).content.decode()
    assert "This partner is assessed already. Change that entry." in again
    assert Assessment.objects.count() == 1
    assert "1 to do" in world.shown("start")


def test_only_a_partner_or_an_organisation_that_takes_part_can_be_assessed(world):
    make_mentor(world.programme, make_person(organisation="Here"))
    stranger = make_organisation("Elsewhere")
    shown = world.shown("add", "assessment")
    assert "Here" in shown and "Elsewhere" not in shown
    typed = {"organisation": str(stranger.pk), "responsibilities": "x", "key": uuid4()}
    assert world.browser().post(world.page("add", "assessment"), typed).status_code == 200
    assert not Assessment.objects.exists()


def test_these_lists_are_for_co_ordinators(world):
    row = make_stakeholder(world.programme)
    for user in (make_user(), make_member(world.programme).user):
        client = world.browser(user)
        for name, *args in (
            ("stakeholders",),
            ("stakeholder", row.pk),
            ("messages",),
            ("partners",),
        ):
            assert client.get(world.page(name, *args)).status_code == 404
        assert client.post(world.page("informed", row.pk)).status_code == 404
        assert client.get(world.page("list_export", "stakeholders", "csv")).status_code == 404
    row.refresh_from_db()
    assert row.informed_on is None


@pytest.mark.parametrize("name", ["stakeholders", "messages", "start", "board"])
def test_the_number_of_queries_does_not_grow(world, name):
    def fill(count):
        for number in range(count):
            make_input(make_stakeholder(world.programme, f"Group {number}", due=date(2026, 1, 1)))
            make_message(world.programme)
            make_member(world.programme)

    def count():
        client = world.browser()
        with CaptureQueriesContext(connection) as asked:
            client.get(world.page(name))
        return len(asked)

    fill(1)
    one = count()
    fill(2)
    assert Message.objects.count() == 3
    assert count() == one
