"""Introductory meetings that lead to partnerships, for rooms that begin something with them.

The room that arranges them registers how they are found; the others ask here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from mentorhouse.programmes.models import Programme


@dataclass(frozen=True)
class Introduction:
    """An introductory meeting of two: whether it is agreed, goes on, and led to a partnership."""

    id: UUID
    programme: Programme
    people: frozenset[UUID]
    agreed: bool
    goes_on: bool
    partnership: UUID | None


Finder = Callable[[UUID], Introduction | None]
_FINDERS: list[Finder] = []


def introduces(finder: Finder) -> Finder:
    """Register how introductory meetings are found."""
    _FINDERS.append(finder)
    return finder


def introduction(either: UUID) -> Introduction | None:
    """Return an introductory meeting by its identifier, or by the partnership it led to."""
    return next((found for find in _FINDERS if (found := find(either))), None)
