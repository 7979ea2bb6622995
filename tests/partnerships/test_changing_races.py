"""Two at once about who is in a partnership: the last place, the last yes, leaving, logging."""

import pytest
from django.utils import timezone

from mentorhouse.access.relations import NotVisible
from mentorhouse.access.states import NotNow
from mentorhouse.meetings.actions.recording import Facts, record_held
from mentorhouse.meetings.models import Meeting
from mentorhouse.partnerships.actions import changing
from mentorhouse.partnerships.actions.leaving import leave_running
from mentorhouse.partnerships.models import Change, Departure, Member
from mentorhouse.partnerships.states import Ending, PartnershipState
from mentorhouse.programmes.models import Participation
from tests.factories import AT, make_mentee
from tests.partnerships.life import Several, user
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keystore"])


def taken(*parts):
    rows = Participation.objects.filter(pk__in=[part.pk for part in parts])
    return sorted(rows.values_list("places_taken", flat=True))


@pytest.mark.requirement("R9.05")
def test_two_ask_for_the_last_place_and_the_last_two_agree_at_once():
    group = Several(3)
    new = [make_mentee(group.programme) for _ in range(2)]
    ends = at_once(*(lambda n=one: group.asks(n) for one in new))
    assert len([end for end in ends if isinstance(end, NotNow)]) == 1
    change = Change.objects.get()
    [asked] = [one for one in new if change.newcomers.filter(participation=one).exists()]
    for part in (*group.mentees, group.mentor):
        changing.answer_change(change, agree=True, by=user(part), at=AT)
    twice = [lambda: changing.answer_change(change, agree=True, by=user(asked), at=AT)] * 2
    assert not [end for end in at_once(*twice) if isinstance(end, Exception)]
    assert group.row.members.count() == 5 and taken(*new) == [0, 1]
    [other] = [one for one in new if one != asked]
    with pytest.raises(NotNow, match="no place left"):
        group.asks(other)


def test_somebody_leaves_while_the_last_agrees_that_another_joins():
    group = Several(3)
    change = group.asks(new := make_mentee(group.programme))
    for part in (*group.mentees, new):
        changing.answer_change(change, agree=True, by=user(part), at=AT)
    at_once(
        lambda: changing.answer_change(change, agree=True, by=user(group.mentor), at=AT),
        lambda: leave_running(group.row, Ending.TIME, by=user(group.mentees[0]), at=AT),
    )
    change.refresh_from_db()
    joined = Member.objects.filter(participation=new).exists()
    assert (change.state, taken(new)) == (("done", [1]) if joined else ("overtaken", [0]))
    assert group.now().state == PartnershipState.ACTIVE and taken(group.mentees[0]) == [0]


def test_two_leave_at_once_and_it_ends_once_for_all():
    group = Several(3)
    leave = [
        lambda p=part: leave_running(group.row, Ending.TIME, by=user(p), at=AT)
        for part in group.mentees[:2]
    ]
    assert not [end for end in at_once(*leave) if isinstance(end, Exception)]
    assert group.now().state == PartnershipState.ENDED and Departure.objects.count() == 1
    assert set(taken(group.mentor, *group.mentees)) == {0}


def test_somebody_leaves_while_they_log_a_meeting():
    group = Several(3)
    now, gone = timezone.now(), user(group.mentees[0])
    facts = Facts(held_on=AT.date(), length_minutes=60, way="video")
    _, logged = at_once(
        lambda: leave_running(group.row, Ending.TIME, by=gone, at=now),
        lambda: record_held(group.row, facts, zone="Europe/London", by=gone, at=now),
    )
    kept = Meeting.objects.filter(partnership=group.row).count()
    assert kept == (0 if isinstance(logged, NotVisible) else 1)
    assert group.now().state == PartnershipState.ACTIVE
