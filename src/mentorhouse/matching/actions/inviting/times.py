"""Times at which a mentor is free for first talks."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.matching.actions.inviting.keeping import lock_parts, tell_all
from mentorhouse.matching.models import Invitation, OfferedTime
from mentorhouse.matching.queries.inviting.times import is_offered_here, minutes_of
from mentorhouse.matching.rules import inviting as rules
from mentorhouse.matching.states.inviting import TIMELESS
from mentorhouse.programmes.models import Participation
from mentorhouse.vault.sealing import seal_all

TIMES_OFFERED = audit.Act("talk.times_offered", mark("offered times for first talks"))
TIME_TAKEN_BACK = audit.Act("talk.time_taken_back", mark("took a time for first talks back"))


def offer_times(
    mentor: Participation, starts: Sequence[datetime], *, way: str, joining: str, by: User,
    at: datetime,
) -> int:  # fmt: skip
    """Offer times; one that is offered already is not offered twice. Return how many are new."""
    with transaction.atomic():
        row = lock_parts(mentor.pk)[mentor.pk]
        row.programme = mentor.programme
        require(by, Capability.OFFER_TIMES, row)
        if not is_offered_here(row):
            raise NotVisible
        known = set(OfferedTime.objects.filter(mentor=row).values_list("starts_at", flat=True))
        new = sorted({start for start in starts if start > at} - known)
        coming = OfferedTime.objects.filter(mentor=row, starts_at__gt=at, taken_by=None).count()
        if coming + len(new) > rules.MOST_OFFERED:
            most = rules.MOST_OFFERED
            raise NotNow(say("Offer at most {count} times. Take some back first.", count=most))
        minutes = minutes_of(row.programme.design)
        made = [OfferedTime(mentor=row, starts_at=s, minutes=minutes, way=way) for s in new]
        seal_all([(one, {"joining": joining or None}) for one in made])
        OfferedTime.objects.bulk_create(made)
        if made:
            _tell_who_waits(row, at=at)
        audit.record(
            TIMES_OFFERED, by=by, on=row, at=at, programme=row.programme_id,
            detail={"count": len(made)},
        )  # fmt: skip
    return len(made)


def _tell_who_waits(mentor: Participation, *, at: datetime) -> None:
    """Tell mentees who have asked, and have no time yet, that they can book one; once a state."""
    timeless = [state.value for state in TIMELESS]
    talks = Invitation.objects.filter(mentor=mentor, state__in=timeless)
    asked = talks.select_related("mentor", "mentee").order_by("pk")
    tell_all("talk.offered", [(talk, rules.MENTEE) for talk in asked], at=at)


def take_time_back(time: OfferedTime, *, by: User, at: datetime) -> None:
    """Take a time back that nobody has booked. Twice is as once."""
    with transaction.atomic():
        mentor = lock_parts(time.mentor_id)[time.mentor_id]
        require(by, Capability.OFFER_TIMES, mentor)
        row = OfferedTime.objects.select_for_update(no_key=True).filter(pk=time.pk).first()
        if row is None:
            return
        if row.taken_by_id is not None:
            raise NotNow(say("Somebody has booked this time. Open the talk to move or decline it."))
        row.delete()
        audit.record(TIME_TAKEN_BACK, by=by, on=mentor, at=at, programme=mentor.programme_id)
