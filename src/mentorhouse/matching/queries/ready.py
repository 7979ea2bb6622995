"""What of a draft of shortlists can be offered now: mentees who still wait, mentors still free."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from mentorhouse.languages.saying import say
from mentorhouse.matching.models import MatchRun, Shortlist, ShortlistPlace
from mentorhouse.matching.queries.pool import Pool, pool_of
from mentorhouse.matching.queries.shortlists import lists_by_mentor
from mentorhouse.matching.queries.standing import broken_now
from mentorhouse.programmes.models import Participation


@dataclass(frozen=True)
class Listed:
    """A shortlist as it would be offered now, and how many of its mentors fall out."""

    shortlist: Shortlist
    places: tuple[ShortlistPlace, ...]
    fallen_out: int


@dataclass(frozen=True)
class Offerable:
    """What publishing a draft of shortlists would do now."""

    lists: tuple[Listed, ...]
    left_out: tuple[tuple[Shortlist, str], ...]
    unlucky: Mapping[UUID, str]  # mentees who wait and are offered nobody by it, and why

    def __bool__(self) -> bool:
        return bool(self.lists)

    @property
    def fallen_out(self) -> int:
        """How many mentors fall out of lists that are offered."""
        return sum(one.fallen_out for one in self.lists)


def offerable(
    run: MatchRun, *, at: datetime, lock: bool = False, pool: Pool | None = None
) -> Offerable:
    """Sort the shortlists of a draft into those that can be offered now and those that cannot.

    With `lock`, everybody concerned is locked until the caller's transaction ends. `pool` is who
    is free, where that is known already.
    """
    lists = list(with_places(run).order_by("pk"))
    if lock:
        _lock(_people_of(lists))
    return _sorted(run, lists, pool or pool_of(run.programme, at=at))


def some_offerable(run: MatchRun, lists: list[Shortlist], *, at: datetime) -> Offerable:
    """Sort some shortlists of a draft, and lock everybody concerned (decision 126)."""
    who = _people_of(lists)
    _lock(who)
    return _sorted(run, lists, pool_of(run.programme, at=at, among=who))


def _sorted(run: MatchRun, lists: list[Shortlist], pool: Pool) -> Offerable:
    waiting = {entry.participation for entry in pool.mentees}
    free = {entry.participation for entry in pool.mentors}
    broken = broken_now(
        run.programme,
        pool,
        [(place.pk, place.mentor_id, row.mentee_id) for row in lists for place in row.places.all()],
    )
    # Others may have been opened since the draft was made, and the limit changed.
    on = Counter(lists_by_mentor(run.programme))
    most = run.programme.design.matching.shortlist.most_per_mentor
    kept, left_out, unlucky = [], [], dict[UUID, str]()
    for row in lists:
        places = row.places.all()
        good = [
            one
            for one in places
            if one.mentor_id in free and one.pk not in broken and on[one.mentor_id] < most
        ]
        if row.mentee_id not in waiting:
            left_out.append((row, say("The mentee does not wait for a mentor any more")))
        elif not good:
            unlucky[row.mentee_id] = say("None of these mentors is free any more")
            left_out.append((row, unlucky[row.mentee_id]))
        else:
            on.update(one.mentor_id for one in good)
            kept.append(Listed(row, tuple(good), len(places) - len(good)))
    return Offerable(tuple(kept), tuple(left_out), unlucky)


def with_places(run: MatchRun) -> QuerySet[Shortlist]:
    """Return the shortlists of a run with who is on them, without the reasons."""
    places = ShortlistPlace.objects.defer("parts", "warnings")
    return run.shortlists.prefetch_related(Prefetch("places", places))


def _people_of(lists: list[Shortlist]) -> set[UUID]:
    who = {row.mentee_id for row in lists}
    return who | {place.mentor_id for row in lists for place in row.places.all()}


def _lock(who: set[UUID]) -> None:
    list(Participation.objects.filter(pk__in=who).order_by("pk").select_for_update(no_key=True))
