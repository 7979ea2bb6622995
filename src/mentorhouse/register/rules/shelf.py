"""A large register as it is listed: who, in which order, found without asking a row for each.

It is counted every ten minutes. What a page says of somebody is read anew, for those on the page.
"""

import sys
import zlib
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Final
from uuid import UUID

LARGE: Final = 2_000  # mentors; below, the list is always counted anew
KEPT_FOR: Final = timedelta(minutes=30)  # later nothing is said by it: the clock stands still
WIDTH: Final = 16  # bytes of an identifier
END: Final = "\n"


@dataclass(frozen=True)
class Shelf:
    """The mentors of a programme in the order of their names, and what is true of each."""

    mentors: bytes
    flags: bytes
    names: Sequence[str]
    orders: Mapping[str, Sequence[int]]
    not_ready: bytes
    ready: bytes
    shows: Sequence[str]

    @cached_property
    def figures(self) -> dict[str, int]:
        """How many are found by each narrowing."""
        alike = Counter(self.flags)
        return {
            show: sum(count for flag, count in alike.items() if flag >> bit & 1)
            for bit, show in enumerate(self.shows)
        }

    def found(self, *, show: str, search: str, order: str) -> Sequence[int]:
        """Return the places of those whom a list shows, in its order."""
        places = self.orders.get(order.removeprefix("-"), range(len(self.flags)))
        found: Sequence[int] = places[::-1] if order.startswith("-") else places
        if show in self.shows:
            mask, flags = 1 << self.shows.index(show), self.flags
            found = [place for place in found if flags[place] & mask]
        for word in search.casefold().split():
            found = [place for place in found if word in self.names[place]]
        return found


def person_at(packed: bytes, place: int) -> UUID:
    """Return one of many identifiers."""
    return UUID(bytes=packed[place * WIDTH : (place + 1) * WIDTH])


def together(found: Iterable[UUID]) -> bytes:
    """Put identifiers one behind the other."""
    return b"".join(one.bytes for one in found)


def flag_of(said: Collection[bool]) -> int:
    """Return several answers as one number."""
    return sum(1 << bit for bit, yes in enumerate(said) if yes)


def packed_names(names: Iterable[str]) -> bytes:
    """Return names as they are kept, folded for searching."""
    lines = (" ".join(name.casefold().split()) for name in names)
    return zlib.compress(END.join(lines).encode(), 1)


def names_in(kept: bytes) -> list[str]:
    """Return the names that were kept."""
    return zlib.decompress(kept).decode().split(END)


def packed_places(places: Iterable[int]) -> bytes:
    """Return an order as it is kept: the same on every machine."""
    return zlib.compress(_turned(array("I", places)).tobytes(), 1)


def places_in(kept: bytes) -> Sequence[int]:
    """Return an order that was kept."""
    found = array("I")
    found.frombytes(zlib.decompress(kept))
    return _turned(found)


def _turned(places: "array[int]") -> "array[int]":
    if sys.byteorder == "big":
        places.byteswap()
    return places
