"""What the clock looks for: talks to remind of, overdue, gone, and long over."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet

from mentorhouse.matching.models import Invitation, OfferedTime
from mentorhouse.matching.rules import inviting as rules
from mentorhouse.matching.states.inviting import OPEN, TalkState
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.programmes.states import OPEN_FOR, ParticipationState, Work

MOST_AT_ONCE = 500
OPEN_STATES = [state.value for state in OPEN]


def to_remind(*, at: datetime) -> list[UUID]:
    """Return open talks whose reminder is due and whose end is not."""
    rows = Invitation.objects.filter(
        state__in=OPEN_STATES, remind_at__lte=at, answer_by__gt=at
    ).order_by("remind_at", "pk")
    return list(rows.values_list("pk", flat=True)[:MOST_AT_ONCE])


def overdue(*, at: datetime) -> list[UUID]:
    """Return open talks that nobody answered in time."""
    rows = Invitation.objects.filter(state__in=OPEN_STATES, answer_by__lte=at)
    return list(rows.order_by("answer_by", "pk").values_list("pk", flat=True)[:MOST_AT_ONCE])


def gone(*, at: datetime) -> list[UUID]:
    """Return open talks that cannot lead to a partnership any more, for causes that last.

    Who only pauses is not among them: a pause ends, and an answer that is late expires anyway.
    """
    begins_in = [state.value for state in OPEN_FOR[Work.BEGIN_PARTNERSHIP]]
    accepted = ParticipationState.ACCEPTED.value
    lasting = (
        ~Q(programme__state__in=begins_in)
        | ~Q(mentor__state=accepted)
        | ~Q(mentee__state=accepted)
        | Q(mentor__places_taken__gte=F("mentor__capacity"))
        | Q(mentee__places_taken__gte=F("mentee__capacity"))
    )
    rows = Invitation.objects.filter(lasting, state__in=OPEN_STATES, sent_at__lte=at)
    return list(rows.order_by("pk").values_list("pk", flat=True)[:MOST_AT_ONCE])


def over_long_ago(*, at: datetime) -> list[UUID]:
    """Return talks that ended so long ago that what was written for them is not kept any more."""
    then = at - timedelta(days=rules.KEPT_DAYS)
    partners = Q(state=TalkState.CONFIRMED.value, partnership__isnull=False)
    parted = Q(partnership__state=PartnershipState.ENDED.value, partnership__ended_at__lte=then)
    rows = Invitation.objects.exclude(state__in=OPEN_STATES).filter(
        Q(changed_at__lte=then) & (~partners | parted), message__isnull=False
    )
    return list(rows.order_by("pk").values_list("pk", flat=True)[:MOST_AT_ONCE])


def times_long_past(*, at: datetime) -> QuerySet[OfferedTime, UUID]:
    """Return times for first talks that are long past."""
    then = at - timedelta(days=rules.KEPT_DAYS)
    return OfferedTime.objects.filter(starts_at__lte=then).values_list("pk", flat=True)
