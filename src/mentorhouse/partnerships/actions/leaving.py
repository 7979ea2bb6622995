"""Leaving a group or team that goes on: at any time, without blame, and no reason asked (R9.05).

The others go on while they are enough. Who leaves holds no place any more and reads nothing of it
from then on. Where too few would stay, it ends for all.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark
from mentorhouse.notifications.actions import post_all
from mentorhouse.partnerships import rules
from mentorhouse.partnerships.actions.answering import has_left, locked, places_of
from mentorhouse.partnerships.actions.beginning import leaves_enough
from mentorhouse.partnerships.actions.ending import (
    end_for_all,
    note_offer,
    overtake_change,
    tell_coordinators,
)
from mentorhouse.partnerships.actions.last_day import go_on_proposing
from mentorhouse.partnerships.actions.members import record
from mentorhouse.partnerships.actions.reviewing import go_on_reviewing
from mentorhouse.partnerships.actions.saying_goodbye import end_if_all_have
from mentorhouse.partnerships.models import Departure, Member, Partnership
from mentorhouse.partnerships.rules import Shape
from mentorhouse.partnerships.states import Ending, PartnershipState
from mentorhouse.programmes.models import Participation

MEMBER_LEFT = audit.Act("partnership.member_left", mark("left a partnership that goes on"))


def leave_running(
    partnership: Partnership, kind: Ending, *, by: User, at: datetime
) -> Partnership:  # fmt: skip
    """Leave a partnership of several. Where too few would stay, it ends. Twice is as once."""
    with transaction.atomic():
        row, members = locked(partnership.pk)
        if has_left(row, by):
            return row
        require(by, Capability.END_PARTNERSHIP, row)
        if row.state == PartnershipState.ENDED:
            return row
        if row.state != PartnershipState.ACTIVE or rules.ends_for_all(row.shape):
            raise NotVisible
        if not goes_on_without(row, members, by.pk):
            end_for_all(row, members, kind, by=by, at=at)
            return row
        mine = places_of(by, members)
        note_offer(row, mine[0], at=at)
        take_out(row, members, mine, kind, at=at)
        tell_coordinators("partnership.member_left", row, f"{row.pk}:{by.pk}", at=at)
        record(MEMBER_LEFT, row, by=by, at=at, ending=kind.value)
    return row


def goes_on_without(row: Partnership, members: Iterable[Member], person_id: UUID) -> bool:
    """Whether those who stay are enough for the partnership to go on."""
    several = Shape(row.shape) in rules.OF_MORE_THAN_TWO
    return several and leaves_enough(row, members, {person_id})


def take_out(
    row: Partnership, members: Sequence[Member], leaving: Sequence[Member], kind: Ending, *,
    at: datetime,
) -> None:  # fmt: skip
    """Take somebody out of a locked partnership that goes on, and free their place.

    Nothing waits for them any more: a review, a proposed day and the goodbye go on without them.
    """
    stay = [member for member in members if member not in leaving]
    for member in leaving:
        left = {"role": member.role, "answer": member.answer, "ending": kind, "left_at": at}
        Departure.objects.update_or_create(
            partnership=row, participation=member.participation, defaults=left
        )
    Member.objects.filter(pk__in=[member.pk for member in leaving]).delete()
    who = [member.participation_id for member in leaving]
    Participation.objects.filter(pk__in=who).update(places_taken=F("places_taken") - 1)
    overtake_change(row, at=at)
    gone = {member.participation.person_id for member in leaving}
    go_on_proposing(row, gone, at=at)
    go_on_reviewing(row, gone, at=at)
    if end_if_all_have(row, stay, at=at):
        return
    about, key = {"partnership": row.pk}, f"{row.pk}:{at.isoformat()}"
    people = {member.participation.person_id for member in stay}
    post_all("partnership.one_left", [(one, about, key) for one in people], at=at)
