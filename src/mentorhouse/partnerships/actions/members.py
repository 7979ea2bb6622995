"""What deeds in a running partnership share: locking it, its people, their letters, the entry."""

from datetime import datetime
from uuid import UUID

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.accounts.models import User
from mentorhouse.notifications.actions import post_all
from mentorhouse.partnerships.models import Member, Partnership
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.programmes.models import Participation


def locked_running(partnership_id: UUID, capability: Capability, by: User) -> Partnership:
    """Lock a partnership that runs, for one of those in it. Raises `NotVisible`."""
    row = Partnership.objects.select_for_update(no_key=True).get(pk=partnership_id)
    require(by, capability, row)
    if row.state != PartnershipState.ACTIVE:
        raise NotVisible
    return row


def members_of(row: Partnership) -> list[Member]:
    """Return the members of a partnership, one a person; who holds both roles as a mentee."""
    found: dict[UUID, Member] = {}
    for member in row.members.select_related("participation").order_by("role", "seat"):
        found.setdefault(member.participation.person_id, member)
    return list(found.values())


def own(row: Partnership, by: User) -> Participation:
    """Return somebody's own taking part; who holds both roles is meant as a mentee."""
    return next(m.participation for m in members_of(row) if m.participation.person_id == by.pk)


def tell_others(
    kind: str, row: Partnership, by: User, key: str, *, at: datetime,
    about: dict[str, object] | None = None,
) -> None:  # fmt: skip
    """Post a letter to everybody else in a partnership."""
    named = {"partnership": row.pk} | (about or {})
    others = [m.participation.person_id for m in members_of(row)]
    post_all(kind, [(who, named, key) for who in others if who != by.pk], at=at)


def record(act: audit.Act, row: Partnership, *, by: User, at: datetime, **detail: object) -> None:
    """Write the audit entry of a deed with a partnership."""
    audit.record(act, by=by, on=row, at=at, programme=row.programme_id, detail=detail)
