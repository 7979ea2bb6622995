"""Offering matches: to two people, or to all who would be in a partnership of several."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import POLICY_VERSION, Capability
from mentorhouse.access.relations import require
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark
from mentorhouse.partnerships.actions.beginning import tell
from mentorhouse.partnerships.models import Member, Partnership
from mentorhouse.partnerships.rules import TIME_TO_ANSWER, Shape, check_number
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.relations import day_of
from mentorhouse.programmes.rules import check_open
from mentorhouse.programmes.states import ParticipationState, Work

MATCHES_OFFERED = audit.Act("partnership.offered", mark("offered matches"))


def offer(
    programme: Programme,
    together: Sequence[Sequence[Participation]],
    *,
    shape: Shape = Shape.ONE_TO_ONE,
    by: User,
    at: datetime,
) -> list[Partnership]:
    """Offer matches to people who would be together, inside the deed that publishes them.

    Who may read is pinned here and told before anyone accepts (R6.09). The number of queries
    does not grow with the matches. Raises `WrongNumber` where a shape has not so many places.
    """
    require(by, Capability.RUN_MATCHING, programme)
    check_open(programme.state, Work.MATCH)
    for people in together:
        check_number(shape, [one.role for one in people])
    with transaction.atomic():
        offered = Partnership.objects.bulk_create(_new(programme, shape, len(together), at=at))
        members = Member.objects.bulk_create(
            member
            for row, people in zip(offered, together, strict=True)
            for member in _members(row, people)
        )
        _invite_by_their_match(programme, at=at)
        tell("partnership.offered", members, at=at)
        detail = {"count": len(offered)}
        audit.record(
            MATCHES_OFFERED, by=by, on=programme, at=at, programme=programme.pk, detail=detail
        )
    return offered


def _new(programme: Programme, shape: Shape, many: int, *, at: datetime) -> list[Partnership]:
    """Return partnerships to be kept, with who may read as the design says at this moment."""
    confidentiality = programme.design.confidentiality
    several = shape is not Shape.ONE_TO_ONE
    return [
        Partnership(
            programme=programme,
            shape=shape.value,
            offered_at=at,
            answer_by=day_of(at + TIME_TO_ANSWER) if several else None,
            coordinator_reads_content=confidentiality.coordinator_reads_content,
            confidentiality_statement=confidentiality.statement,
            policy_version=POLICY_VERSION,
        )
        for _ in range(many)
    ]


def _members(row: Partnership, people: Sequence[Participation]) -> Iterator[Member]:
    """Give each of them a seat in their role."""
    seats: Counter[str] = Counter()
    for one in people:
        seats[one.role] += 1
        seat = seats[one.role]
        yield Member(partnership=row, participation=one, role=one.role, shape=row.shape, seat=seat)


def _invite_by_their_match(programme: Programme, *, at: datetime) -> None:
    """Note that the letter about a match asks whether they take part, so it invites them too."""
    with_a_match = Member.objects.filter(
        partnership__programme=programme, partnership__state=PartnershipState.OFFERED.value
    )
    Participation.objects.filter(
        pk__in=with_a_match.values("participation"),
        state=ParticipationState.INVITED.value,
        invited_at=None,
    ).update(invited_at=at)
