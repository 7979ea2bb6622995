"""Somebody is asked to join the group of Leading Together; the last of the group has agreed."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from mentorhouse.accounts.models import User
from mentorhouse.demo import cast
from mentorhouse.partnerships.actions import changing
from mentorhouse.partnerships.models import Partnership
from mentorhouse.partnerships.rules import Shape
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.states import ParticipationState


def everywhere(named: Mapping[str, User], at: datetime) -> None:
    """Let the newcomer and one of the group agree; the others have yet to answer."""
    row = Partnership.objects.get(
        programme__name=cast.LEADING, shape=Shape.GROUP.value, state=PartnershipState.ACTIVE.value
    )
    free = Participation.objects.filter(
        programme=row.programme_id, role=Participation.Role.MENTEE, places_taken=0,
        state=ParticipationState.ACCEPTED.value, memberships=None,
    ).exclude(person__in=[user.pk for user in named.values()])  # fmt: skip
    new = free.select_related("person__user").order_by("-joined_at", "-pk")[0]
    asked, by = at - timedelta(days=2), named["coordinator"]
    change = changing.propose_change(row, Shape.GROUP, [new.pk], by=by, at=asked)
    last = row.members.select_related("participation__person__user").order_by("role", "seat")
    for part in (new, last.filter(role="mentee").reverse()[0].participation):
        by = part.person.user
        changing.answer_change(change, agree=True, by=by, at=asked + timedelta(hours=3))
