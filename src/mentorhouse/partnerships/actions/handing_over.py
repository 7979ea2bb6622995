"""Somebody leaves the programme: each of their partnerships has a next step (R10.10)."""

from collections.abc import Mapping
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

    Every one needs a choice: what is to become of those who stay. Raises `NotNow` where one has
    begun or ended meanwhile. Twice is as once.
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
        if {*ids} != {*choices}:
            raise NotNow(say(rules.CHANGED_MEANWHILE))
        rows = Partnership.objects.select_for_update(no_key=True).filter(pk__in=ids)
        for row in list(rows.select_related("programme").order_by("pk")):
            _end(row, leaver, choices[row.pk], at=at)
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


def _end(row: Partnership, leaver: Participation, kind: Ending, *, at: datetime) -> None:
    if kind not in rules.CHOICES:
        raise NotNow(say(rules.CHOOSE))
    members = list(row.members.select_related("participation"))
    finish(row, members, kind, at=at)
    others = {m.participation.person_id for m in members} - {leaver.person_id}
    about = {"partnership": row.pk}
    post_all("partnership.handed_over", [(who, about, str(row.pk)) for who in others], at=at)
    key = str(row.pk)
    post_all("partnership.ended", [(leaver.person_id, about, key)], at=at)
