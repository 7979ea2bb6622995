"""Somebody leaves the programme: each of their partnerships has a next step (R10.10)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.access.states import NotNow, after
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.notifications.actions import post_all
from mentorhouse.partnerships.actions.ending import finish
from mentorhouse.partnerships.actions.leaving import goes_on_without, take_out
from mentorhouse.partnerships.models import Member, Partnership
from mentorhouse.partnerships.rules import handing_over as rules
from mentorhouse.partnerships.states import Ending, PartnershipState
from mentorhouse.programmes.models import Participation
from mentorhouse.programmes.states import PARTICIPATION, ParticipationMove, ParticipationState

HANDED_OVER = audit.Act(
    "participation.handed_over", mark("settled the partnerships of somebody who leaves")
)


def hand_over(
    participation: Participation, choices: Mapping[UUID, Ending], *, by: User, at: datetime
) -> int:
    """End each running partnership of somebody who leaves, and let them leave.

    Every one that ends needs a choice: what is to become of those who stay. A group or team that
    is enough goes on. Raises `NotNow` where one has begun or ended meanwhile. Twice is as once.
    Returns how many there were.
    """
    with transaction.atomic():
        running = Partnership.objects.filter(
            state=PartnershipState.ACTIVE.value, members__participation=participation
        )
        who = Member.objects.filter(partnership__in=running).values("participation")
        people = Participation.objects.filter(pk__in=[participation.pk]) | (
            Participation.objects.filter(pk__in=who)
        )
        list(people.order_by("pk").select_for_update(no_key=True))
        leaver = Participation.objects.select_related("programme").get(pk=participation.pk)
        require(by, Capability.HAND_OVER, leaver.programme)
        if leaver.state == ParticipationState.DECLINED:
            return 0
        ids = list(running.values_list("pk", flat=True))
        locked = Partnership.objects.select_for_update(no_key=True).filter(pk__in=ids)
        rows = list(locked.select_related("programme").order_by("pk"))
        _settle(rows, leaver, choices, at=at)
        refused = say(rules.CHANGED_MEANWHILE)
        leaver.refresh_from_db(fields=["state"])
        state = ParticipationState(leaver.state)
        leaver.state = after(PARTICIPATION, state, ParticipationMove.DECLINE, refusal=refused).value
        leaver.answered_at = at
        leaver.save(update_fields=["state", "answered_at"])
        detail = {"count": len(ids)}
        audit.record(
            HANDED_OVER, by=by, on=leaver, at=at, programme=leaver.programme_id, detail=detail
        )
    return len(ids)


def _settle(
    rows: Sequence[Partnership], leaver: Participation, choices: Mapping[UUID, Ending], *,
    at: datetime,
) -> None:  # fmt: skip
    members = {row.pk: list(row.members.select_related("participation")) for row in rows}
    person = leaver.person_id
    stays = {row.pk for row in rows if goes_on_without(row, members[row.pk], person)}
    if members.keys() - stays != choices.keys():
        raise NotNow(say(rules.CHANGED_MEANWHILE))
    for row in rows:
        if row.pk in stays:
            leaving = [m for m in members[row.pk] if m.participation.person_id == person]
            take_out(row, members[row.pk], leaving, Ending.LEFT, at=at)
            about = {"partnership": row.pk}
            post_all("partnership.you_left", [(person, about, str(row.pk))], at=at)
        else:
            _end(row, members[row.pk], leaver, choices[row.pk], at=at)


def _end(
    row: Partnership, members: Sequence[Member], leaver: Participation, kind: Ending, *,
    at: datetime,
) -> None:  # fmt: skip
    if kind not in rules.CHOICES:
        raise NotNow(say(rules.CHOOSE))
    finish(row, members, kind, at=at)
    others = {m.participation.person_id for m in members} - {leaver.person_id}
    about = {"partnership": row.pk}
    post_all("partnership.handed_over", [(who, about, str(row.pk)) for who in others], at=at)
    key = str(row.pk)
    post_all("partnership.ended", [(leaver.person_id, about, key)], at=at)
