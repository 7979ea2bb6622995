"""The hand-over: everything that somebody still has to do here goes to a successor (R2.08)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from mentorhouse import audit, notifications
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import may
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.governance.actions.lock import kept
from mentorhouse.governance.queries.tasks import DUTIES, duties
from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.actions import hand_over
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.queries import successions
from mentorhouse.programmes.relations import in_force

SUCCEEDED = audit.Act("governance.succeeded", mark("gave open tasks to the successor of who left"))
HANDED_OVER = audit.Act("governance.handed_over", mark("handed open tasks over to a successor"))


def hand_over_tasks(
    programme: Programme, from_user: User, to_user: User, *, by: User, at: datetime
) -> int:
    """Give every open task of one to another who runs the programme; return how many moved.

    Called by itself or inside a deed that hands over more. All move, or none.
    """
    with transaction.atomic():
        row = kept(programme, by=by)
        if from_user.pk == to_user.pk:
            raise NotNow(say("Choose somebody else: a hand-over needs two people."))
        if not may(to_user, Capability.RUN_GOVERNANCE, row):
            raise NotNow(
                say(
                    "The successor does not run this programme "
                    "yet. Add them as a co-ordinator first."
                )
            )
        moved = _move(row, from_user.pk, to_user.pk)
        count = sum(moved.values())
        if count and to_user.pk != by.pk:
            about = {"programme": str(row.pk)}
            key = f"{row.pk}-{at:%Y%m%d%H%M}"
            notifications.post("governance.handed_over", to=to_user, about=about, at=at, key=key)
        detail = {"from": str(from_user.pk), "to": str(to_user.pk), **moved}
        audit.record(HANDED_OVER, by=by, on=row, at=at, programme=row.pk, detail=detail)
    return count


def hand_over_all(
    programme: Programme, from_user: User, to_user: User, *, by: User, at: datetime
) -> int:
    """Hand over the tasks and the role: who leaves has no access any more. Both, or neither.

    The tasks go first, because whoever hands over their own role may do nothing here afterwards.
    """
    with transaction.atomic():
        count = hand_over_tasks(programme, from_user, to_user, by=by, at=at)
        leaving = in_force().central().filter(programme=programme, user=from_user).first()
        if leaving is None:
            raise NotNow(say("This person does not run the programme. Hand over their tasks only."))
        hand_over(programme, to=to_user, by=by, at=at, leaving=leaving)
    return count


def settle_successions(programme: Programme, *, at: datetime) -> int:
    """Give the open tasks of those whose access has ended to their successors (R2.28)."""
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        given = []
        for former, heir in successions(row).items():
            moved = _move(row, former, heir)
            if not sum(moved.values()):
                continue
            given.append((former, heir, moved))
            about = {"programme": str(row.pk)}
            to = User.objects.get(pk=heir)
            key = f"{row.pk}-{former}-{at:%Y%m%d}"  # they may leave again: a letter a day
            notifications.post("governance.handed_over", to=to, about=about, at=at, key=key)
        for former, heir, moved in given:  # last: an entry holds the head of the trail
            detail = {"from": str(former), "to": str(heir), **moved}
            audit.record(
                SUCCEEDED, by=None, task="successions", on=row, at=at, programme=row.pk,
                detail=detail,
            )  # fmt: skip
    return sum(sum(moved.values()) for _, _, moved in given)


def _move(programme: Programme, former: UUID, heir: UUID) -> dict[str, int]:
    """Move every kind of duty; return how many of each."""
    return {
        kind._meta.model_name or "": duties(kind, programme, former).update(
            owner=heir, version=F("version") + 1
        )
        for _, kind in DUTIES
    }
