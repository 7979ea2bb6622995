"""Declaring a conflict of interest, and taking it back (R5.04)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say, say_many
from mentorhouse.people.models import Conflict, Person

CONFLICT_DECLARED = audit.Act("conflict.declared", mark("declared a conflict of interest"))
CONFLICT_TAKEN_BACK = audit.Act("conflict.taken_back", mark("took a conflict of interest back"))
MOST = 20


def declare_conflict(person: Person, email: str, *, by: User, at: datetime) -> Conflict:
    """Keep with whom somebody must not be matched; it holds at once. Twice is as once.

    Whether anybody has this address is not looked at, so that nobody learns who takes part.
    """
    with transaction.atomic():
        owner = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        require(by, Capability.EDIT_OWN_PROFILE, owner)
        address = email.strip().casefold()
        if address == by.email.casefold():
            raise NotNow(say("This is your own address. Write the other person’s."))
        row = owner.conflicts.filter(email=address).first()
        if row is not None:
            return row
        if owner.conflicts.count() >= MOST:
            raise NotNow(
                say_many("{count} person is the most.", "{count} people are the most.", MOST)
                + " "
                + say("Take one back first, or talk with your co-ordinator.")
            )
        row = Conflict.objects.create(person=owner, email=address, declared_at=at)
        audit.record(CONFLICT_DECLARED, by=by, on=owner, at=at)
    return row


def take_conflict_back(person: Person, conflict_id: UUID, *, by: User, at: datetime) -> None:
    """Delete what somebody declared. Twice is as once."""
    with transaction.atomic():
        owner = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        require(by, Capability.EDIT_OWN_PROFILE, owner)
        gone, _ = owner.conflicts.filter(pk=conflict_id).delete()
        if gone:
            audit.record(CONFLICT_TAKEN_BACK, by=by, on=owner, at=at)
