"""Offering, picking, moving, cancelling."""

from datetime import timedelta

import pytest

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.audit.models import AuditEntry
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.meetings import queries
from mentorhouse.meetings.actions import arranging
from mentorhouse.meetings.actions.arranging import Details, ProposalWaits
from mentorhouse.meetings.models import Meeting
from mentorhouse.notifications.models import OutboxLetter
from mentorhouse.partnerships.states import PartnershipState
from tests.factories import coordinator_of, make_partnership, make_user
from tests.meetings.conftest import AT, BY_PHONE, TIMES, Pair

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])
NEW = tuple(time + timedelta(days=10) for time in TIMES)


def letters(kind):
    return sorted(
        (row.to_id, row.about["sequence"]) for row in OutboxLetter.objects.filter(kind=kind)
    )


def both(pair, sequence):
    return sorted((user.pk, str(sequence)) for user in (pair.mentor, pair.mentee))


def starts(meeting):
    return [option.starts_at for option in meeting.options.all()]


def test_times_are_proposed_and_one_is_picked(pair):
    meeting = pair.propose()
    assert (meeting.state, starts(meeting)) == ("proposed", list(TIMES))
    assert letters("meeting.proposed") == [(pair.mentor.pk, "0")]
    agreed = pair.pick(meeting, which=1)
    assert (agreed.state, agreed.starts_at, agreed.sequence) == ("agreed", TIMES[1], 1)
    assert starts(agreed) == []
    assert letters("meeting.agreed") == both(pair, 1)


def test_the_mentee_is_asked_for_the_log_when_the_meeting_is_over(pair):
    meeting = pair.agreed()
    letter = OutboxLetter.objects.get(kind="meeting.to_log")
    assert (letter.to_id, letter.due_at) == (
        pair.mentee.pk, meeting.starts_at + timedelta(minutes=60),
    )  # fmt: skip


def test_whoever_offered_does_not_pick(pair):
    meeting = pair.propose(by=pair.mentor)
    with pytest.raises(NotNow, match="other person picks"):
        pair.pick(meeting, by=pair.mentor)
    assert pair.meeting(meeting).state == "proposed"


def test_none_fits_and_others_are_offered(pair):
    meeting = pair.propose()
    arranging.offer_times(pair.meeting(meeting, pair.mentor), NEW, by=pair.mentor, at=AT)
    row = pair.meeting(meeting)
    assert (row.state, row.offered_by_id, starts(row)) == ("proposed", pair.mentor.pk, list(NEW))
    assert pair.pick(meeting, by=pair.mentee).starts_at == NEW[0]


def test_an_option_of_an_older_offer_is_not_picked(pair):
    meeting = pair.propose()
    old = meeting.options.first().pk
    arranging.offer_times(meeting, NEW, by=pair.mentee, at=AT)
    with pytest.raises(NotNow, match="Other times"):
        arranging.pick(pair.meeting(meeting, pair.mentor), old, by=pair.mentor, at=AT)


def test_a_time_that_has_passed_is_not_picked(pair):
    with pytest.raises(NotNow, match="passed"):
        pair.pick(pair.propose(), at=TIMES[0])


def test_one_open_proposal_at_a_time(pair):
    first = pair.propose()
    with pytest.raises(ProposalWaits) as refusal:
        pair.propose(by=pair.mentor)
    assert refusal.value.meeting_id == first.pk
    assert Meeting.objects.count() == 1


def test_a_proposal_is_taken_back_by_whoever_made_it(pair):
    meeting = pair.propose()
    with pytest.raises(NotNow, match="Only the person"):
        arranging.withdraw(pair.meeting(meeting, pair.mentor), by=pair.mentor, at=AT)
    arranging.withdraw(meeting, by=pair.mentee, at=AT)
    assert pair.meeting(meeting).state == "withdrawn"
    with pytest.raises(NotNow, match="taken back"):
        arranging.offer_times(meeting, NEW, by=pair.mentor, at=AT)
    pair.propose(by=pair.mentor)


def test_a_move_leaves_the_agreed_time_until_another_is_picked(pair):
    meeting = pair.agreed()
    arranging.offer_times(meeting, NEW, by=pair.mentee, at=AT)
    row = pair.meeting(meeting)
    assert (row.state, row.starts_at, row.sequence) == ("moving", TIMES[0], 1)
    moved = pair.pick(meeting, which=2)
    assert (moved.state, moved.starts_at, moved.sequence) == ("agreed", NEW[2], 2)
    assert letters("meeting.moved") == both(pair, 2)


def test_a_move_is_declined_by_keeping_the_time(pair):
    meeting = pair.agreed()
    arranging.offer_times(meeting, NEW, by=pair.mentee, at=AT)
    arranging.keep(pair.meeting(meeting, pair.mentor), by=pair.mentor, at=AT)
    row = pair.meeting(meeting)
    assert (row.state, row.starts_at, row.sequence, starts(row)) == ("agreed", TIMES[0], 1, [])
    assert letters("meeting.kept") == [(pair.mentee.pk, "1")]


@pytest.mark.requirement("R7.04")
def test_late_moves_and_cancellations_are_counted_and_never_blocked(pair):
    in_time, late = TIMES[0] - timedelta(hours=24), TIMES[0] - timedelta(hours=23)
    first = pair.agreed()
    arranging.offer_times(first, NEW, by=pair.mentee, at=in_time)
    assert pair.meeting(first).late_changes == 0
    arranging.keep(first, by=pair.mentee, at=in_time)
    arranging.offer_times(pair.meeting(first), NEW, by=pair.mentee, at=late)
    arranging.cancel(pair.meeting(first), by=pair.mentee, at=late)
    assert (pair.meeting(first).state, pair.meeting(first).late_changes) == ("cancelled", 2)
    facts = queries.meeting_facts_of(pair.mentor, pair.partnership(pair.mentor), at=AT)
    assert (facts.late_changes, facts.cancelled) == (2, 1)


@pytest.mark.requirement("R7.04")
def test_a_new_date_is_proposed_in_the_step_that_cancels(pair):
    details = Details(45, "video", link="https://meet.example.org/room")
    meeting = pair.agreed(details=details)
    new = arranging.cancel(meeting, starts=NEW, by=pair.mentee, at=AT)
    assert pair.meeting(meeting).state == "cancelled"
    assert letters("meeting.cancelled") == both(pair, 2)
    row = pair.meeting(new)
    assert (row.state, starts(row), row.way, row.length_minutes) == (
        "proposed", list(NEW), "video", 45,
    )  # fmt: skip
    assert queries.where(pair.mentor, row, at=AT)["link"] == "https://meet.example.org/room"


def test_nothing_is_cancelled_when_another_proposal_waits(pair):
    meeting = pair.agreed()
    pair.propose()
    with pytest.raises(ProposalWaits):
        arranging.cancel(meeting, starts=NEW, by=pair.mentee, at=AT)
    assert pair.meeting(meeting).state == "agreed"
    arranging.cancel(meeting, by=pair.mentee, at=AT)
    assert pair.meeting(meeting).state == "cancelled"


def test_details_are_changed_and_both_are_told(pair):
    meeting = pair.agreed()
    new = Details(90, "face_to_face", place="The library")
    arranging.change_details(meeting, new, based_on=1, by=pair.mentor, at=AT)
    row = pair.meeting(meeting)
    assert (row.length_minutes, row.way, row.sequence) == (90, "face_to_face", 2)
    assert queries.where(pair.mentee, row, at=AT) == {"place": "The library", "link": ""}
    assert letters("meeting.moved") == both(pair, 2)
    with pytest.raises(ChangedMeanwhile):
        arranging.change_details(row, BY_PHONE, based_on=1, by=pair.mentee, at=AT)
    assert pair.meeting(meeting).way == "face_to_face"


@pytest.mark.parametrize("outsider", ["anybody", "coordinator"])
def test_nobody_else_arranges(pair, outsider):
    meeting = pair.agreed()
    other = make_user() if outsider == "anybody" else coordinator_of(pair.programme)
    deeds = [
        lambda: arranging.propose(pair.partnership(pair.mentor), NEW, BY_PHONE, by=other, at=AT),
        lambda: arranging.offer_times(meeting, NEW, by=other, at=AT),
        lambda: arranging.pick(meeting, meeting.pk, by=other, at=AT),
        lambda: arranging.withdraw(meeting, by=other, at=AT),
        lambda: arranging.keep(meeting, by=other, at=AT),
        lambda: arranging.change_details(meeting, BY_PHONE, based_on=1, by=other, at=AT),
        lambda: arranging.cancel(meeting, by=other, at=AT),
    ]
    for deed in deeds:
        with pytest.raises(NotVisible):
            deed()
    assert pair.meeting(meeting).state == "agreed"


def test_a_match_that_is_not_accepted_has_no_meetings():
    pair = Pair(make_partnership(state=PartnershipState.OFFERED))
    with pytest.raises(NotVisible):
        pair.propose()


def test_every_deed_is_in_the_trail(pair):
    meeting = pair.agreed()
    arranging.offer_times(meeting, NEW, by=pair.mentee, at=AT)
    arranging.keep(meeting, by=pair.mentee, at=AT)
    arranging.cancel(meeting, by=pair.mentee, at=AT)
    assert list(AuditEntry.objects.values_list("act", flat=True)) == [
        "meeting.proposed", "meeting.agreed", "meeting.times_offered", "meeting.kept",
        "meeting.cancelled",
    ]  # fmt: skip
