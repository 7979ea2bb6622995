"""Conflicts of interest: one's own list, and pairs for rules alone (R5.04)."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Lower

from mentorhouse.access.relations import Viewer
from mentorhouse.people.models import Conflict, Person


def own_conflicts(viewer: Viewer) -> QuerySet[Conflict]:
    """Return what the viewer declared."""
    return Conflict.objects.filter(person=viewer.pk)


def conflicts_among(people: QuerySet[Any, Any] | Collection[UUID]) -> set[tuple[UUID, UUID]]:
    """Return who declared a conflict with whom, of these people. For rules; shown to nobody."""
    said = [
        (person, email)
        for person, email in Conflict.objects.filter(person__in=people)
        .order_by()
        .values_list("person", "email")
    ]
    if not said:
        return set()
    named = Person.objects.annotate(address=Lower("user__email")).filter(
        pk__in=people, address__in={email for _person, email in said}
    )
    by_address = {address: person for person, address in named.values_list("pk", "address")}
    return {(person, by_address[email]) for person, email in said if email in by_address}
