"""Counting large programmes and their drafts, so that their pages need not (decision 126).

Nothing here decides anything: a page asks anew about those whom it shows.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from mentorhouse.matching.engine.nearest import nearest
from mentorhouse.matching.models import MatchRun, Nearest, Tally
from mentorhouse.matching.queries import ahead, checking, runs, shortlists
from mentorhouse.matching.queries.judging import problem_of
from mentorhouse.matching.queries.pool import IN_A_RUN, Pool, pool_of
from mentorhouse.matching.queries.readiness import readiness
from mentorhouse.matching.queries.several import mutual
from mentorhouse.matching.queries.somebody import taking_part
from mentorhouse.matching.queries.tallies import is_large
from mentorhouse.matching.queries.waiting import waiting_in
from mentorhouse.matching.rules import tallies as rules
from mentorhouse.matching.rules.tallies import Listed
from mentorhouse.matching.states import WITH_PAIRS, RunState
from mentorhouse.notifications.clock import one_by_one
from mentorhouse.programmes.models import Participation, Programme

KEEP = 25  # mentors nearest to each mentee
BOTH = tuple(Participation.Role)
KIND = MatchRun.Kind
COUNTED = ("counted_at", "figures", "rows", "flags", "names", "order_one", "order_two")
NAMES = ("person__given_name", "person__family_name", "person__organisation__name")


def count_all(*, at: datetime) -> None:
    """Count each large programme, and each large draft that was changed or lies for long."""
    here = Participation.objects.filter(state__in=IN_A_RUN).order_by()
    sizes = here.values_list("programme").annotate(Count("pk"))
    large = sorted(pk for pk, count in sizes if rules.is_large(count))
    Tally.objects.filter(run=None).exclude(programme__in=large).delete()

    def programme(pk: UUID) -> bool:
        count_programme(Programme.objects.get(pk=pk), at=at)
        return True

    def run(row: MatchRun) -> bool:
        count_run(row, at=at)
        return True

    one_by_one(programme, large)
    one_by_one(run, _due(at))


def _due(at: datetime) -> Iterator[MatchRun]:
    """Return the large runs whose lists are to be counted (anew)."""
    counted = {
        row.run_id: row
        for row in Tally.objects.filter(what__in=(rules.PAIRS, rules.LISTS)).only(
            "run", "counted_at", "figures"
        )
    }
    runs_with_pairs = MatchRun.objects.filter(state__in=WITH_PAIRS, is_trial=False)
    for run in filter(is_large, runs_with_pairs.order_by("pk")):
        row = counted.get(run.pk)
        lists = run.kind == KIND.SHORTLIST and run.state == RunState.PUBLISHED
        lies = at - row.counted_at if row else rules.A_DAY
        fresh = row is not None and row.figures.get("by_hand") == run.by_hand
        if not (fresh and lies < (rules.AN_HOUR if lists else rules.A_DAY)):
            yield run


def count_programme(programme: Programme, *, at: datetime) -> None:
    """Count who takes part, what a run would find, and what each draft would lead to now.

    It takes long, so it is done first and written afterwards: nobody else’s deed waits for it.
    """
    pool = pool_of(programme, at=at)
    told = checking.checked(programme, at=at, pool=pool)
    figures: dict[str, object] = {
        "check": asdict(told),
        "ready": asdict(readiness(programme, at=at, pool=pool)),
    }
    figures["both"] = len(mutual(pool).mentors)
    about = partial(_tally, programme, None, at=at)
    found = [about(rules.PEOPLE, *_people(programme, pool, at=at), figures=figures)]
    for row in told.missing:
        for role in BOTH:
            who = checking.without(programme, row.column, role, at=at, pool=pool)
            found.append(about(rules.lacking(row.column, role), map(Listed, who)))
    for run in _drafts(programme, at=at):
        ahead_of = asdict(ahead.looked(run, at=at, pool=pool))
        found.append(_tally(programme, run, rules.AHEAD, (), at=at, figures=ahead_of))
    _keep(found)


def _drafts(programme: Programme, *, at: datetime) -> Iterator[MatchRun]:
    """Return the large drafts of which was not counted lately what they would lead to."""
    lately = Tally.objects.filter(what=rules.AHEAD, counted_at__gt=at - rules.LATELY)
    rows = MatchRun.objects.filter(programme=programme, state=RunState.DRAFT, is_trial=False)
    rows = rows.exclude(pk__in=lately.values("run"))
    return filter(is_large, rows.select_related("programme"))


def _people(programme: Programme, pool: Pool, *, at: datetime) -> tuple[list[Listed], list[UUID]]:
    """Return who takes part, by name, and those of them who wait, the longest first."""
    waiting = waiting_in(programme, at=at, missing=pool.not_ready)
    kinds = {one.who: {one.kind, *(["unlucky"] if one.unlucky else [])} for one in waiting}
    listed = [
        Listed(pk, _names(names), frozenset({role, *kinds.get(pk, ())}))
        for role in BOTH
        for pk, *names in taking_part(programme, role, "").values_list("pk", *NAMES).iterator()
    ]
    return listed, [one.who for one in waiting]


def count_run(run: MatchRun, *, at: datetime) -> None:
    """Count the lists of a large run."""
    about, figures = partial(_tally, run.programme, run, at=at), {"by_hand": run.by_hand}
    if run.kind == KIND.SHORTLIST:
        spread = shortlists.spread_of(run).values_list("pk", flat=True)
        found = [
            about(rules.LISTS, _lists(run), figures=figures),
            about(rules.SPREAD, map(Listed, spread.iterator())),
        ]
    else:
        found = [about(rules.PAIRS, *_pairs(run), figures=figures)]
        for before in runs.earlier_of(run):
            who = runs.changed_mentees(run, before)
            found.append(about(rules.changed(before.pk), map(Listed, who)))
    _keep([*found, *(about(rules.left(role), _left(run, role)) for role in BOTH)])


def _left(run: MatchRun, role: str) -> Iterator[Listed]:
    path = [f"participation__{name}" for name in NAMES]
    for pk, *names in runs.unmatched_of(run, role).values_list("pk", *path).iterator():
        yield Listed(pk, _names(names))


def _pairs(run: MatchRun) -> tuple[Iterable[Listed], Iterable[UUID], Iterable[UUID]]:
    paths = [f"{side}__{name}" for side in BOTH for name in NAMES]
    rows = run.pairs.order_by("score", "pk").values_list("pk", "warnings", *paths)
    listed = [
        Listed(pk, _names(names), frozenset({"warned"} if warned else ()))
        for pk, warned, *names in rows.iterator()
    ]
    by = [runs.pairs_of(run, sort=side).values_list("pk", flat=True) for side in BOTH]
    return listed, by[0].iterator(), by[1].iterator()


def _lists(run: MatchRun) -> Iterator[Listed]:
    path = [f"mentee__{name}" for name in NAMES]
    rows = (
        shortlists.lists_of(run).prefetch_related(None).values_list("pk", "state", "short", *path)
    )
    for pk, state, short, *names in rows.iterator():
        yield Listed(pk, _names(names), frozenset({state, *(["short"] if short else [])}))


def nearest_rows(run: MatchRun, pool: Pool) -> list[Nearest]:
    """Return for each mentee of a large run the mentors who fit best, as everybody may see it."""
    sized = MatchRun(kind=run.kind, mentors=len(pool.mentors), mentees=len(pool.mentees))
    if run.is_trial or not is_large(sized):
        return []
    who = {entry.key: entry.participation for entry in pool.mentors}
    mentee = {entry.key: entry.participation for entry in pool.mentees}
    found = nearest(problem_of(run.programme, pool), KEEP)
    return [
        Nearest(run=run, mentee_id=mentee[key], mentors=b"".join(who[one].bytes for one in mentors))
        for key, mentors in found.items()
    ]


def _names(names: Iterable[str | None]) -> str:
    return " ".join(filter(None, names))


def _tally(
    programme: Programme,
    run: MatchRun | None,
    what: str,
    listed: Iterable[Listed],
    *orders: Iterable[UUID],
    at: datetime,
    figures: Mapping[str, object] | None = None,
) -> Tally:
    packed = asdict(rules.packed(what, listed, *orders))
    more = {"counted_at": at, "figures": dict(figures or {})}
    return Tally(programme=programme, run=run, what=what, **packed, **more)


def _keep(found: Iterable[Tally]) -> None:
    """Keep what was counted instead of what was counted before."""
    with transaction.atomic():
        for row in found:
            Tally.objects.update_or_create(
                programme=row.programme,
                run=row.run,
                what=row.what,
                defaults={name: getattr(row, name) for name in COUNTED},
            )
