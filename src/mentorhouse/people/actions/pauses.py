"""Pausing, and coming back before the day (R1.08)."""

from datetime import date, datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.accounts.models import User
from mentorhouse.people.models import Pause, Person

PAUSED = audit.Act("person.paused", "paused taking part")
CAME_BACK = audit.Act("person.came_back", "came back from a pause")


def pause(person: Person, said: Pause, *, by: User, at: datetime) -> Pause:
    """Take no new partner until the day of return. A pause before it is replaced."""
    with transaction.atomic():
        owner = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        require(by, Capability.EDIT_OWN_PROFILE, owner)
        row, _ = Pause.objects.update_or_create(
            person=owner,
            defaults={
                "reason": said.reason, "since": said.since, "returns_on": said.returns_on,
            },
        )  # fmt: skip
        audit.record(PAUSED, by=by, on=owner, at=at)
    return row


def come_back(person: Person, *, on: date, by: User, at: datetime) -> None:
    """Come back today, or call a pause off that lies ahead. Twice is as once."""
    with transaction.atomic():
        owner = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        require(by, Capability.EDIT_OWN_PROFILE, owner)
        row = Pause.objects.filter(person=owner, returns_on__gt=on).first()
        if row is None:
            return
        if row.since >= on:
            row.delete()
        else:
            row.returns_on = on
            row.save(update_fields=["returns_on"])
        audit.record(CAME_BACK, by=by, on=owner, at=at)
