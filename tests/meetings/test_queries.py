"""Facts for a desk that reads nothing, and many meetings at a constant cost."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentorhouse.access.relations import NotVisible
from mentorhouse.audit.models import AuditEntry
from mentorhouse.meetings import queries
from mentorhouse.meetings.actions import arranging
from mentorhouse.meetings.actions.recording import Facts
from tests.factories import coordinator_of, make_user
from tests.meetings.conftest import AT, TIMES

pytestmark = pytest.mark.django_db(databases=["default", "keystore"])


@pytest.mark.requirement("R7.08")
def test_a_desk_counts_meetings_of_a_pair_whose_logs_it_cannot_read(pair):
    held = pair.held()
    pair.held(facts=Facts(date(2026, 10, 1), 30, "video"))
    pair.write(held, topics="Not for the desk")
    pair.agreed()
    coordinator = coordinator_of(pair.programme)
    entries = AuditEntry.objects.count()
    facts = queries.meeting_facts_of(coordinator, pair.partnership(pair.mentor), at=AT)
    assert facts == queries.MeetingFacts(met=2, last_met_on=date(2026, 11, 2), next_at=TIMES[0])
    assert AuditEntry.objects.count() == entries  # nothing was opened
    with pytest.raises(NotVisible):
        queries.read_log(coordinator, pair.meeting(held).log, at=AT)
    with pytest.raises(NotVisible):
        queries.read_logs(coordinator, pair.partnership(pair.mentor), at=AT)


def test_a_meeting_that_is_past_is_not_the_next(pair):
    pair.agreed()
    later = TIMES[0] + timedelta(minutes=1)
    facts = queries.meeting_facts_of(pair.mentor, pair.partnership(pair.mentor), at=later)
    assert facts.next_at is None


def test_the_pair_sees_its_own_facts(pair):
    assert queries.meeting_facts_of(pair.mentor, pair.partnership(pair.mentor), at=AT).met == 0
    pair.held()
    assert queries.meeting_facts_of(pair.mentor, pair.partnership(pair.mentor), at=AT).met == 1
    with pytest.raises(NotVisible):
        queries.meeting_facts_of(make_user(), pair.partnership(pair.mentor), at=AT)


def test_all_logs_of_sixty_meetings_open_with_one_entry_and_constant_queries(pair):
    def logs():
        partnership = pair.partnership(pair.mentor)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            read = queries.read_logs(pair.mentor, partnership, at=AT)
        return len(read), len(asked)

    counts = []
    for number in range(1, 61):
        day = date(2026, 1, 1) + timedelta(days=number)
        held = pair.held(facts=Facts(day, 60, "telephone"))
        pair.write(held, topics=f"Words {number}")
        if number in {1, 60}:
            before = AuditEntry.objects.filter(act="vault.text_opened").count()
            counts.append(logs())
            assert AuditEntry.objects.filter(act="vault.text_opened").count() == before + 1
    assert [number for number, _ in counts] == [1, 60]
    assert counts[0][1] == counts[1][1]


def test_a_proposal_and_what_became_of_it_is_listed_once(pair):
    meeting = pair.agreed()
    arranging.cancel(meeting, by=pair.mentee, at=AT)
    listed = queries.meetings_of(pair.mentor, pair.partnership(pair.mentor))
    assert [row.pk for row in listed] == [meeting.pk]
