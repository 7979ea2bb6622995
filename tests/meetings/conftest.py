"""A pair, and its meetings."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from mentorhouse.meetings import queries
from mentorhouse.meetings.actions import arranging, recording
from mentorhouse.meetings.actions.arranging import Details
from mentorhouse.meetings.actions.recording import Facts
from mentorhouse.partnerships.queries import partnership_for
from tests.factories import make_partnership, user_of

AT = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)
TIMES = tuple(AT + timedelta(days=days) for days in (7, 8, 9))
BY_PHONE = Details(60, "telephone")
FACTS = Facts(date(2026, 11, 2), 60, "telephone")


class Pair:
    """Two people in a partnership, and what they do about their meetings."""

    def __init__(self, partnership):
        self.id = partnership.pk
        self.programme = partnership.programme
        self.mentor = user_of(partnership, "mentor")
        self.mentee = user_of(partnership, "mentee")

    def partnership(self, viewer):
        return partnership_for(viewer, self.id)

    def meeting(self, meeting, viewer=None):
        return queries.meeting_for(viewer or self.mentee, self.id, meeting.pk)

    def propose(self, by=None, times=TIMES, details=BY_PHONE, at=AT):
        by = by or self.mentee
        made = arranging.propose(self.partnership(by), times, details, by=by, at=at)
        return self.meeting(made)

    def pick(self, meeting, by=None, which=0, at=AT):
        by = by or self.mentor
        row = self.meeting(meeting, by)
        option = list(row.options.all())[which]
        arranging.pick(row, option.pk, by=by, at=at)
        return self.meeting(meeting)

    def agreed(self, **more):
        return self.pick(self.propose(**more))

    def held(self, by=None, facts=FACTS, at=AT):
        by = by or self.mentee
        made = recording.record_held(
            self.partnership(by), facts, zone="Europe/London", by=by, at=at
        )
        return self.meeting(made)

    def write(self, meeting, by=None, based_on=None, at=AT, **texts):
        by = by or self.mentee
        row = self.meeting(meeting, by)
        based_on = row.log.revision if based_on is None else based_on
        recording.write_log(row, texts, based_on=based_on, by=by, at=at)
        return self.meeting(meeting)

    def confirm(self, meeting, by=None, at=AT):
        by = by or self.mentor
        row = self.meeting(meeting, by)
        recording.confirm_log(row, revision=row.log.revision, by=by, at=at)
        return self.meeting(meeting)


@pytest.fixture
def pair():
    return Pair(make_partnership())


@pytest.fixture
def at_browser():
    """Give a client signed in as somebody."""

    def sign_in(user):
        client = Client()
        client.force_login(user)
        return client

    return sign_in
