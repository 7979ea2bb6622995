"""What the partnerships of a programme show of known risks: facts only, never content (R2.16)."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, TruncDate

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import Viewer, require
from mentorhouse.agreements.models import Agreement
from mentorhouse.agreements.states import AgreementState
from mentorhouse.governance.models import Champion
from mentorhouse.governance.rules.risks import IN_A_ROW, Seen
from mentorhouse.meetings.models import Meeting
from mentorhouse.meetings.states import MeetingState
from mentorhouse.partnerships.models import Member, Partnership
from mentorhouse.partnerships.queries import partnerships_in
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.queries import line_managed, workload

_M = MeetingState
GIVEN_UP = (_M.CANCELLED.value, _M.MISSED.value)
MET_TWICE = 2


def seen_in(viewer: Viewer, programme: Programme) -> Seen:
    """Collect what data shows of the known risks, in a fixed number of queries."""
    require(viewer, Capability.READ_PARTNERSHIP_FACTS, programme)
    active = Partnership.objects.filter(
        programme=programme, state=PartnershipState.ACTIVE.value
    ).order_by("began_at", "pk")
    there = programme.design.coordination.hours_a_month
    return Seen(
        postponed=tuple(_postponed(active)),
        unsigned_after_second=tuple(_unsigned(active)),
        mentor_manages=tuple(_managed(programme, active)),
        champion=Champion.objects.filter(programme=programme).exists(),
        hours_needed=workload(viewer, programme).hours_a_month,
        hours_there=None if there is None else float(there),
    )


def _postponed(active: QuerySet[Partnership]) -> Iterable[UUID]:
    """Find who has postponed three times since they last met: moved, cancelled or missed."""
    held = Meeting.objects.filter(partnership=OuterRef("partnership"), state=_M.HELD.value)
    last = held.order_by().values("partnership").annotate(last=Max("held_on")).values("last")
    since = (
        Meeting.objects.filter(partnership__in=active.order_by(), starts_at__isnull=False)
        .exclude(state=_M.HELD.value)
        .annotate(last=Subquery(last), day=TruncDate("starts_at"))
        .filter(Q(last=None) | Q(day__gt=F("last")))
        .order_by()
        .values("partnership")
    )
    counted = since.annotate(
        times=Coalesce(Sum("moves"), 0) + Count("pk", filter=Q(state__in=GIVEN_UP))
    )
    return counted.filter(times__gte=IN_A_ROW).values_list("partnership", flat=True)


def _unsigned(active: QuerySet[Partnership]) -> Iterable[UUID]:
    """Find who has met twice and has no agreement in force, where the programme has one."""
    held = Meeting.objects.filter(partnership=OuterRef("pk"), state=_M.HELD.value)
    signed = Agreement.objects.filter(partnership=OuterRef("pk"), state=AgreementState.SIGNED.value)
    met = held.order_by().values("partnership").annotate(n=Count("pk")).values("n")
    rows = active.annotate(met=Coalesce(Subquery(met), 0)).filter(met__gte=MET_TWICE)
    return rows.exclude(Exists(signed)).values_list("pk", flat=True)


def _managed(programme: Programme, active: QuerySet[Partnership]) -> list[UUID]:
    """Find the pairs in which one is now the other’s line manager."""
    pairs = line_managed(programme)
    if not pairs:
        return []
    members = Member.objects.filter(
        partnership__in=active.order_by(), participation__in={one for pair in pairs for one in pair}
    ).values_list("partnership", "participation")
    together: dict[UUID, set[UUID]] = {}
    for partnership, participation in members:
        together.setdefault(partnership, set()).add(participation)
    return [pk for pk, people in together.items() if any(people >= set(pair) for pair in pairs)]


def pairs_named(
    viewer: Viewer, programme: Programme, keys: Iterable[UUID]
) -> dict[UUID, Partnership]:
    """Return partnerships with their people, for a co-ordinator who looks at a raised risk."""
    rows = partnerships_in(viewer, programme).filter(pk__in=set(keys))
    return {row.pk: row for row in rows}
