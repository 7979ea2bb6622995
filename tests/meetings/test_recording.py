"""What became of a meeting, and its log."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.meetings import queries
from mentorhouse.meetings.actions import recording
from mentorhouse.meetings.actions.recording import AlreadyLogged, Facts
from mentorhouse.meetings.emails.asking import log_missing
from mentorhouse.meetings.models import Meeting, MeetingLog
from mentorhouse.notifications.models import OutboxLetter
from tests.factories import coordinator_of, make_user
from tests.meetings.conftest import AT, FACTS, TIMES

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
TEXTS = {name: f"Words of {name}" for name in queries.LOG_BOXES}


def read(pair, meeting, viewer=None):
    viewer = viewer or pair.mentor
    return queries.read_log(viewer, pair.meeting(meeting, viewer).log, at=AT)


@pytest.mark.requirement("R7.14")
def test_a_meeting_is_recorded_after_the_fact_with_three_facts(pair):
    meeting = pair.held()
    assert (meeting.state, meeting.held_on, meeting.length_minutes, meeting.way) == (
        "held", FACTS.held_on, 60, "telephone",
    )  # fmt: skip
    assert (meeting.log.revision, meeting.log.state) == (0, "open")
    told = OutboxLetter.objects.filter(kind="meeting.log_to_confirm")
    assert {row.to_id for row in told} == {pair.mentor.pk}


def test_one_meeting_is_not_counted_twice(pair):
    first = pair.held()
    with pytest.raises(AlreadyLogged) as refusal:
        pair.held(by=pair.mentor)
    assert refusal.value.meeting_id == first.pk
    assert Meeting.objects.count() == 1


def test_recording_a_day_with_an_agreed_meeting_records_that_one(pair):
    agreed = pair.agreed()
    held = pair.held(
        facts=replace(FACTS, held_on=TIMES[0].date()), at=TIMES[0] + timedelta(hours=2)
    )
    assert held.pk == agreed.pk
    assert (held.state, held.starts_at) == ("held", TIMES[0])


def test_an_agreed_meeting_took_place_or_not(pair):
    meeting = pair.agreed()
    recording.record_outcome(meeting, None, by=pair.mentee, at=AT)
    assert (pair.meeting(meeting).state, queries.log_of(pair.meeting(meeting))) == ("missed", None)
    recording.record_outcome(meeting, Facts(TIMES[0].date(), 30, "video"), by=pair.mentor, at=AT)
    row = pair.meeting(meeting)
    assert (row.state, row.held_on, row.length_minutes, row.way) == (
        "held", TIMES[0].date(), 30, "video",
    )  # fmt: skip


def test_what_was_written_is_not_thrown_away_by_mending_the_facts(pair):
    meeting = pair.held()
    pair.write(meeting, topics="Words")
    with pytest.raises(NotNow, match="written about this meeting"):
        recording.record_outcome(pair.meeting(meeting), None, by=pair.mentor, at=AT)
    mended = replace(FACTS, held_on=date(2026, 11, 1))
    recording.record_outcome(pair.meeting(meeting), mended, by=pair.mentor, at=AT)
    assert pair.meeting(meeting).held_on == date(2026, 11, 1)
    assert read(pair, meeting)["topics"] == "Words"


@pytest.mark.requirement("R7.08")
def test_the_mentee_writes_and_the_mentor_confirms(pair):
    meeting = pair.held()
    pair.write(meeting, **TEXTS)
    assert read(pair, meeting) == TEXTS
    with pytest.raises(NotNow, match="somebody else in your partnership confirms"):
        pair.confirm(meeting, by=pair.mentee)
    row = pair.confirm(meeting)
    assert (row.log.state, row.log.confirmed_by_id) == ("confirmed", pair.mentor.pk)


def test_a_confirmed_log_stays_as_it_is(pair):
    meeting = pair.held()
    pair.write(meeting, **TEXTS)
    pair.confirm(meeting)
    with pytest.raises(NotNow, match="confirmed"):
        pair.write(meeting, by=pair.mentor, topics="Other")
    with pytest.raises(NotNow, match="confirmed"):
        recording.record_outcome(pair.meeting(meeting), FACTS, by=pair.mentee, at=AT)
    assert read(pair, meeting) == TEXTS


def test_either_may_write_and_then_the_other_confirms(pair):
    meeting = pair.held()
    pair.write(meeting, topics="One")
    pair.write(meeting, by=pair.mentor, topics="Two")
    with pytest.raises(NotNow):
        pair.confirm(meeting, by=pair.mentor)
    assert pair.confirm(meeting, by=pair.mentee).log.state == "confirmed"


def test_two_writing_at_once_overwrite_nothing(pair):
    meeting = pair.held()
    pair.write(meeting, by=pair.mentor, based_on=0, topics="Theirs")
    with pytest.raises(ChangedMeanwhile):
        pair.write(meeting, by=pair.mentee, based_on=0, topics="Mine")
    assert read(pair, meeting)["topics"] == "Theirs"


def test_a_log_that_changed_is_not_confirmed_unread(pair):
    meeting = pair.held()
    pair.write(meeting, topics="Read")
    seen = pair.meeting(meeting, pair.mentor)
    pair.write(meeting, topics="Not read")
    with pytest.raises(ChangedMeanwhile):
        recording.confirm_log(seen, revision=1, by=pair.mentor, at=AT)
    assert MeetingLog.objects.get().state == "open"


@pytest.mark.parametrize("outsider", ["anybody", "coordinator"])
def test_nobody_else_records_writes_or_confirms(pair, outsider):
    meeting = pair.held()
    other = make_user() if outsider == "anybody" else coordinator_of(pair.programme)
    deeds = [
        lambda: recording.record_held(
            meeting.partnership, FACTS, zone="Europe/London", by=other, at=AT
        ),
        lambda: recording.record_outcome(meeting, FACTS, by=other, at=AT),
        lambda: recording.write_log(meeting, TEXTS, based_on=0, by=other, at=AT),
        lambda: recording.confirm_log(meeting, revision=0, by=other, at=AT),
    ]
    for deed in deeds:
        with pytest.raises(NotVisible):
            deed()


@pytest.mark.requirement("R7.19")
def test_an_empty_log_is_reminded_after_a_week_where_logs_are_wanted(pair):
    meeting = pair.held()
    letters = OutboxLetter.objects.filter(kind="meeting.log_missing")
    assert {letter.due_at for letter in letters} == {AT + timedelta(days=7)}
    about = {"partnership": str(pair.id), "meeting": str(meeting.pk)}
    assert log_missing(pair.mentee, about) is not None
    pair.write(meeting, topics="A first word")
    assert log_missing(pair.mentee, about) is None
