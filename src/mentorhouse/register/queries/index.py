"""What a process holds of the index of search, and lets go when it has changed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Lock
from uuid import UUID

from mentorhouse.programmes.models import Programme
from mentorhouse.register.models import Posting, SearchIndex
from mentorhouse.register.rules import bits
from mentorhouse.register.rules.finding import CHOICES, WORD
from mentorhouse.register.rules.words import Known

MOST_HELD = 3000  # rows of bits of one index; 12 kB each where there are 100,000 mentors
MOST_INDEXES = 8
MOST_CHOICES = 50  # of one kind


@dataclass(frozen=True)
class Choice:
    """One value that a search may ask for."""

    key: str
    label: str


@dataclass
class Held:
    """The part of an index that was asked for."""

    pk: UUID
    version: int
    size: int
    rows: dict[str, int] = field(default_factory=dict)
    _known: Known | None = None
    _choices: dict[str, list[Choice]] | None = None

    def bits(self, keys: Iterable[str]) -> dict[str, int]:
        """Return the mentors of some keys; a key that nobody has finds nobody."""
        wanted = set(keys)
        missing = wanted.difference(self.rows)
        if missing:
            if len(self.rows) + len(missing) > MOST_HELD:
                self.rows = {}
                missing = wanted
            found = Posting.objects.filter(index=self.pk, key__in=missing)
            self.rows |= dict.fromkeys(missing, 0) | {
                key: bits.unpacked(bytes(kept)) for key, kept in found.values_list("key", "bits")
            }
        return {key: self.rows[key] for key in wanted}

    @property
    def known(self) -> Known:
        """The words that mentors use."""
        if self._known is None:
            found = Posting.objects.filter(index=self.pk, kind=WORD, count__gt=0)
            lines = found.values_list("key", "count")
            self._known = Known({key[2:]: count for key, count in lines})
        return self._known

    @property
    def choices(self) -> dict[str, list[Choice]]:
        """The values that one may choose from, by kind, the commonest of each."""
        if self._choices is None:
            found = Posting.objects.filter(
                index=self.pk, kind__in=list(CHOICES.values()), count__gt=0
            )
            lines: dict[str, list[Choice]] = defaultdict(list)
            for kind, key, label in found.order_by("-count", "key").values_list(
                "kind", "key", "label"
            ):
                if len(lines[kind]) < MOST_CHOICES:
                    lines[kind].append(Choice(key, label))
            self._choices = {name: lines[kind] for name, kind in CHOICES.items()}
        return self._choices

    def renewed(self, version: int, size: int) -> None:
        """Let go of what has changed."""
        changed = Posting.objects.filter(index=self.pk, changed_in__gt=self.version)
        for key in changed.values_list("key", flat=True):
            self.rows.pop(key, None)
            if not key.startswith(f"{WORD}:"):
                self._choices = None
            elif self._known is not None and key[2:] not in self._known.counts:
                self._known = None
        self.version, self.size = version, size


_held: dict[UUID, Held] = {}
_lock = Lock()


def held(programme: Programme) -> Held | None:
    """Return what this process holds of a programme’s index, as it is now; None before the first.

    Another thread may read while this one renews: it then sees rows of either version, and every
    mentor is looked at once more before a page shows them.
    """
    found = SearchIndex.objects.filter(programme=programme).values_list("pk", "version", "size")
    row = found.first()
    if row is None:
        return None
    pk, version, size = row
    with _lock:
        here = _held.pop(pk, None) or Held(pk, version, size)
        while len(_held) >= MOST_INDEXES:
            _held.pop(next(iter(_held)))
        _held[pk] = here  # the newest last
        if here.version != version:
            here.renewed(version, size)
    return here
