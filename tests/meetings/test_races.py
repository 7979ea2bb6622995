"""Both press at once: one truth, and the other is told kindly."""

from datetime import timedelta

import pytest
from django.db import connection

from mentorhouse.access.states import NotNow
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.meetings.actions import arranging, recording
from mentorhouse.meetings.actions.arranging import ProposalWaits
from mentorhouse.meetings.actions.recording import AlreadyLogged
from mentorhouse.meetings.models import Meeting
from mentorhouse.notifications.models import OutboxLetter
from tests.factories import make_partnership
from tests.meetings.conftest import AT, BY_PHONE, FACTS, TIMES, Pair
from tests.together import HeldTrail, at_once

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keystore"])
ROUNDS = 4
NEW = tuple(time + timedelta(days=10) for time in TIMES)


def test_one_picks_while_the_other_takes_it_back():
    for _ in range(ROUNDS):
        pair = Pair(make_partnership())
        meeting = pair.propose()
        option, theirs = meeting.options.first().pk, pair.meeting(meeting, pair.mentor)
        picked, withdrawn = at_once(
            lambda m=theirs, o=option, p=pair: arranging.pick(m, o, by=p.mentor, at=AT),
            lambda m=meeting, p=pair: arranging.withdraw(m, by=p.mentee, at=AT),
        )
        state = Meeting.objects.get(pk=meeting.pk).state
        assert state in {"agreed", "withdrawn"}
        refused = withdrawn if state == "agreed" else picked
        assert isinstance(refused, NotNow)
        sent = OutboxLetter.objects.filter(kind="meeting.agreed", about__meeting=str(meeting.pk))
        assert sent.count() == (2 if state == "agreed" else 0)


def test_both_propose_at_once():
    for _ in range(ROUNDS):
        pair = Pair(make_partnership())
        partnerships = {user: pair.partnership(user) for user in (pair.mentor, pair.mentee)}
        done = at_once(*(
            lambda user=user, p=partnerships: arranging.propose(
                p[user], NEW, BY_PHONE, by=user, at=AT
            )
            for user in partnerships
        ))  # fmt: skip
        assert sorted(type(one).__name__ for one in done) == ["Meeting", "ProposalWaits"]
        refusal = next(one for one in done if isinstance(one, ProposalWaits))
        assert Meeting.objects.get(partnership=pair.id).pk == refusal.meeting_id


def test_one_moves_while_the_other_cancels():
    for _ in range(ROUNDS):
        pair = Pair(make_partnership())
        meeting = pair.agreed()
        theirs = pair.meeting(meeting, pair.mentor)
        moved, cancelled = at_once(
            lambda m=meeting, p=pair: arranging.offer_times(m, NEW, by=p.mentee, at=AT),
            lambda m=theirs, p=pair: arranging.cancel(m, by=p.mentor, at=AT),
        )
        assert cancelled is None
        assert isinstance(moved, Meeting | NotNow)
        row = Meeting.objects.get(pk=meeting.pk)
        assert (row.state, row.options.count()) == ("cancelled", 0)


def test_both_record_the_same_meeting_at_once():
    for _ in range(ROUNDS):
        pair = Pair(make_partnership())
        partnerships = {user: pair.partnership(user) for user in (pair.mentor, pair.mentee)}
        done = at_once(*(
            lambda user=user, p=partnerships: recording.record_held(
                p[user], FACTS, zone="Europe/London", by=user, at=AT
            )
            for user in partnerships
        ))  # fmt: skip
        assert sorted(type(one).__name__ for one in done) == ["AlreadyLogged", "Meeting"]
        assert isinstance(next(o for o in done if not isinstance(o, Meeting)), AlreadyLogged)
        assert Meeting.objects.filter(partnership=pair.id).count() == 1


def test_one_changes_the_log_while_the_other_confirms_it():
    for _ in range(ROUNDS):
        pair = Pair(make_partnership())
        meeting = pair.held()
        pair.write(meeting, topics="First")
        mine, theirs = pair.meeting(meeting), pair.meeting(meeting, pair.mentor)
        wrote, confirmed = at_once(
            lambda m=mine, p=pair: recording.write_log(
                m, {"topics": "Second"}, based_on=1, by=p.mentee, at=AT
            ),
            lambda m=theirs, p=pair: recording.confirm_log(m, revision=1, by=p.mentor, at=AT),
        )
        log = pair.meeting(meeting).log
        assert (log.revision, log.state) in {(1, "confirmed"), (2, "open")}
        refused = wrote if log.state == "confirmed" else confirmed
        assert isinstance(refused, NotNow | ChangedMeanwhile)


def test_what_one_writes_is_not_thrown_away_because_the_other_says_they_did_not_meet():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one deed write at a time")
    pair = Pair(make_partnership())
    meeting = pair.held()
    mine, theirs = pair.meeting(meeting), pair.meeting(meeting, pair.mentor)
    with HeldTrail() as trail:
        trail.begin(
            lambda: recording.write_log(mine, {"topics": "A"}, based_on=0, by=pair.mentee, at=AT)
        )
        trail.begin(lambda: recording.record_outcome(theirs, None, by=pair.mentor, at=AT))
    assert [type(refusal) for refusal in trail.failures] == [NotNow]
    assert pair.meeting(meeting).log.revision == 1
