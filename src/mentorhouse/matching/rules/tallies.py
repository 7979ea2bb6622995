"""What is counted of a large programme so that its pages need not (decision 126).

A tally is a long list in its order: identifiers, what is true of each, names to look for. It is
packed as a large register is (decision 113).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from mentorhouse.register.rules import shelf

LARGE: Final = 1_000  # people who take part, or twice those of a run's larger side
KEPT_FOR: Final = timedelta(minutes=30)  # later nothing is said by it: the clock stands still
LATELY: Final = timedelta(minutes=15)  # for what takes longest to count
A_DAY: Final = timedelta(days=1)
AN_HOUR: Final = timedelta(hours=1)
PEOPLE, PAIRS, LISTS, SPREAD, AHEAD = "people", "pairs", "lists", "spread", "ahead"
# What can be asked of each row, and in which other orders there is a list.
SHOWS: Final[Mapping[str, tuple[str, ...]]] = {
    PEOPLE: ("mentor", "mentee", "ready", "not_ready", "choosing", "unlucky"),
    PAIRS: ("warned",),
    LISTS: ("short", "draft", "open", "taken_up", "expired"),
}
ORDERS: Final[Mapping[str, tuple[str, ...]]] = {PEOPLE: ("waiting",), PAIRS: ("mentor", "mentee")}


@dataclass(frozen=True)
class Listed:
    """One row of a long list: whose it is, its names, and which narrowings find it."""

    who: UUID
    names: str = ""
    shows: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Packed:
    """A long list as it is kept."""

    rows: bytes
    flags: bytes = b""
    names: bytes = b""
    order_one: bytes = b""
    order_two: bytes = b""


def left(role: str) -> str:
    """Return what those are called whom a run left without a partner."""
    return f"left:{role}"


def lacking(column: str, role: str) -> str:
    """Return what those are called of one side who lack a column."""
    return f"lacking:{column}:{role}"


def changed(earlier: UUID) -> str:
    """Return what those are called who have another mentor than in an earlier draft."""
    return f"changed:{earlier}"


def is_large(people: int) -> bool:
    """Whether so many take part that the clock counts; pages of fewer look themselves."""
    return people > LARGE


def is_large_run(mentors: int, mentees: int) -> bool:
    """Whether the lists of a run are counted when it ends, and its letters sent by the clock."""
    return is_large(2 * max(mentors, mentees))


def packed(what: str, listed: Iterable[Listed], *orders: Iterable[UUID]) -> Packed:
    """Return a list as it is kept; each order names its rows, or some of them."""
    rows = list(listed)
    place = {row.who: number for number, row in enumerate(rows)}
    known = SHOWS.get(what, ())
    kept = [shelf.packed_places(place[who] for who in some if who in place) for some in orders]
    return Packed(
        shelf.together(place),
        bytes(shelf.flag_of([show in row.shows for show in known]) for row in rows),
        shelf.packed_names(row.names for row in rows),
        *kept,
    )


def unpacked(what: str, kept: Packed) -> shelf.Shelf:
    """Return a list that was kept."""
    orders = {
        name: shelf.places_in(order)
        for name, order in zip(ORDERS.get(what, ()), (kept.order_one, kept.order_two), strict=False)
    }
    names = shelf.names_in(kept.names) if kept.names else []
    return shelf.Shelf(kept.rows, kept.flags, names, orders, b"", b"", SHOWS.get(what, ()))


def so_many(kept: bytes, places: Sequence[int]) -> list[UUID]:
    """Return the identifiers at some places."""
    return [shelf.person_at(kept, place) for place in places]
