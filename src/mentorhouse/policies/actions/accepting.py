"""Accepting a version, reminding those who have not, and the traces of who looked."""

from datetime import datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark
from mentorhouse.notifications.actions import post_all
from mentorhouse.policies.actions.keeping import locked
from mentorhouse.policies.models import Acceptance, Document, Policy
from mentorhouse.policies.queries.mine import version_of_mine
from mentorhouse.policies.queries.people import not_accepted
from mentorhouse.policies.rules import (
    NoLongerAsked,
    OutdatedVersion,
    RemindedToday,
    check_not_withdrawn,
)
from mentorhouse.programmes.relations import day_of

POLICY_ACCEPTED = audit.Act("policy.accepted", mark("accepted a version of a policy"))
POLICY_REMINDED = audit.Act("policy.reminded", mark("had people reminded of policies"))
ACCEPTANCES_READ = audit.Act("policy.acceptances_read", mark("looked at who accepted a policy"))
ACCEPTANCES_EXPORTED = audit.Act(
    "policy.acceptances_exported", mark("exported the list of who accepted a policy")
)


def accept(document: Document, *, by: User, at: datetime) -> Acceptance:
    """Accept the version that was on the page; pressing twice accepts once (R2.11).

    Raises `OutdatedVersion` when another version is the person's by now, `NoLongerAsked` when none
    is asked of them. The policy's lock keeps a new version from coming into force in between.
    """
    with transaction.atomic():
        policy = Policy.objects.select_for_update(no_key=True).get(pk=document.policy_id)
        row = Document.objects.select_related("policy__programme").get(pk=document.pk)
        require(by, Capability.ACCEPT_POLICY, row)
        existing = Acceptance.objects.filter(document=row, person_id=by.pk).first()
        if existing is not None:
            return existing
        theirs = version_of_mine(by, policy)
        if theirs is None or not theirs.required:
            raise NoLongerAsked
        if theirs.document.pk != row.pk:
            raise OutdatedVersion
        accepted = Acceptance.objects.create(document=row, person_id=by.pk, accepted_at=at)
        audit.record(
            POLICY_ACCEPTED, by=by, on=row, at=at, programme=policy.programme_id,
            detail={"version": row.number},
        )  # fmt: skip
    return accepted


def remind(policy: Policy, *, by: User, at: datetime) -> int:
    """Remind everyone of whom it is asked and who has not accepted; return how many.

    Raises `RemindedToday` the second time on a day. Whoever has several policies waiting in a
    programme gets one letter a day, whichever of them it was sent for.
    """
    today = day_of(at)
    with transaction.atomic():
        row = locked(policy, by=by)
        check_not_withdrawn(withdrawn=row.withdrawn_at is not None)
        if row.reminded_on == today:
            raise RemindedToday
        people = not_accepted(row)
        if not people:
            return 0
        row.reminded_on = today
        row.save(update_fields=["reminded_on"])
        about = {"programme": row.programme_id}
        key = f"{row.programme_id}:{today.isoformat()}"
        post_all("policy.waiting", ((one, about, key) for one in sorted(people)), at=at)
        audit.record(
            POLICY_REMINDED, by=by, on=row, at=at, programme=row.programme_id,
            detail={"count": len(people)},
        )  # fmt: skip
    return len(people)


def note_reading(document: Document, *, by: User, at: datetime) -> None:
    """Leave a trace that a co-ordinator looked at who accepted (spec 7, rule 4)."""
    require(by, Capability.KEEP_POLICIES, document)
    programme = document.policy.programme_id
    audit.record(ACCEPTANCES_READ, by=by, on=document, at=at, programme=programme)


def note_export(document: Document, *, count: int, by: User, at: datetime) -> None:
    """Leave a trace that the list of who accepted was exported."""
    require(by, Capability.KEEP_POLICIES, document)
    audit.record(
        ACCEPTANCES_EXPORTED, by=by, on=document, at=at, programme=document.policy.programme_id,
        detail={"count": count},
    )  # fmt: skip
