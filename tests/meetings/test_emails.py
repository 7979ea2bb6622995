"""Letters about meetings: only while their cause stands, and without a word of the pair's."""

from datetime import timedelta

import pytest

from mentorhouse.meetings import emails
from mentorhouse.meetings.actions import arranging
from mentorhouse.notifications.letters import writer_of
from mentorhouse.notifications.models import OutboxLetter
from tests.meetings.conftest import AT, TIMES, Details

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
NEW = tuple(time + timedelta(days=10) for time in TIMES)
SECRET = "the café in Canary Street"


def written(kind, user):
    rows = OutboxLetter.objects.filter(kind=kind, to=user).order_by("posted_at", "pk")
    return [writer_of(row.kind)(user, row.about) for row in rows]


def everything(letter):
    return repr(letter) + "".join(a.content.decode() for a in letter.attachments)


def test_a_letter_names_neither_partner_nor_place(pair):
    details = Details(60, "face_to_face", place=SECRET)
    meeting = pair.agreed(details=details)
    (letter,) = written("meeting.agreed", pair.mentor)
    text = everything(letter)
    assert SECRET not in text
    for person in (pair.mentor.person, pair.mentee.person):
        assert person.given_name not in text
    assert pair.mentee.email not in text
    assert str(meeting.pk) in letter.link.url


def test_a_proposal_is_written_while_it_is_open_and_to_whom_it_is_for(pair):
    meeting = pair.propose()
    assert [letter.subject for letter in written("meeting.proposed", pair.mentor)] == [
        "Times for a mentoring meeting"
    ]
    arranging.offer_times(meeting, NEW, by=pair.mentor, at=AT)
    assert written("meeting.proposed", pair.mentor) == [None]
    assert written("meeting.proposed", pair.mentee)[0] is not None
    arranging.withdraw(pair.meeting(meeting, pair.mentor), by=pair.mentor, at=AT)
    assert written("meeting.proposed", pair.mentee) == [None]


def test_an_agreed_meeting_is_told_although_a_move_is_being_talked_of(pair):
    meeting = pair.agreed()
    arranging.offer_times(meeting, NEW, by=pair.mentee, at=AT)
    assert written("meeting.agreed", pair.mentor)[0] is not None
    pair.pick(meeting)
    assert written("meeting.agreed", pair.mentor) == [None]
    assert written("meeting.moved", pair.mentor)[0] is not None


def test_a_meeting_that_is_kept_is_told(pair):
    meeting = pair.agreed()
    arranging.offer_times(meeting, NEW, by=pair.mentee, at=AT)
    arranging.keep(pair.meeting(meeting, pair.mentor), by=pair.mentor, at=AT)
    (letter,) = written("meeting.kept", pair.mentee)
    assert "stays as it was" in letter.subject
    arranging.cancel(pair.meeting(meeting), by=pair.mentor, at=AT)
    assert written("meeting.kept", pair.mentee) == [None]


def test_nobody_is_asked_about_a_meeting_that_was_cancelled_or_recorded(pair):
    meeting = pair.agreed()
    (letter,) = written("meeting.to_log", pair.mentee)
    assert "take place" in letter.subject
    arranging.cancel(meeting, by=pair.mentor, at=AT)
    assert written("meeting.to_log", pair.mentee) == [None]


def test_whoever_has_confirmed_is_not_asked_again(pair):
    meeting = pair.held()
    pair.write(meeting, topics="Words")
    assert written("meeting.log_to_confirm", pair.mentor)[0] is not None
    pair.confirm(meeting)
    assert written("meeting.log_to_confirm", pair.mentor) == [None]


def test_a_meeting_without_a_time_is_in_no_calendar(pair):
    with pytest.raises(ValueError, match="no calendar"):
        emails.entry_of(pair.propose())


def test_a_cancellation_goes_to_the_list_of_meetings(pair):
    arranging.cancel(pair.agreed(), by=pair.mentee, at=AT)
    (letter,) = written("meeting.cancelled", pair.mentor)
    assert letter.link.url.endswith(f"/partnerships/{pair.id}/meetings/")
    assert letter.attachments[0].content_type == "text/calendar; method=CANCEL"


def test_the_facts_of_a_letter_are_identifiers(pair):
    pair.agreed()
    for row in OutboxLetter.objects.all():
        assert set(row.about) == {"partnership", "meeting", "sequence", "offers"}
