"""Who must not be mentor and mentee of each other, whatever anybody chooses by hand (R5.04)."""

from collections.abc import Callable, Collection
from itertools import product
from uuid import UUID

from mentorhouse.partnerships.queries.partnerships import Pair, together
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.queries import in_conflict, line_managed

Finder = Callable[[Programme, Collection[UUID]], Collection[Pair]]
_FINDERS: list[Finder] = []


def keeps_apart(finder: Finder) -> Finder:
    """Register pairs that a room above keeps apart."""
    _FINDERS.append(finder)
    return finder


def first_kept_apart(
    programme: Programme, members: Collection[Participation], new: Collection[Participation]
) -> Participation | None:
    """Return the first newcomer who may not be with somebody who is in it, or joins with them."""
    people = [*members, *new]
    among = [part.pk for part in people]
    apart = {*line_managed(programme, among), *in_conflict(programme, among)}
    apart |= together(programme, among).keys()
    for find in _FINDERS:
        apart |= {*find(programme, among)}
    return next((p for p, other in product(new, people) if _pair(p, other) in apart), None)


def _pair(one: Participation, other: Participation) -> Pair:
    mentors_first = one.role == Participation.Role.MENTOR.value
    return (one.pk, other.pk) if mentors_first else (other.pk, one.pk)
