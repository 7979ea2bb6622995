"""Keeping a programme's policies: adding one, changing what is said about it, withdrawing it.

The policy's row is locked by every deed about it and its documents, so two deeds never cross.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.accounts.models import User
from mentorhouse.design.two_writers import ChangedMeanwhile
from mentorhouse.languages.saying import mark
from mentorhouse.policies.models import Policy
from mentorhouse.policies.rules import SLOTS
from mentorhouse.programmes.models import Programme

POLICY_ADDED = audit.Act("policy.added", mark("added a policy"))
POLICY_CHANGED = audit.Act("policy.changed", mark("changed what is said about a policy"))
POLICY_WITHDRAWN = audit.Act("policy.withdrawn", mark("withdrew a policy"))
POLICY_RESTORED = audit.Act("policy.restored", mark("brought a policy back"))
REGISTER_EXPORTED = audit.Act("policy.register_exported", mark("exported the list of policies"))


@dataclass(frozen=True)
class Particulars:
    """What is said about a policy beside its documents."""

    title: str
    required_of: str
    owner_id: UUID | None = None
    owner_name: str = ""
    review_on: date | None = None


def add(programme: Programme, said: Particulars, *, once: UUID, by: User, at: datetime) -> Policy:
    """Add a policy of the programme's own. `once` names the form: sent twice, it makes one."""
    with transaction.atomic():
        here = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        require(by, Capability.KEEP_POLICIES, here)
        if there := Policy.objects.filter(pk=once).first():
            if there.programme_id != here.pk:
                raise NotVisible
            return there
        row = Policy.objects.create(
            id=once, programme=here, key=f"own-{once.hex[:12]}", **vars(said)
        )
        audit.record(POLICY_ADDED, by=by, on=row, at=at, programme=here.pk)
    return row


def change(policy: Policy, said: Particulars, *, based_on: int, by: User, at: datetime) -> Policy:
    """Change title, owner, review date, and of whom it is asked.

    Raises `ChangedMeanwhile` when somebody changed it after `based_on` was read.
    """
    with transaction.atomic():
        row = locked(policy, by=by)
        if row.revision != based_on:
            raise ChangedMeanwhile
        for name, value in vars(said).items():
            setattr(row, name, value)
        row.revision += 1
        row.save(update_fields=[*vars(said), "revision"])
        detail = {"required_of": row.required_of}
        audit.record(
            POLICY_CHANGED, by=by, on=row, at=at, programme=row.programme_id, detail=detail
        )
    return row


def withdraw(policy: Policy, *, by: User, at: datetime) -> Policy:
    """Withdraw a policy: nobody is asked any more, and everything that was accepted is kept."""
    with transaction.atomic():
        row = locked(policy, by=by)
        if row.withdrawn_at is not None:
            return row  # pressed twice
        row.withdrawn_at = at
        row.save(update_fields=["withdrawn_at"])
        audit.record(POLICY_WITHDRAWN, by=by, on=row, at=at, programme=row.programme_id)
    return row


def restore(policy: Policy, *, by: User, at: datetime) -> Policy:
    """Bring a withdrawn policy back as it was."""
    with transaction.atomic():
        row = locked(policy, by=by)
        if row.withdrawn_at is None:
            return row  # pressed twice
        row.withdrawn_at = None
        row.save(update_fields=["withdrawn_at"])
        audit.record(POLICY_RESTORED, by=by, on=row, at=at, programme=row.programme_id)
    return row


def note_register_export(programme: Programme, *, count: int, by: User, at: datetime) -> None:
    """Leave a trace that the list of policies was exported."""
    require(by, Capability.KEEP_POLICIES, programme)
    detail = {"count": count}
    audit.record(
        REGISTER_EXPORTED, by=by, on=programme, at=at, programme=programme.pk, detail=detail
    )


def locked(policy: Policy, *, by: User) -> Policy:
    """Lock a policy's row for somebody who keeps it; one of the thirteen gets its row now."""
    require(by, Capability.KEEP_POLICIES, policy)
    if policy.key in SLOTS:
        fresh = Policy(
            programme_id=policy.programme_id, key=policy.key, title=SLOTS[policy.key].title
        )
        Policy.objects.bulk_create([fresh], ignore_conflicts=True)
    row = Policy.objects.select_for_update(no_key=True).get(
        programme=policy.programme_id, key=policy.key
    )
    row.programme = policy.programme
    return row
