"""The lists of co-ordinators: looked up in a small programme, found in tallies in a large one."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from mentorhouse.matching.models import DraftPair, MatchRun, Shortlist, Unmatched
from mentorhouse.matching.queries import checking, runs, shortlists, somebody
from mentorhouse.matching.queries import waiting as lists
from mentorhouse.matching.queries.checking import Checked, Supply
from mentorhouse.matching.queries.readiness import Missing, Readiness, readiness
from mentorhouse.matching.queries.tallies import Found, figures_of, first_of, found, is_large
from mentorhouse.matching.queries.waiting import Waiting
from mentorhouse.matching.rules import tallies as rules
from mentorhouse.programmes.models import Participation, Programme

M = TypeVar("M", bound=Model)


def ready(programme: Programme, *, at: datetime) -> tuple[Readiness, datetime | None]:
    """Return what a run would find; and when that was counted, where the clock does."""
    kept = figures_of(programme, rules.PEOPLE, at=at)
    if kept is None:
        return readiness(programme, at=at), None
    said = kept.figures["ready"]
    missing = tuple(Missing(**row) for row in said["missing"])
    reasons = _counts(said["reasons"])
    return Readiness(**{**said, "missing": missing, "reasons": reasons}), kept.counted_at


def check(programme: Programme, *, at: datetime) -> tuple[Checked, datetime | None]:
    """Return what to do before a run; and when that was counted, where the clock does."""
    kept = figures_of(programme, rules.PEOPLE, at=at)
    if kept is None:
        return checking.checked(programme, at=at), None
    said = kept.figures["check"]
    rows = {name: tuple(Supply(**row) for row in said[name]) for name in ("skills", "regions")}
    held = {name: _counts(said[name]) for name in ("mentors_held", "mentees_held")}
    missing = tuple(Missing(**row) for row in said["missing"])
    return Checked(**{**said, **rows, **held, "missing": missing}), kept.counted_at


def _counts(kept: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    return tuple((words, count) for words, count in kept)


def pairs(
    run: MatchRun, *, search: str, show: str, sort: str
) -> QuerySet[DraftPair] | Found[DraftPair]:
    """Return a run’s pairs; the weakest first, and what was done by hand, there is an index for."""
    known = rules.SHOWS[rules.PAIRS]
    if is_large(run) and (show in known or (not show and (search or sort.strip("-") != "score"))):
        tally = found(
            run,
            rules.PAIRS,
            lambda wanted: runs.these_pairs(run, wanted),
            search=search,
            show=show,
            order=sort,
        )
        if tally is not None:
            return tally
    return runs.pairs_of(run, search=search, show=show, sort=sort)


def to_swap(
    run: MatchRun, pair: DraftPair, *, search: str
) -> QuerySet[DraftPair] | Found[DraftPair]:
    """Return the pairs of a run with another mentor than a pair has."""

    def read(wanted: list[UUID]) -> list[DraftPair]:
        rows = runs.these_pairs(run, wanted)
        return [row for row in rows if row.mentor_id != pair.mentor_id]

    tally = None
    if is_large(run):
        tally = found(run, rules.PAIRS, read, search=search, order="mentee")
    return tally or runs.others_to_swap(run, pair, search=search)


def left(run: MatchRun, role: str, *, search: str) -> QuerySet[Unmatched] | Found[Unmatched]:
    """Return those whom a run left without a partner."""
    rows = runs.unmatched_of(run, role)
    tally = None
    if is_large(run):
        tally = found(run, rules.left(role), lambda wanted: _these(rows, wanted), search=search)
    return tally or runs.unmatched_of(run, role, search=search)


def changed(run: MatchRun, before: MatchRun | None) -> Sequence[UUID] | Found[UUID]:
    """Return the mentees who have another mentor than in a run before."""
    tally = None
    if before is not None and is_large(run):
        tally = found(run, rules.changed(before.pk), list)
    return tally or runs.changed_mentees(run, before)


def how_many_changed(run: MatchRun) -> int:
    """Count the mentees who have another mentor than in the draft before."""
    rows = changed(run, run.earlier)
    return len(rows.places) if isinstance(rows, Found) else len(rows)


def shortlists_of(
    run: MatchRun, *, search: str, show: str
) -> QuerySet[Shortlist] | Found[Shortlist]:
    """Return a run’s shortlists, the shortest first."""
    tally = None
    if is_large(run):
        rows = shortlists.lists_of(run)
        tally = found(
            run, rules.LISTS, lambda wanted: _these(rows, wanted), search=search, show=show
        )
    return tally or shortlists.lists_of(run, search=search, show=show)


def spread(run: MatchRun) -> QuerySet[Participation] | Found[Participation]:
    """Return the mentors of a run's shortlists, each with how many they are on, most first."""
    tally = None
    if is_large(run):
        tally = found(run, rules.SPREAD, lambda wanted: shortlists.spread_over(run, wanted))
    return tally or shortlists.spread_of(run)


def waiting(
    programme: Programme, *, search: str, show: str, at: datetime
) -> Sequence[Waiting] | Found[Waiting]:
    """Return the mentees of a programme who wait, in the order of the waiting list."""

    def read(wanted: list[UUID]) -> list[Waiting]:
        rows = {row.who: row for row in lists.waiting_in(programme, at=at, among=wanted)}
        return [rows[who] for who in wanted if who in rows]

    tally = found(
        programme,
        rules.PEOPLE,
        read,
        search=search,
        show=show,
        order="waiting",
        since=at - rules.KEPT_FOR,
    )
    return tally or lists.waiting_in(programme, search=search, show=show, at=at)


def taking_part(
    programme: Programme, role: str, search: str, *, most: int, at: datetime
) -> list[Participation]:
    """Return the first of those who take part in a role, by name."""
    since = at - rules.KEPT_FOR
    who = first_of(programme, rules.PEOPLE, search=search, show=role, most=most, since=since)
    if who is None:
        return list(somebody.taking_part(programme, role, search)[:most])
    return _these(somebody.taking_part(programme, role, ""), who)


def without(
    programme: Programme, column: str, role: str, *, at: datetime
) -> Sequence[UUID] | Found[UUID]:
    """Return who of one side would be in a run and lacks what the rules look at."""
    since = at - rules.KEPT_FOR
    tally = found(programme, rules.lacking(column, role), list, since=since)
    return tally or checking.without(programme, column, role, at=at)


def _these(rows: QuerySet[M], wanted: Iterable[UUID]) -> list[M]:
    """Return some rows in the order in which they are wanted, as far as they are there."""
    order = list(wanted)
    known = {row.pk: row for row in rows.filter(pk__in=order)}
    return [known[pk] for pk in order if pk in known]
