"""Beginning a partnership on which two people have agreed themselves (R5.08, R5.17).

Both have said yes before: there is nothing to offer and nobody to wait for. Everything else holds
as for a match that was offered: places, what comes first, who may read, letters, other offers.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import POLICY_VERSION, Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.partnerships import rules
from mentorhouse.partnerships.actions.beginning import begin
from mentorhouse.partnerships.models import Member, Partnership
from mentorhouse.partnerships.rules import MatchGone, NoPlaceLeft, Shape
from mentorhouse.partnerships.states import Answer, PartnershipState
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.rules import check_open
from mentorhouse.programmes.states import ParticipationState, Work

MATCH_AGREED = audit.Act("partnership.agreed", mark("began a partnership on which both had agreed"))
TWO = 2
TOGETHER = (PartnershipState.OFFERED, PartnershipState.ACTIVE, PartnershipState.ENDED)


def agree(
    programme: Programme, mentor: UUID, mentee: UUID, *,
    also: Sequence[UUID] = (), by: User, at: datetime,
) -> Partnership:  # fmt: skip
    """Begin a partnership of two who have both said yes; `by` is the one who said it last.

    Where the two mentor each other, `also` is the mentor as mentee and the mentee as mentor.
    Raises `SomethingFirst` for `by`, `MatchGone` and `NoPlaceLeft`; then nothing is saved.
    """
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        parts = _locked(row, mentor, mentee, *also)
        if by.pk not in {part.person_id for part in parts}:
            raise NotVisible
        check_open(row.state, Work.BEGIN_PARTNERSHIP)
        rules.check_first(by.pk, row.pk)
        _check(row, parts)
        made, members = _made(row, parts, at=at)
        require(by, Capability.ANSWER_MATCH, made)
        begin(made, members, at=at)
        audit.record(MATCH_AGREED, by=by, on=made, at=at, programme=row.pk)
    return made


def _locked(programme: Programme, *who: UUID) -> list[Participation]:
    """Lock mentor and mentee in the order of their identifiers; return the mentor first.

    Where two mentor each other, the same two follow as mentee and mentor.
    """
    rows = Participation.objects.filter(programme=programme, pk__in=who)
    found = {row.pk: row for row in rows.order_by("pk").select_for_update(no_key=True)}
    roles = [found[pk].role for pk in who if pk in found]
    one_way = [Participation.Role.MENTOR.value, Participation.Role.MENTEE.value]
    people = [found[pk].person_id for pk in who if pk in found]
    if roles not in (one_way, one_way + one_way[::-1]) or people[2:] not in ([], people[:2]):
        raise NotVisible
    return [found[pk] for pk in who]


def _check(programme: Programme, parts: list[Participation]) -> None:
    mentor, mentee = parts[:2]
    if not all(part.state == ParticipationState.ACCEPTED for part in parts):
        raise MatchGone(say(rules.NO_LONGER_TAKES_PART))
    together = Partnership.objects.filter(
        programme=programme, state__in=TOGETHER, members__participation=mentor
    )
    if together.filter(members__participation=mentee).exists():
        raise MatchGone(say(rules.ALREADY_BEGUN))
    if any(part.places_taken >= part.capacity for part in parts):
        raise NoPlaceLeft(say(rules.PLACE_TAKEN))


def _made(
    programme: Programme, parts: list[Participation], *, at: datetime
) -> tuple[Partnership, list[Member]]:
    """Make the partnership, with who may read pinned as at this moment (R6.09)."""
    confidentiality = programme.design.confidentiality
    shape = Shape.ONE_TO_ONE if len(parts) == TWO else Shape.RECIPROCAL
    made = Partnership.objects.create(
        programme=programme,
        shape=shape.value,
        offered_at=at,
        coordinator_reads_content=confidentiality.coordinator_reads_content,
        confidentiality_statement=confidentiality.statement,
        policy_version=POLICY_VERSION,
    )
    members = Member.objects.bulk_create(
        Member(
            partnership=made, participation=part, role=part.role, shape=shape.value,
            seat=1 + number // TWO, answer=Answer.ACCEPTED.value, answered_at=at,
        )
        for number, part in enumerate(parts)
    )  # fmt: skip
    return made, members
