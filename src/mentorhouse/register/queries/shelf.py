"""The pages of a large register, from what was last counted of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from uuid import UUID

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import Viewer, require
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.relations import coordinates
from mentorhouse.register.models import Shelf
from mentorhouse.register.queries import lists, standing
from mentorhouse.register.rules import shelf as rules

MOST_HELD = 4  # some ten megabytes each where there are 100,000 mentors
AT_ONCE = 100  # asked about together
_held: dict[UUID, tuple[datetime, rules.Shelf]] = {}
_lock = Lock()


@dataclass(frozen=True)
class Counted:
    """What was counted of a register, and when."""

    programme: Programme
    at: datetime
    shelf: rules.Shelf

    @property
    def figures(self) -> dict[str, int]:
        """Who stands where, and what is due."""
        return self.shelf.figures

    @property
    def ready(self) -> int:
        """How many may be put on the register."""
        return len(self.shelf.ready) // rules.WIDTH

    @property
    def not_ready(self) -> Sequence[int]:
        """The places of those who wait to be matched and cannot be yet."""
        return range(len(self.shelf.not_ready) // rules.WIDTH)

    def mentors(self, places: Sequence[int]) -> list[Participation]:
        """Return the mentors at some places, as they are now and in that order."""
        return self._read([rules.person_at(self.shelf.mentors, place) for place in places])

    def lacking(self, places: Sequence[int]) -> list[Participation]:
        """Return some of those who cannot be matched yet."""
        return self._read([rules.person_at(self.shelf.not_ready, place) for place in places])

    def still_ready(self, first: int, most: int, *, at: datetime) -> list[UUID]:
        """Return so many from a place on whom the rule still admits and who still wait."""
        found: list[UUID] = []
        for start in range(first, self.ready, AT_ONCE):
            some = range(start, min(start + AT_ONCE, self.ready))
            wanted = [rules.person_at(self.shelf.ready, place) for place in some]
            rows = Participation.objects.filter(pk__in=wanted)
            found += lists.ready_of(self.programme, rows, at=at)
            if len(found) >= most:
                break
        return found[:most]

    def _read(self, wanted: list[UUID]) -> list[Participation]:
        rows = lists.with_entries(Participation.objects.filter(pk__in=wanted))
        found = {row.pk: row for row in rows}
        return [found[pk] for pk in wanted if pk in found]


def counted(viewer: Viewer, programme: Programme, *, at: datetime) -> Counted | None:
    """Return what was counted of a large register, for who sees all of it; else nothing."""
    require(viewer, Capability.SEE_REGISTER, programme)
    if not coordinates(viewer, programme.pk):
        return None
    heads = Shelf.objects.filter(programme=programme, counted_at__gt=at - rules.KEPT_FOR)
    when = heads.values_list("counted_at", flat=True).first()
    if when is None:
        return None
    with _lock:
        here = _held.get(programme.pk)
    if here is None or here[0] != when:
        here = _read(programme)
        with _lock:
            _held.pop(programme.pk, None)
            while len(_held) >= MOST_HELD:
                _held.pop(next(iter(_held)))
            _held[programme.pk] = here  # the newest last
    return Counted(programme, *here)


def lacking(
    programme: Programme, rows: Sequence[Participation], *, at: datetime
) -> dict[UUID, tuple[str, ...]]:
    """Say what some people lack for a match; who lacks nothing any more is not in it."""
    among = Participation.objects.filter(pk__in=[row.pk for row in rows])
    return standing.not_ready(programme, at=at, among=among)


def _read(programme: Programme) -> tuple[datetime, rules.Shelf]:
    row = Shelf.objects.get(programme=programme)
    orders = {
        name: rules.places_in(bytes(getattr(row, f"by_{name}")))
        for name in lists.ORDERS
        if name != "name"
    }
    return row.counted_at, rules.Shelf(
        bytes(row.mentors), bytes(row.flags), rules.names_in(bytes(row.names)), orders,
        bytes(row.not_ready), bytes(row.ready), tuple(lists.SHOWS),
    )  # fmt: skip
