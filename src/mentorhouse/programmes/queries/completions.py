"""What people have completed in a programme."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from mentorhouse.programmes.models import Completion, Programme


def completed(
    programme: Programme, people: Iterable[UUID] | None = None
) -> Mapping[UUID, frozenset[str]]:
    """Return what each person has completed, of some people or of everybody in the programme."""
    rows = Completion.objects.filter(programme=programme)
    if people is not None:
        rows = rows.filter(person__in=list(people))
    found: dict[UUID, set[str]] = defaultdict(set)
    for person, what in rows.order_by().values_list("person_id", "what"):
        found[person].add(what)
    return {person: frozenset(what) for person, what in found.items()}
