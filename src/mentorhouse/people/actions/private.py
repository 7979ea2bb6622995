"""Writing what helps one to meet, sealed (R1.06)."""

from datetime import datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.accounts.models import User
from mentorhouse.people.models import Adjustments, Person
from mentorhouse.people.rules import Needs
from mentorhouse.vault.actions import destroy_key
from mentorhouse.vault.keys import KeyOwner
from mentorhouse.vault.sealing import seal

ADJUSTMENTS_KEPT = audit.Act("adjustments.kept", "wrote what helps them to meet")
ADJUSTMENTS_DELETED = audit.Act("adjustments.deleted", "deleted what helps them to meet")


def keep_adjustments(person: Person, needs: Needs, *, by: User, at: datetime) -> None:
    """Keep what helps somebody. Partners with whom they shared it read the new words."""
    with transaction.atomic():
        owner = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        require(by, Capability.EDIT_OWN_PROFILE, owner)
        row = Adjustments.objects.filter(person=owner).first() or Adjustments(person=owner)
        row.changed_at = at
        seal(row, needs=needs.packed())
        row.save()
        audit.record(ADJUSTMENTS_KEPT, by=by, on=owner, at=at)


def delete_adjustments(person: Person, *, by: User, at: datetime) -> None:
    """Delete it, here and in every backup; nobody has it shared any more. Twice is as once."""
    with transaction.atomic():
        owner = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        require(by, Capability.EDIT_OWN_PROFILE, owner)
        row = Adjustments.objects.filter(person=owner).first()
        if row is None:
            return
        key = KeyOwner("adjustments", row.pk)
        row.delete()
        destroy_key(key, by=by, at=at)
        audit.record(ADJUSTMENTS_DELETED, by=by, on=owner, at=at)
