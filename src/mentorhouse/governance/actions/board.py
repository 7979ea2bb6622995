"""Deeds on the steering group: who sits in it, and what it is for (R2.07)."""

from datetime import date, datetime

from django.db import transaction

from mentorhouse import audit, notifications
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.actions import find_or_open
from mentorhouse.accounts.models import User
from mentorhouse.governance.actions.entries import ChangedMeanwhile
from mentorhouse.governance.actions.lock import kept, refuse_archived
from mentorhouse.governance.models import BoardMember, SteeringGroup
from mentorhouse.languages.saying import mark, say
from mentorhouse.programmes.models import Programme

SEATED = audit.Act("governance.seated", mark("gave somebody a seat in the steering group"))
SEAT_CHANGED = audit.Act("governance.seat_changed", mark("changed a seat in the steering group"))
GROUP_WRITTEN = audit.Act("governance.group_written", mark("wrote the steering group’s terms"))


def seat(
    programme: Programme,
    email: str,
    *,
    role: str,
    since: date,
    until: date | None,
    by: User,
    at: datetime,
) -> BoardMember:
    """Give somebody a seat; who has no account gets one, and a letter either way."""
    with transaction.atomic():
        row = kept(programme, by=by)
        user = find_or_open([email])[email]
        member, new = BoardMember.objects.get_or_create(
            programme=row, user=user, defaults={"role": role, "since": since, "until": until}
        )
        if not new:
            raise NotNow(say("This person has a seat already. Change the dates of that one."))
        about = {"programme": str(row.pk)}
        notifications.post("governance.seat", to=user, about=about, at=at, key=str(member.pk))
        audit.record(SEATED, by=by, on=member, at=at, programme=row.pk, detail={"role": role})
    return member


def change_seat(
    member: BoardMember,
    *,
    role: str,
    since: date,
    until: date | None,
    by: User,
    at: datetime,
) -> BoardMember:
    """Change what somebody does in the group, and until when they sit in it."""
    with transaction.atomic():
        row = (
            BoardMember.objects.select_for_update(no_key=True, of=("self",))
            .select_related("programme")
            .filter(pk=member.pk)
            .first()
        )
        if row is None:
            raise NotVisible
        require(by, Capability.RUN_GOVERNANCE, row.programme)
        refuse_archived(row.programme)
        row.role, row.since, row.until = role, since, until
        row.save(update_fields=["role", "since", "until"])
        detail = {"role": role, "until": str(until or "")}
        audit.record(SEAT_CHANGED, by=by, on=row, at=at, programme=row.programme_id, detail=detail)
    return row


def write_group(
    programme: Programme, *, name: str, terms: str, version: int, by: User, at: datetime
) -> SteeringGroup:
    """Write the group's name and terms of reference; the first time makes it."""
    with transaction.atomic():
        row = kept(programme, by=by)
        group = SteeringGroup.objects.filter(programme=row).first()
        group = group or SteeringGroup(programme=row, version=0)
        if group.version != version:
            raise ChangedMeanwhile(group)
        group.name, group.terms, group.version = name, terms, version + 1
        group.save()
        audit.record(GROUP_WRITTEN, by=by, on=group, at=at, programme=row.pk)
    return group
