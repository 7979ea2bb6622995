"""Between meetings: the rhythm, contact, messages of the pair alone, and short check-ins."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from mentorhouse.access.relations import NotVisible
from mentorhouse.meetings import queries, rules
from mentorhouse.meetings.actions import contacting
from mentorhouse.meetings.actions.recording import Facts
from mentorhouse.meetings.emails.contacts import contact_due
from mentorhouse.meetings.models import CheckIn
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.partnerships.models import TalkWish
from mentorhouse.programmes.design import Meetings
from mentorhouse.vault.sealing import open_row
from tests.factories import coordinator_of
from tests.meetings.conftest import AT, FACTS

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
DAY = date(2026, 11, 3)


@pytest.mark.requirement("R7.11")
@pytest.mark.requirement("R7.16")
def test_the_pair_sees_strand_by_strand_how_it_stands():
    asked = Meetings(contact_days=90, in_person_days=365, minutes_a_month_most=120)
    met = rules.Met(
        began=DAY - timedelta(days=400), last=DAY - timedelta(days=20),
        in_person=DAY - timedelta(days=370), contact=None, minutes=150,
    )  # fmt: skip
    strands = rules.rhythm_of(asked, met, today=DAY)
    assert [strand.on_track for strand in strands] == [True, True, False, False]
    assert "150 of 120 minutes" in strands[-1].words
    assert not rules.rhythm_of(Meetings(), met, today=DAY + timedelta(days=30))[0].on_track


@pytest.mark.requirement("R7.10")
def test_the_mentor_is_reminded_to_get_in_touch_unless_they_have(pair):
    pair.programme.design_data["meetings"]["contact"] = {"kind": "mentor_after", "days": 14}
    pair.programme.save()
    meeting = pair.held()
    letter = OutboxLetter.objects.get(kind="contact.due")
    assert letter.to_id == pair.mentor.pk
    assert letter.due_at.date() == FACTS.held_on + timedelta(days=14)
    about = {"partnership": str(pair.id), "meeting": str(meeting.pk)}
    assert contact_due(pair.mentor, about) is not None
    row = pair.partnership(pair.mentor)
    for _ in range(2):
        contacting.note_contact(
            row, made_on=DAY, way="telephone", exceptional=True, by=pair.mentor, at=AT
        )
    assert row.contacts.count() == 1
    assert contact_due(pair.mentor, about) is None


@pytest.mark.requirement("R7.10")
def test_messages_are_for_the_pair_and_nobody_else(pair, at_browser):
    here = reverse("meetings:messages", args=[pair.id])
    once = uuid4()
    for _ in range(2):
        at_browser(pair.mentor).post(here, {"once": once, "text": "Thinking of your first night"})
    page = at_browser(pair.mentee).get(here).content.decode()
    assert page.count("Thinking of your first night") == 1
    assert OutboxLetter.objects.filter(kind="pair_message.arrived").count() == 1
    coordinator = coordinator_of(pair.programme)
    assert at_browser(coordinator).get(here).status_code == 404
    message = pair.partnership(pair.mentee).messages.get()
    message.partnership.coordinator_reads_content = True
    with pytest.raises(NotVisible):
        open_row(coordinator, message, at=AT, purpose="look")


@pytest.mark.requirement("R7.13")
def test_a_check_in_is_ones_own_unless_help_is_asked(pair, at_browser):
    pair.held()
    mine = CheckIn.objects.get(person=pair.mentee.pk)
    assert (CheckIn.objects.count(), mine.after) == (2, "first")
    here = reverse("meetings:check_in", args=[pair.id, mine.pk])
    assert at_browser(pair.mentor).get(here).status_code == 404
    mentee = at_browser(pair.mentee)
    mentee.post(here, {"answer": "not"})
    assert not TalkWish.objects.exists()
    mentee.post(here, {"answer": "not", "wants_talk": "on"})
    assert TalkWish.objects.get().participation.person_id == pair.mentee.pk
    row = queries.check_in_for(pair.mentee, pair.id, mine.pk)
    assert queries.read_check_in(pair.mentee, row, at=AT) == "not"
    for viewer in (pair.mentor, coordinator_of(pair.programme)):
        with pytest.raises(NotVisible):
            queries.read_check_in(viewer, row, at=AT)


def test_check_ins_come_after_the_first_third_and_last_meeting(pair):
    def said(held, **more):
        given = {"planned": None, "ends_on": None, "next_by": DAY} | more
        return rules.check_in_after(held, **given)

    assert [said(held) for held in (1, 2, 3, 4)] == ["first", "", "third", ""]
    assert said(6, planned=6) == "last"
    assert said(9, ends_on=DAY - timedelta(days=1)) == "last"
    for day in range(3):
        pair.held(facts=Facts(DAY - timedelta(days=day), 60, "telephone"))
    assert {row.after for row in CheckIn.objects.all()} == {"first", "third"}


def test_the_page_between_meetings_shows_how_they_stand(pair, at_browser):
    here = reverse("meetings:between", args=[pair.id])
    client = at_browser(pair.mentor)
    assert "How you stand" in client.get(here).content.decode()
    day = {"made_on_day": "1", "made_on_month": "11", "made_on_year": "2026"}
    client.post(here, day | {"way": "telephone", "exceptional": "on"})
    assert "out of turn" in client.get(here).content.decode()
