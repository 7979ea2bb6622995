"""Keeping the index of search (R5.02): from what mentors publish, behind them, by the clock.

Nothing here decides who may be found: `queries.searching` asks `queries.findable` about every
mentor before a page shows them. So an index that lags shows nobody who has left.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from mentorhouse.people.actions import follows_profiles
from mentorhouse.people.models import Biography
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.states import ParticipationState
from mentorhouse.register.models import Posting, SearchIndex, SearchRow
from mentorhouse.register.queries.offered import offered_now, told_by
from mentorhouse.register.rules import bits
from mentorhouse.register.rules.finding import FREE, HERE, keys_of
from mentorhouse.register.rules.searching import OPEN, is_searched

SOME = 500
MOST_AT_ONCE = 5000  # mentors in one transaction


@follows_profiles
def mark_stale(people: Collection[UUID]) -> None:
    """Note that these people’s profile or biography has changed. Inside the deed that does it."""
    SearchRow.objects.filter(participation__person__in=people).update(stale=True)


def refresh_all(*, at: datetime) -> None:
    """Bring the index of each programme up to date whose mentees search."""
    for programme in Programme.objects.filter(state__in=OPEN).order_by("pk"):
        if is_searched(programme.design, programme.state):
            refresh(programme, at=at)


def refresh(programme: Programme, *, at: datetime, at_once: int = MOST_AT_ONCE) -> None:
    """Bring one index up to date: who is new or changed, who is here, and who has a free place."""
    SearchIndex.objects.get_or_create(programme=programme)
    while _add_some(programme, at_once) + _renew_some(programme, at_once):
        pass
    with transaction.atomic():
        index = _locked(programme)
        rows = offered_now(programme, at=at)
        here = rows.values_list("search_row__number", flat=True)
        free = here.filter(places_taken__lt=F("capacity"))
        _put(index, {HERE: bits.of(here), FREE: bits.of(free)}, {})


def sweep_all() -> None:
    """Take out of each index what people left who are no longer in it, down to their words."""
    for programme in Programme.objects.filter(search_index__isnull=False).order_by("pk"):
        with transaction.atomic():
            index = _locked(programme)
            here = bits.of(index.rows.values_list("number", flat=True))
            found = index.postings.values_list("key", "label", "bits").iterator(chunk_size=SOME)
            less: dict[str, int] = {}
            labels: dict[str, str] = {}
            for key, label, kept in found:
                row = bits.unpacked(bytes(kept))
                if row & ~here:
                    less[key], labels[key] = row & here, label
            _put(index, less, labels)
            index.postings.filter(count=0).delete()


def _add_some(programme: Programme, most: int) -> int:
    """Give a number to mentors who are not in the index yet."""
    with transaction.atomic():
        index = _locked(programme)
        published = Biography.objects.filter(person=OuterRef("person"), published=True)
        fresh = Participation.objects.filter(
            Exists(published), programme=programme, role=Participation.Role.MENTOR,
            state=ParticipationState.ACCEPTED.value, search_row=None,
        ).order_by("pk").values_list("pk", flat=True)[:most]  # fmt: skip
        rows = [
            SearchRow(index=index, participation_id=pk, number=index.size + step, stale=True)
            for step, pk in enumerate(fresh)
        ]
        SearchRow.objects.bulk_create(rows, batch_size=SOME)
        index.size += len(rows)
        index.save(update_fields=["size"])
    return len(rows)


def _renew_some(programme: Programme, most: int) -> int:
    """Read again what some mentors tell whose words have changed."""
    with transaction.atomic():
        index = _locked(programme)
        stale = index.rows.filter(stale=True).order_by("number")
        wanted = list(stale.values_list("pk", flat=True)[:most])
        # First fresh, then read: who changes meanwhile waits, and makes the row stale again.
        SearchRow.objects.filter(pk__in=wanted).update(stale=False)
        rows = SearchRow.objects.filter(pk__in=wanted)
        told = told_by(rows)
        labels: dict[str, str] = {}
        comes: dict[str, list[int]] = defaultdict(list)
        goes: dict[str, list[int]] = defaultdict(list)
        changed = []
        for row in rows:
            now = keys_of(told[row.pk]) if row.pk in told else {}
            _note(comes, now.keys() - set(row.keys), row.number)
            _note(goes, set(row.keys) - now.keys(), row.number)
            labels |= now
            row.keys = sorted(now)
            changed.append(row)
        SearchRow.objects.bulk_update(changed, ["keys"], batch_size=SOME)
        _apply(index, comes, goes, labels)
    return len(wanted)


def _note(into: dict[str, list[int]], keys: Iterable[str], number: int) -> None:
    for key in keys:
        into[key].append(number)


def _apply(
    index: SearchIndex,
    comes: dict[str, list[int]],
    goes: dict[str, list[int]],
    labels: dict[str, str],
) -> None:
    keys = sorted(comes.keys() | goes.keys())
    rows: dict[str, int] = {}
    for start in range(0, len(keys), SOME):
        some = keys[start : start + SOME]
        known: dict[str, int] = {}
        kept = Posting.objects.filter(index=index, key__in=some)
        for key, label, row in kept.values_list("key", "label", "bits"):
            known[key] = bits.unpacked(bytes(row))
            labels.setdefault(key, label)
        for key in some:
            all_of_it = known.get(key, 0) | bits.of(comes.get(key, ()))
            rows[key] = all_of_it & ~bits.of(goes.get(key, ()))
    _put(index, rows, labels)


def _put(index: SearchIndex, rows: dict[str, int], labels: dict[str, str]) -> None:
    """Write rows of bits, and raise the version so that each process lets go of the old ones."""
    old = dict(index.postings.filter(key__in=[HERE, FREE]).values_list("key", "bits"))
    same = {key for key, kept in old.items() if bits.unpacked(bytes(kept)) == rows.get(key)}
    changed = {key: row for key, row in rows.items() if key not in same}
    if not changed:
        return
    index.version += 1
    Posting.objects.bulk_create(
        (
            Posting(
                index=index, kind=key[0], key=key, label=labels.get(key, ""),
                count=row.bit_count(), bits=bits.packed(row), changed_in=index.version,
            )
            for key, row in changed.items()
        ),
        batch_size=SOME, update_conflicts=True, unique_fields=["index", "key"],
        update_fields=["label", "count", "bits", "changed_in"],
    )  # fmt: skip
    index.save(update_fields=["version"])


def _locked(programme: Programme) -> SearchIndex:
    rows: QuerySet[SearchIndex] = SearchIndex.objects.select_for_update(no_key=True)
    return rows.get(programme=programme)
