"""Swapping who mentors first in one meeting, and keeping who did."""

from datetime import datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.meetings import queries
from mentorhouse.meetings.models import Meeting, MeetingLog, Turn
from mentorhouse.meetings.states import LogState
from mentorhouse.partnerships.queries.shapes import swap_of

SWAPPED = audit.Act("meeting.swapped", mark("swapped who is the mentor first in a meeting"))


def swap_turn(meeting: Meeting, *, by: User, at: datetime) -> None:
    """Let the other of the two be the mentor first in this meeting."""
    with transaction.atomic():
        row = Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
        row.partnership = meeting.partnership
        require(by, Capability.ARRANGE_MEETING, row)
        swap = swap_of(row.partnership)
        if swap is None:
            raise NotVisible
        if MeetingLog.objects.filter(meeting=row, state=LogState.CONFIRMED.value).exists():
            raise NotNow(say("The log of this meeting is confirmed, so it stays as it is."))
        other = queries.the_other(row, queries.begins_in(row, swap))
        Turn.objects.update_or_create(meeting=row, defaults={"begins_id": other})
        audit.record(SWAPPED, by=by, on=row, at=at, programme=row.partnership.programme_id)


def keep_turn(meeting: Meeting) -> None:
    """Keep who mentored first in a meeting that took place, inside the deed that records it."""
    swap = swap_of(meeting.partnership)
    if swap is not None:
        begins = queries.begins_in(meeting, swap)
        Turn.objects.get_or_create(meeting=meeting, defaults={"begins_id": begins})
