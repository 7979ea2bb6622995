"""The desk of a programme: figures by aggregate, and the list behind each (R11.01).

Two queries give all figures, whatever the number of people and partnerships.
"""

from datetime import date, datetime, time
from typing import Any

from django.db.models import (
    Count,
    DateField,
    DateTimeField,
    Exists,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.utils import timezone

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import Viewer, require
from mentorhouse.agreements.models import Agreement, ManagersPart
from mentorhouse.agreements.states import AgreementState, PartState
from mentorhouse.home.rules.desk import quiet_since
from mentorhouse.meetings.models import ON, Meeting
from mentorhouse.meetings.states import MeetingState
from mentorhouse.partnerships.models import Member, Partnership
from mentorhouse.partnerships.queries import partnerships_in
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.queries import people_in
from mentorhouse.programmes.states import ParticipationState

_S, _P = ParticipationState, PartnershipState
LIVING = (_P.OFFERED.value, _P.ACTIVE.value)
HELD = Meeting.objects.filter(partnership=OuterRef("pk"), state=MeetingState.HELD.value)
IN_FORCE = Agreement.objects.filter(partnership=OuterRef("pk"), state=AgreementState.SIGNED.value)
PART_SIGNED = ManagersPart.objects.filter(partnership=OuterRef("pk"), state=PartState.SIGNED.value)
MATCHED = Member.objects.filter(participation=OuterRef("pk"), partnership__state__in=LIVING)

PEOPLE = {
    "invited": Q(state=_S.INVITED.value),
    "accepted": Q(state=_S.ACCEPTED.value),
    "declined": Q(state=_S.DECLINED.value),
    "unmatched": Q(state=_S.ACCEPTED.value) & ~Exists(MATCHED),
}


def figures(viewer: Viewer, programme: Programme, *, at: datetime) -> dict[str, int]:
    """Count everything that the desk shows."""
    require(viewer, Capability.READ_PARTNERSHIP_FACTS, programme)
    people = programme.participations.order_by().aggregate(
        **{key: Count("pk", filter=wanted) for key, wanted in PEOPLE.items()}
    )
    pairs = (
        Partnership.objects.filter(programme=programme)
        .order_by()
        .aggregate(
            **{
                key: Count("pk", filter=wanted)
                for key, wanted in _pair_filters(programme, at).items()
            }
        )
    )
    return people | pairs


def people_behind(viewer: Viewer, programme: Programme, key: str) -> QuerySet[Participation]:
    """Return the people whom a figure counts, each with whether they are matched."""
    rows = people_in(viewer, programme).filter(PEOPLE[key])
    return rows.annotate(matched=Exists(MATCHED))


def pairs_behind(
    viewer: Viewer, programme: Programme, key: str, *, at: datetime
) -> QuerySet[Partnership]:
    """Return the partnerships that a figure counts, each with its facts."""
    coming = Meeting.objects.filter(
        partnership=OuterRef("pk"), state__in=ON, starts_at__gte=at
    ).order_by()
    rows = partnerships_in(viewer, programme).filter(_pair_filters(programme, at)[key])
    return rows.annotate(
        signed=Exists(IN_FORCE),
        managers_part_signed=Exists(PART_SIGNED),
        last_met_on=Subquery(
            HELD.order_by().values("partnership").annotate(last=Max("held_on")).values("last"),
            output_field=DateField(),
        ),
        next_at=Subquery(
            coming.values("partnership").annotate(next=Min("starts_at")).values("next"),
            output_field=DateTimeField(),
        ),
    ).order_by("offered_at", "pk")


def quiet_line(programme: Programme, *, at: datetime) -> date:
    """Return the last day that is too long ago for this programme."""
    days = programme.design.meetings.quiet_after_days
    return quiet_since(timezone.localdate(at), quiet_after_days=days)


def is_quiet(row: Partnership, line: date) -> bool:
    """Whether a partnership from `pairs_behind` counts as quiet."""
    last: date | None = getattr(row, "last_met_on", None)
    if row.state != _P.ACTIVE or row.began_at is None:
        return False
    return (last or timezone.localdate(row.began_at)) <= line


def _pair_filters(programme: Programme, at: datetime) -> dict[str, Any]:
    active = Q(state=_P.ACTIVE.value)
    line = quiet_line(programme, at=at)
    begun_by_then = Q(began_at__lte=_end_of(line))
    return {
        "offered": Q(state=_P.OFFERED.value),
        "both_accepted": active,
        "signed": active & Exists(IN_FORCE),
        "met": active & Exists(HELD),
        "quiet": active & begun_by_then & ~Exists(HELD.filter(held_on__gt=line)),
    }


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.max))
