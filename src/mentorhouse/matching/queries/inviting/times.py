"""The times that a mentor offers for first talks."""

from datetime import datetime
from uuid import UUID

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, Viewer, require
from mentorhouse.matching.models import OfferedTime
from mentorhouse.matching.queries.inviting.talks import Talk
from mentorhouse.matching.rules import inviting as rules
from mentorhouse.matching.states.inviting import TIMELESS
from mentorhouse.programmes.design import Design
from mentorhouse.programmes.models import Participation


def is_offered_here(mentor: Participation) -> bool:
    """Whether a mentor offers times: where people meet before they decide."""
    if mentor.role != Participation.Role.MENTOR:
        return False
    return any(terms.has_meeting for terms in _ways(mentor.programme.design))


def minutes_of(design: Design) -> int:
    """Return how long a first talk is: the shortest where there are several kinds."""
    return min(terms.minutes for terms in _ways(design) if terms.has_meeting)


def _ways(design: Design) -> list[rules.Terms]:
    origins = [
        *([rules.SEARCH] if rules.searches(design) else []),
        *([rules.SHORTLIST] if rules.offers_shortlists(design) else []),
    ]
    return [rules.terms_of(design, origin) for origin in origins]


def free_times(mentor: Participation, *, at: datetime) -> list[OfferedTime]:
    """Return the times that may still be booked, the first to come first."""
    rows = OfferedTime.objects.filter(mentor=mentor, taken_by=None, starts_at__gt=at)
    return list(rows.order_by("starts_at"))


def times_to_book(talk: Talk) -> list[OfferedTime]:
    """Return the times that a mentee may book in a talk whose time is not agreed yet."""
    if talk.role != rules.MENTEE or talk.row.state not in TIMELESS:
        return []
    return free_times(talk.row.mentor, at=talk.at)


def own_times(viewer: Viewer, mentor: Participation, *, at: datetime) -> list[OfferedTime]:
    """Return the mentor's own times to come, booked ones too."""
    require(viewer, Capability.OFFER_TIMES, mentor)
    rows = OfferedTime.objects.filter(mentor=mentor, starts_at__gt=at)
    return list(rows.select_related("taken_by__mentee__person").order_by("starts_at"))


def own_time(viewer: Viewer, mentor: Participation, time_id: UUID) -> OfferedTime:
    """Return one of the mentor's own times. Raises `NotVisible`."""
    require(viewer, Capability.OFFER_TIMES, mentor)
    row = OfferedTime.objects.filter(pk=time_id, mentor=mentor).first()
    if row is None:
        raise NotVisible
    return row


def time_to_book(mentor: Participation, time_id: UUID) -> OfferedTime:
    """Return a time that a mentor offered; who books finds out whether it is still free."""
    row = OfferedTime.objects.select_related("mentor__programme").filter(
        pk=time_id, mentor=mentor
    ).first()  # fmt: skip
    if row is None:
        raise NotVisible
    return row
