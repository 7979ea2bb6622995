"""Long lists of a large programme, from what was last counted of them (decision 126).

Only who is listed, and in which order, is as it was counted: what a row says is read anew.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from threading import Lock
from typing import Generic, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from mentorhouse.matching.models import MatchRun, Nearest, Tally
from mentorhouse.matching.rules import tallies as rules
from mentorhouse.programmes.models import Programme
from mentorhouse.register.rules.shelf import WIDTH, Shelf

T = TypeVar("T")
MOST_HELD = 8  # some ten megabytes each where there are 100,000 people
_held: dict[UUID, tuple[datetime, Shelf]] = {}
_lock = Lock()


@dataclass(frozen=True)
class Found(Generic[T]):
    """The places of a tally that a list shows, and how its rows are read."""

    at: datetime
    places: Sequence[int]
    kept: bytes
    read: Callable[[list[UUID]], list[T]]

    def rows(self, places: Sequence[int]) -> list[T]:
        """Return what stands at some places, as it is now."""
        return self.read(rules.so_many(self.kept, places))


def is_large(run: MatchRun) -> bool:
    """Whether the lists of a run are counted when it ends, and then by the clock."""
    return run.kind != MatchRun.Kind.SEVERAL and rules.is_large_run(run.mentors, run.mentees)


def figures_of(about: Programme | MatchRun, what: str, *, at: datetime) -> Tally | None:
    """Return what was counted lately, without its lists; nothing where the clock stands still."""
    rows = _of(about, what).only("figures", "counted_at")
    return rows.filter(counted_at__gt=at - rules.KEPT_FOR).first()


def found(
    about: Programme | MatchRun,
    what: str,
    read: Callable[[list[UUID]], list[T]],
    *,
    search: str = "",
    show: str = "",
    order: str = "",
    since: datetime | None = None,
) -> Found[T] | None:
    """Find rows of a list that was counted, since a moment; nothing where none was."""
    rows = _of(about, what)
    if since is not None:
        rows = rows.filter(counted_at__gt=since)
    head = rows.values_list("pk", "counted_at").first()
    if head is None:
        return None
    counted_at, shelf = _shelf(*head, what)
    places = shelf.found(show=show, search=search, order=order)
    return Found(counted_at, places, shelf.mentors, read)


def first_of(
    programme: Programme, what: str, *, search: str, show: str, most: int, since: datetime
) -> list[UUID] | None:
    """Return the first few rows that a list shows; nothing where none was counted."""
    rows = _of(programme, what).filter(counted_at__gt=since)
    head = rows.values_list("pk", "counted_at").first()
    if head is None:
        return None
    _, shelf = _shelf(*head, what)
    mask, names, words = 1 << shelf.shows.index(show), shelf.names, search.casefold().split()
    places = (
        place
        for place, flag in enumerate(shelf.flags)
        if flag & mask and all(word in names[place] for word in words)
    )
    return rules.so_many(shelf.mentors, list(islice(places, most)))


def nearest_to(run: MatchRun, mentee: UUID) -> list[UUID] | None:
    """Return the mentors who fitted a mentee best when a large draft was made; else nothing."""
    row = Nearest.objects.filter(run=run, mentee=mentee).first() if is_large(run) else None
    if row is None:
        return None
    kept = bytes(row.mentors)
    return rules.so_many(kept, range(len(kept) // WIDTH))


def _of(about: Programme | MatchRun, what: str) -> QuerySet[Tally]:
    if isinstance(about, MatchRun):
        return Tally.objects.filter(run=about, what=what)
    return Tally.objects.filter(programme=about, run=None, what=what)


def _shelf(pk: UUID, when: datetime, what: str) -> tuple[datetime, Shelf]:
    """Return a list unpacked; a process holds the last few until they are counted again."""
    with _lock:
        here = _held.get(pk)
    if here is None or here[0] != when:
        row = Tally.objects.filter(pk=pk).first() or Tally(pk=pk, counted_at=when)
        names = ("rows", "flags", "names", "order_one", "order_two")
        kept = rules.Packed(*(bytes(getattr(row, name)) for name in names))
        here = row.counted_at, rules.unpacked(what, kept)
        with _lock:
            _held.pop(pk, None)
            while len(_held) >= MOST_HELD:
                _held.pop(next(iter(_held)))
            _held[pk] = here  # the newest last
    return here
