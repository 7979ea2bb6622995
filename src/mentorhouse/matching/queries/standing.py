"""What stands between a draft and its publication: pairs that can no longer be made, and why.

People answer while a co-ordinator looks at a draft. What cannot be made any more is left out when
the draft is published, said before and after; those people come first in the next run.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import numpy as np
from django.db.models import Q, prefetch_related_objects

from mentorhouse.languages.saying import mark, say
from mentorhouse.matching.models import DraftPair, MatchRun
from mentorhouse.matching.queries.judging import problem_of
from mentorhouse.matching.queries.pool import IN_A_RUN, Pool, pool_of
from mentorhouse.matching.rules.unlucky import gone_without
from mentorhouse.programmes.models import Participation, Programme

Two = tuple[UUID, UUID, UUID]  # an identifier, and the participations of mentor and mentee

NO_LONGER = mark("The {role} does not take part any more")
NOT_READY = mark("The {role} cannot be matched yet. {why}")
NO_PLACE = mark("The {role} has no free place any more")


@dataclass(frozen=True)
class LeftOut:
    """A pair of the draft that cannot be published, and why."""

    pair: DraftPair
    why: str


@dataclass(frozen=True)
class Publishable:
    """What a publication would do now."""

    pairs: tuple[DraftPair, ...]
    left_out: tuple[LeftOut, ...]
    unlucky: Mapping[UUID, str]  # who goes without by it, and why


def publishable(
    run: MatchRun, *, at: datetime, lock: bool = False, pool: Pool | None = None
) -> Publishable:
    """Sort a draft's pairs into those that can be offered now and those that cannot.

    With `lock`, everybody concerned is locked until the caller's transaction ends, in the order
    in which accepting locks them. `pool` is who is free, where that is known already.
    """
    pairs = list(run.pairs.defer("parts").order_by("-score", "pk"))
    drafted = DraftPair.objects.filter(run=run)
    people = _people(
        Q(pk__in=drafted.values("mentor")) | Q(pk__in=drafted.values("mentee")), lock=lock
    )
    return _sorted(run, pairs, people, pool or pool_of(run.programme, at=at))


def some_publishable(run: MatchRun, pairs: Sequence[DraftPair], *, at: datetime) -> Publishable:
    """Sort some pairs of a draft, and lock everybody concerned (decision 126)."""
    who = {one for pair in pairs for one in (pair.mentor_id, pair.mentee_id)}
    people = _people(Q(pk__in=who), lock=True)
    return _sorted(run, pairs, people, pool_of(run.programme, at=at, among=who))


def _sorted(
    run: MatchRun,
    pairs: Sequence[DraftPair],
    people: Mapping[UUID, Participation],
    pool: Pool,
) -> Publishable:
    free = Counter({entry.participation: entry.places for entry in (*pool.mentors, *pool.mentees)})
    broken = _broken(run, pool, pairs)
    good, bad = [], []
    for pair in pairs:
        both = people[pair.mentor_id], people[pair.mentee_id]
        why = broken.get(pair.pk) or _why_left_out(both, free, pool)
        if why:
            bad.append(LeftOut(pair, why))
        else:
            free.subtract((pair.mentor_id, pair.mentee_id))
            pair.mentor, pair.mentee = both
            good.append(pair)
    unlucky = gone_without(
        (((one.pair.mentor_id, one.pair.mentee_id), one.why) for one in bad),
        {who for pair in good for who in (pair.mentor_id, pair.mentee_id)},
        free,
    )
    return Publishable(tuple(good), tuple(bad), unlucky)


def with_names(left_out: Sequence[LeftOut]) -> Sequence[LeftOut]:
    """Load the people of some pairs that are left out, so that a page can name them."""
    prefetch_related_objects([item.pair for item in left_out], "mentor__person", "mentee__person")
    return left_out


def _people(about: Q, *, lock: bool) -> dict[UUID, Participation]:
    rows = Participation.objects.filter(about).order_by("pk")
    return {row.pk: row for row in (rows.select_for_update(no_key=True) if lock else rows)}


def _broken(run: MatchRun, pool: Pool, pairs: Iterable[DraftPair]) -> dict[UUID, str]:
    """Return which pairs break a rule as people and rules are now, with its words."""
    rows = [(pair.pk, pair.mentor_id, pair.mentee_id) for pair in pairs]
    return broken_now(run.programme, pool, rows)


def broken_now(programme: Programme, pool: Pool, rows: Iterable[Two]) -> dict[UUID, str]:
    """Return by identifier which of some pairs break a rule as things stand, with its words."""
    key = {entry.participation: entry.key for entry in (*pool.mentors, *pool.mentees)}
    here = [row for row in rows if row[1] in key and row[2] in key]
    problem = problem_of(programme, pool)
    placed = [problem.place(key[mentee], key[mentor]) for _, mentor, mentee in here]
    mentees, mentors = np.array(placed, dtype=np.int64).reshape(-1, 2).T
    allowed = problem.allowed(mentees, mentors)
    return {
        row[0]: "; ".join(problem.broken(*place))
        for row, place, kept in zip(here, placed, allowed.tolist(), strict=True)
        if not kept
    }


def _why_left_out(both: Sequence[Participation], free: Counter[UUID], pool: Pool) -> str:
    for who in both:
        if who.state not in IN_A_RUN:
            return say(NO_LONGER, role=say(who.role))
        if who.pk in pool.not_ready:
            return say(NOT_READY, role=say(who.role), why=" ".join(pool.not_ready[who.pk]))
        if free[who.pk] < 1:
            return say(NO_PLACE, role=say(who.role))
    return ""
