"""Beginning partnerships, letting offers lapse, and going on without somebody.

Where several were offered a partnership, those who cannot or will not come leave it, and the others
go on as long as they are enough (decision 110). Who leaves holds no place in it from then on, so
that they read nothing of it.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import F

from mentorhouse.access.states import after
from mentorhouse.notifications.actions import post_all
from mentorhouse.partnerships import rules
from mentorhouse.partnerships.models import Departure, Member, Partnership
from mentorhouse.partnerships.rules import Shape
from mentorhouse.partnerships.rules.last_day import first_last_day
from mentorhouse.partnerships.rules.reviews import first_review
from mentorhouse.partnerships.states import (
    PARTNERSHIP,
    Answer,
    PartnershipMove,
    PartnershipState,
)
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.relations import day_of
from mentorhouse.programmes.states import ParticipationState


def begin(row: Partnership, members: Sequence[Member], *, at: datetime) -> None:
    """Begin the partnership, take a place of each, and let go of offers that have none left."""
    row.state = after(PARTNERSHIP, PartnershipState(row.state), PartnershipMove.BEGIN)
    row.began_at = at
    plan_days(row, at=at)
    row.save(update_fields=["state", "began_at", "ends_on", "review_on"])
    tell("partnership.began", members, at=at)
    take_places([member.participation_id for member in members], at=at)


def take_places(taken: Sequence[UUID], *, at: datetime) -> None:
    """Take a place of each, and let go of offers that have none left."""
    Participation.objects.filter(pk__in=taken).update(places_taken=F("places_taken") + 1)
    full = Participation.objects.filter(pk__in=taken, places_taken=F("capacity"))
    gone = set(full.values_list("pk", flat=True))
    with_them = Partnership.objects.filter(
        state=PartnershipState.OFFERED,
        pk__in=Member.objects.filter(participation__in=gone).values("partnership"),
    )
    let_leave(list(with_them.order_by("pk").select_for_update(no_key=True)), gone, at=at)


def plan_days(row: Partnership, *, at: datetime) -> None:
    """Set the last day and the first review as the programme says (R10.02, R10.03)."""
    design, began_on = row.programme.design, day_of(at)
    row.ends_on = first_last_day(design, began_on=began_on)
    row.review_on = first_review(design, began_on=began_on, ends_on=row.ends_on)


def let_leave(
    rows: Sequence[Partnership], gone: Collection[UUID], *, at: datetime
) -> list[Partnership]:
    """Take people out of locked offers; what cannot go on without them lapses and is returned.

    An offer that goes on and has been accepted by all who are left begins by the clock.
    """
    members: dict[UUID, list[Member]] = {row.pk: [] for row in rows}
    for member in Member.objects.filter(partnership__in=rows).select_related("participation"):
        members[member.partnership_id].append(member)
    lapsed = []
    for row in rows:
        leaving = persons(members[row.pk], gone)
        if leaves_enough(row, members[row.pk], leaving):
            leave(row, [m for m in members[row.pk] if m.participation.person_id in leaving], at=at)
        else:
            lapsed.append(row)
    lapse(lapsed, at=at)
    return lapsed


def persons(members: Iterable[Member], participations: Collection[UUID]) -> set[UUID]:
    """Return whose places some are: who leaves, leaves in every role."""
    return {m.participation.person_id for m in members if m.participation_id in participations}


def leaves_enough(row: Partnership, members: Iterable[Member], leaving: Collection[UUID]) -> bool:
    """Say whether a match of several can go on without some people."""
    roles = [m.role for m in members if m.participation.person_id not in leaving]
    return rules.is_enough(Shape(row.shape), roles)


def leave(row: Partnership, members: Sequence[Member], *, at: datetime) -> None:
    """Let people leave a match that goes on without them."""
    Departure.objects.bulk_create(
        Departure(
            partnership=row, participation_id=member.participation_id, role=member.role,
            answer=member.answer, left_at=at,
        )
        for member in members
    )  # fmt: skip
    told = [member for member in members if member.answer != Answer.DECLINED]
    tell("partnership.went_on", told, at=at)
    Member.objects.filter(pk__in=[member.pk for member in members]).delete()


def unable(members: Sequence[Member]) -> set[UUID]:
    """Return who cannot come: they left the programme, or all said yes and have no place left."""
    gone = {
        member.participation_id
        for member in members
        if member.participation.state == ParticipationState.DECLINED
    }
    here = [member for member in members if member.participation_id not in gone]
    if all(member.answer == Answer.ACCEPTED for member in here):
        gone |= {
            member.participation_id
            for member in here
            if member.participation.places_taken >= member.participation.capacity
        }
    return gone


def settle(row: Partnership, members: Sequence[Member], *, at: datetime) -> str:
    """Let go who cannot come, and begin when all who are left have accepted.

    Return why the match cannot go on, in words for those in it; nothing if it can.
    """
    leaving = persons(members, unable(members))
    stay = [m for m in members if m.participation.person_id not in leaving]
    complete = all(member.answer == Answer.ACCEPTED for member in stay)
    if leaving and not leaves_enough(row, members, leaving):
        lapse([row], at=at)
        return rules.why_not(_seats(members), complete=True)
    if leaving:
        leave(row, [m for m in members if m.participation.person_id in leaving], at=at)
    if complete:
        begin(row, stay, at=at)
    return ""


def _seats(members: Iterable[Member]) -> list[rules.Seat]:
    return [
        rules.Seat(
            takes_part=member.participation.state != ParticipationState.DECLINED,
            free=member.participation.capacity - member.participation.places_taken,
        )
        for member in members
    ]


def lapse(rows: Sequence[Partnership], *, at: datetime) -> None:
    """Let offers lapse and tell everyone in them, so that nobody is left hanging (R5.20)."""
    for row in rows:
        row.state = after(PARTNERSHIP, PartnershipState(row.state), PartnershipMove.LAPSE)
    Partnership.objects.bulk_update(rows, ["state"])
    members = Member.objects.filter(partnership__in=rows).select_related("participation")
    tell("partnership.lapsed", members, at=at)


def tell(kind: str, members: Iterable[Member], *, at: datetime) -> None:
    """Post a letter to people about their match; whoever holds two places in it gets one."""
    letters = (
        (
            member.participation.person_id,
            {"partnership": member.partnership_id},
            str(member.partnership_id),
        )
        for member in members
    )
    post_all(kind, letters, at=at)
