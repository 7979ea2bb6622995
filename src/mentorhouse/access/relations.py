"""What a viewer is to a row: each room registers the facts for its own nouns.

    @relations_to.register
    def _(row: Partnership, viewer: Viewer) -> frozenset[Relation]: ...

A row that no room has registered has no relations, so nothing about it is permitted.
A room on an upper storey may know more about a noun of a lower one; it adds what it knows:

    @adds_relations_to(Programme)
    def _(row: Programme, viewer: Viewer) -> frozenset[Relation]: ...
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import singledispatch
from typing import Any, Protocol
from uuid import UUID

from mentorhouse.access.policy import Capability, Relation, permits


class Viewer(Protocol):
    """Whoever looks: a signed-in user, an anonymous visitor, or the matching run."""

    @property
    def pk(self) -> Any:
        """Who it is."""

    @property
    def is_authenticated(self) -> bool:
        """Whether they are signed in."""


class Matcher:
    """The matching run as a viewer: it may use what it may show to nobody (R1.07)."""

    pk = None
    is_authenticated = False


MATCHER = Matcher()


class Counter:
    """The counting of figures as a viewer: it may count what it may show to nobody (R3.11)."""

    pk = None
    is_authenticated = False


COUNTER = Counter()


@dataclass(frozen=True)
class EmergencyReader:
    """Somebody whom two people let read what one pair wrote, made for one opening alone.

    It holds nothing in general: only this partnership, and only while the deed that made it lasts.
    """

    pk: UUID
    partnership_id: UUID
    is_authenticated = True


class House:
    """The installation itself, as a row that one can have a relation to."""


HOUSE = House()


class NotVisible(Exception):
    """The viewer may not do this with this row. To them the row does not exist."""


@singledispatch
def relations_to(row: object, viewer: Viewer) -> frozenset[Relation]:  # noqa: ARG001  # the rooms’
    """Return the relations of a viewer to a row. Nothing for rows of unknown kind."""
    return frozenset()


Adds = Callable[[Any, Viewer], frozenset[Relation]]
_added: dict[type, list[Adds]] = defaultdict(list)


def adds_relations_to(kind: type) -> Callable[[Adds], Adds]:
    """Register what an upper room knows of the viewers of a lower room's noun."""

    def register(adds: Adds) -> Adds:
        _added[kind].append(adds)
        return adds

    return register


def may(viewer: Viewer, capability: Capability, row: object) -> bool:
    """Whether the viewer holds the capability for this row; upper rooms are asked last."""
    return permits(capability, _general(viewer) | relations_to(row, viewer)) or any(
        permits(capability, adds(row, viewer)) for adds in _added.get(type(row), ())
    )


def require(viewer: Viewer, capability: Capability, row: object) -> None:
    """Raise `NotVisible` unless the viewer holds the capability for this row."""
    if not may(viewer, capability, row):
        raise NotVisible


def _general(viewer: Viewer) -> frozenset[Relation]:
    if viewer.is_authenticated:
        return frozenset({Relation.ANYONE, Relation.SIGNED_IN})
    return frozenset({Relation.ANYONE})
