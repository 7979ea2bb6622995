"""Who pauses, by the date (R1.08)."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from mentorhouse.people.models import Pause


def pauses_on(on: date) -> QuerySet[Pause]:
    """Return the pauses that are in force on a day; on the day of return nobody pauses."""
    return Pause.objects.filter(since__lte=on, returns_on__gt=on)


def paused(people: Iterable[UUID], *, on: date) -> set[UUID]:
    """Return which of these people pause on a day."""
    here = set(people)
    return here.intersection(pauses_on(on).values_list("person", flat=True)) if here else set()


def pause_of(person_id: UUID, *, on: date) -> Pause | None:
    """Return the pause of somebody that is in force, or lies ahead."""
    return Pause.objects.filter(person=person_id, returns_on__gt=on).first()
