"""Before and in a meeting: agenda, preparing alone, notes of two at once; one press by mail."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from mentorhouse.access.links import token_of
from mentorhouse.access.relations import NotVisible
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.meetings import queries, rules
from mentorhouse.meetings.actions import preparing
from mentorhouse.meetings.actions.acting import Doing, add_action
from mentorhouse.meetings.models import Meeting, MeetingQuestion
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.programmes.design import Meetings
from mentorhouse.vault.sealing import open_row
from tests.factories import coordinator_of
from tests.meetings.conftest import AT, TIMES

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


@pytest.mark.requirement("R7.06")
@pytest.mark.requirement("R7.05")
def test_open_actions_are_on_the_agenda_by_themselves(pair, at_browser):
    meeting = pair.agreed()
    doing = Doing("Ring two ward sisters", pair.mentee.pk)
    row = pair.partnership(pair.mentee)
    add_action(row, doing, once=uuid4(), by=pair.mentee, at=AT)
    here = reverse("meetings:agenda", args=[pair.id, meeting.pk])
    mentor = at_browser(pair.mentor)
    first = mentor.get(here).content.decode()
    assert "Ring two ward sisters" in first
    assert "This agenda for a first meeting is ready" in first
    once = uuid4()
    for _ in range(2):
        mentor.post(here, {"once": once, "words": "Difficult talks", "minutes": "90"})
    page = at_browser(pair.mentee).get(here).content.decode()
    assert page.count('<span class="mh-written">Difficult talks</span>') == 1
    assert "Your items take 90 minutes" in page
    template = reverse("meetings:agenda_template", args=[pair.id, meeting.pk])
    mentor.post(template, {"once": uuid4(), "template": "grow"})
    items = queries.items_of(pair.mentee, pair.meeting(meeting), at=AT)
    assert [words.partition(":")[0] for _, words in items] == [
        "Difficult talks", "Goal", "Reality", "Options", "Way forward",
    ]  # fmt: skip
    mentor.post(reverse("meetings:remove_item", args=[pair.id, meeting.pk, items[0][0].pk]))
    assert "Difficult talks" not in mentor.get(here).content.decode()


@pytest.mark.requirement("R7.05")
def test_what_one_prepares_is_theirs_until_they_share_it(pair, at_browser):
    meeting = pair.agreed()
    here = reverse("meetings:prepare", args=[pair.id, meeting.pk])
    mentee, mentor = at_browser(pair.mentee), at_browser(pair.mentor)
    mentee.post(here, {"thoughts": "I am afraid of the first night"})
    assert "first night" in mentee.get(here).content.decode()
    assert "first night" not in mentor.get(here).content.decode()
    row = meeting.prepared.get()
    row.meeting = pair.meeting(meeting)
    with pytest.raises(NotVisible):
        open_row(pair.mentor, row, at=AT, purpose="look")
    mentee.post(here, {"thoughts": "I am afraid of the first night", "share": "on"})
    assert "first night" in mentor.get(here).content.decode()
    assert at_browser(coordinator_of(pair.programme)).get(here).status_code == 404


@pytest.mark.requirement("R7.07")
@pytest.mark.requirement("R7.15")
def test_both_are_asked_to_prepare_as_many_days_ahead_as_the_programme_wants(pair):
    pair.agreed()
    letters = OutboxLetter.objects.filter(kind="meeting.prepare")
    assert {letter.to_id for letter in letters} == {pair.mentor.pk, pair.mentee.pk}
    assert {letter.due_at for letter in letters} == {TIMES[0] - timedelta(days=2)}
    week = Meetings(contact={"kind": "before_meeting", "days": 7})
    far = AT + timedelta(days=30)
    assert rules.prepares_at(far, week, at=AT) == far - timedelta(days=7)
    assert rules.prepares_at(AT + timedelta(days=1), week, at=AT) == AT


@pytest.mark.requirement("R7.18")
def test_the_agenda_passes_to_the_mentee_as_they_go_on():
    shared = Meetings(scheduled_by="both_then_mentee")
    assert "together" in rules.who_sets_agenda(shared, held=0)
    assert rules.who_sets_agenda(shared, held=3).startswith("The mentee sets")
    begun = rules.who_sets_agenda(Meetings(scheduled_by="mentor"), held=1)
    assert begun.startswith("The mentor begins")


def test_two_write_notes_at_once_and_no_word_is_lost(pair, at_browser):
    meeting = pair.agreed()
    here = reverse("meetings:during", args=[pair.id, meeting.pk])
    mine = {"revision": 0, "text": "From the mentee", "text_before": ""}
    kept = at_browser(pair.mentee).post(here, mine | {"quietly": "1"})
    assert kept.content == b"1"
    theirs = at_browser(pair.mentor).post(here, mine | {"text": "From the mentor"})
    page = theirs.content.decode()
    assert theirs.status_code == 409
    assert "From the mentee" in page
    assert "From the mentor" in page
    with pytest.raises(ChangedMeanwhile):
        preparing.write_notes(pair.meeting(meeting), "x", based_on=0, by=pair.mentor, at=AT)
    assert queries.notes_of(pair.mentor, pair.meeting(meeting), at=AT) == (1, "From the mentee")


@pytest.mark.requirement("R7.20")
@pytest.mark.parametrize(
    ("said", "state"), [("yes", "held"), ("no", "missed"), ("moved", "agreed")]
)
def test_one_press_by_mail_records_what_became_of_it_once(pair, said, state):
    meeting = pair.agreed()
    question = MeetingQuestion.objects.get(meeting=meeting, person=pair.mentee.pk)
    here = reverse("meetings:did_you_meet", args=[token_of(question)])
    page = Client().get(here)  # a scanner of mail, or the person
    assert page.status_code == 200
    names = (pair.mentor.person.name, pair.mentee.person.name, pair.programme.name)
    assert not any(name in page.content.decode() for name in names)
    assert Meeting.objects.get(pk=meeting.pk).state == "agreed"
    assert Client().post(here, {"said": said, "minutes": "45"}).status_code == 200
    row = Meeting.objects.get(pk=meeting.pk)
    assert row.state == state
    assert row.length_minutes == (45 if said == "yes" else 60)
    assert Client().get(here).status_code == 404
    assert Client().post(here, {"said": "no"}).status_code == 404
    assert Meeting.objects.get(pk=meeting.pk).state == state
