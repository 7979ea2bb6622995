"""Deeds on the senior champion and on what stands in the way (R2.25)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from mentorhouse import audit, notifications
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import after
from mentorhouse.accounts.actions import find_or_open
from mentorhouse.accounts.models import User
from mentorhouse.governance.actions.entries import ChangedMeanwhile, add
from mentorhouse.governance.actions.lock import kept, refuse_archived
from mentorhouse.governance.models import Champion, Obstacle
from mentorhouse.governance.states import OBSTACLE, ObstacleMove, ObstacleState
from mentorhouse.languages.saying import mark
from mentorhouse.programmes.models import Programme

CHAMPION_NAMED = audit.Act("governance.champion_named", mark("named the senior champion"))
REPORTED = audit.Act("governance.obstacle_reported", mark("reported an obstacle"))
MOVED = {
    ObstacleMove.ANSWER: audit.Act("governance.obstacle_answered", mark("answered an obstacle")),
    ObstacleMove.REMOVE: audit.Act(
        "governance.obstacle_removed", mark("noted an obstacle as removed")
    ),
    ObstacleMove.REOPEN: audit.Act(
        "governance.obstacle_reopened", mark("opened an obstacle again")
    ),
}


def name_champion(
    programme: Programme,
    values: Mapping[str, str],
    *,
    email: str,
    version: int,
    by: User,
    at: datetime,
) -> Champion:
    """Name the champion, or change what is known of them. With an address they get an account."""
    with transaction.atomic():
        row = kept(programme, by=by)
        champion = Champion.objects.filter(programme=row).first()
        champion = champion or Champion(programme=row, version=0)
        if champion.version != version:
            raise ChangedMeanwhile(champion)
        before = champion.user_id
        champion.user = find_or_open([email])[email] if email else None
        for name, value in values.items():
            setattr(champion, name, value)
        champion.version += 1
        champion.save()
        if champion.user is not None and champion.user_id != before:
            about = {"programme": str(row.pk)}
            key = f"{champion.pk}-{champion.version}"
            notifications.post("governance.champion", to=champion.user, about=about, at=at, key=key)
        audit.record(CHAMPION_NAMED, by=by, on=champion, at=at, programme=row.pk)
    return champion


def report(
    programme: Programme, values: Mapping[str, Any], *, key: UUID, by: User, at: datetime
) -> Obstacle:
    """Report an obstacle, and tell the champion that there is one; sent twice, it is made once."""
    with transaction.atomic():
        made = add(Obstacle, programme, values, key=key, by=by, at=at)
        champion = Champion.objects.filter(programme=programme).select_related("user").first()
        if champion is not None and champion.user is not None:
            about = {"programme": str(programme.pk)}
            to = champion.user
            notifications.post("governance.obstacle", to=to, about=about, at=at, key=str(made.pk))
        audit.record(REPORTED, by=by, on=made, at=at, programme=programme.pk)
    return made


def move(
    obstacle: Obstacle,
    step: ObstacleMove,
    *,
    day: date,
    by: User,
    at: datetime,
    answer: str | None = None,
) -> Obstacle:
    """Answer an obstacle, note it as removed, or open it again; its owner hears of an answer."""
    with transaction.atomic():
        row = (
            Obstacle.objects.select_for_update(no_key=True, of=("self",))
            .select_related("programme", "owner")
            .filter(pk=obstacle.pk)
            .first()
        )
        if row is None:
            raise NotVisible
        require(by, Capability.ANSWER_OBSTACLE, row.programme)
        refuse_archived(row.programme)
        row.state = after(OBSTACLE, ObstacleState(row.state), step).value
        if answer is not None:
            row.answer, row.answered_on = answer, day
        row.version += 1
        row.save(update_fields=["state", "answer", "answered_on", "version"])
        if answer is not None and row.owner is not None and row.owner_id != by.pk:
            about = {"obstacle": str(row.pk)}
            key = f"{row.pk}-{row.version}"
            notifications.post("governance.answered", to=row.owner, about=about, at=at, key=key)
        audit.record(MOVED[step], by=by, on=row, at=at, programme=row.programme_id)
    return row
