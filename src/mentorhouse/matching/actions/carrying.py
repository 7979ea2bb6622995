"""Carry out a match run: the worker's part. Safe to repeat, and safe for two workers at once.

The run's row is locked when the work begins and again when it is written down; whoever comes
second finds it done and writes nothing. The pairs are written whole or not at all.
"""

from dataclasses import asdict
from datetime import datetime, timedelta
from uuid import UUID

from django.db import OperationalError, transaction

from mentorhouse import audit
from mentorhouse.access.states import after
from mentorhouse.languages.saying import mark
from mentorhouse.matching.engine.faults import MatchError
from mentorhouse.matching.engine.reasons import (
    Absence,
    score_parts,
    unmatched_mentees,
    unmatched_mentors,
)
from mentorhouse.matching.engine.solve import Result, solve
from mentorhouse.matching.models import DraftPair, MatchRun, Unmatched
from mentorhouse.matching.queries.pool import Pool, pool_of, request_for
from mentorhouse.matching.queries.refusals import in_words
from mentorhouse.matching.states import RUN, UNDER_WAY, RunMove, RunState

RUN_FINISHED = audit.Act("match_run.finished", mark("finished a match run"))
RUN_FAILED = audit.Act("match_run.failed", mark("could not finish a match run"))

STEPS = (
    mark("Collecting the people"),
    mark("Looking for the best pairs"),
    mark("Writing down the reasons"),
    mark("Keeping the draft"),
)
BATCH = 2000
LEFT_LYING = timedelta(hours=3)  # by then no worker tries it again
BROKEN = mark(
    "Something went wrong on our side, and no draft was made. Run the matching again. If it "
    "fails again, tell whoever runs this installation."
)


def carry_out(run_id: UUID, *, at: datetime) -> None:
    """Make the draft of a run that waits, or that a killed worker left."""
    run = _begin(run_id)
    if run is None:
        return
    try:
        pool = pool_of(run.programme, at=at)
        request = request_for(run.programme, run.design, pool, seed=run.seed, at=at)
        _show(run, STEPS[1])
        result = solve(request)
        _finish(run, pool, result, at=at)
    except MatchError as fault:
        _fail(run, in_words(fault), at=at)
    except OperationalError:
        raise  # the database was busy: the worker tries again
    except Exception:
        _fail(run, BROKEN, at=at)
        raise


def tidy(*, at: datetime) -> int:
    """End runs that every worker who tried them left, so that a new one can be started."""
    left = list(MatchRun.objects.filter(state__in=UNDER_WAY, made_at__lt=at - LEFT_LYING))
    for run in left:
        _fail(run, BROKEN, at=at)
    return len(left)


def _begin(run_id: UUID) -> MatchRun | None:
    with transaction.atomic():
        run = MatchRun.objects.select_for_update(no_key=True).filter(pk=run_id).first()
        if run is None or run.state not in UNDER_WAY:
            return None
        run.state = after(RUN, RunState(run.state), RunMove.BEGIN)
        run.step = STEPS[0]
        run.save(update_fields=["state", "step"])
    return run


def _show(run: MatchRun, step: str) -> None:
    """Let the page that waits say how far the work is."""
    MatchRun.objects.filter(pk=run.pk).update(step=step)


def _finish(run: MatchRun, pool: Pool, result: Result, *, at: datetime) -> None:
    _show(run, STEPS[2])
    pairs, unmatched = _pairs(run, pool, result), _unmatched(run, pool, result)
    _show(run, STEPS[3])
    with transaction.atomic():
        row = MatchRun.objects.select_for_update(no_key=True).get(pk=run.pk)
        if row.state != RunState.RUNNING:
            return  # another worker was first
        if row.earlier_id:
            _replace(row.earlier_id)
        _figures(row, pool, result)
        row.state = after(RUN, RunState(row.state), RunMove.FINISH)
        row.step, row.finished_at = "", at
        row.save()
        DraftPair.objects.bulk_create(pairs, batch_size=BATCH)
        Unmatched.objects.bulk_create(unmatched, batch_size=BATCH)
        audit.record(
            RUN_FINISHED,
            by=None,
            task="match run",
            on=row,
            at=at,
            programme=row.programme_id,
            detail={"pairs": row.pair_count, "mentors": row.mentors, "mentees": row.mentees},
        )


def _replace(earlier_id: UUID) -> None:
    """Retire the draft that this one comes after; what it replaced itself is no longer kept."""
    # Locked: somebody may be publishing it at this moment.
    earlier = MatchRun.objects.select_for_update(no_key=True).filter(pk=earlier_id).first()
    if earlier is None or earlier.state != RunState.DRAFT:
        return
    earlier.state = after(RUN, RunState(earlier.state), RunMove.REPLACE)
    earlier.save(update_fields=["state"])
    if earlier.earlier_id:
        long_gone = MatchRun.objects.filter(pk=earlier.earlier_id, state=RunState.REPLACED)
        DraftPair.objects.filter(run__in=long_gone).delete()
        Unmatched.objects.filter(run__in=long_gone).delete()


def _figures(row: MatchRun, pool: Pool, result: Result) -> None:
    row.mentors, row.mentees, row.places = len(pool.mentors), len(pool.mentees), pool.places
    row.pair_count, row.total = len(result.pairs), result.total
    row.lowest = min((pair.score for pair in result.pairs), default=0)
    row.gap = -(-result.certificate.gap // result.problem.scale.hundredth)


def _pairs(run: MatchRun, pool: Pool, result: Result) -> list[DraftPair]:
    mentors = {entry.key: entry.participation for entry in pool.mentors}
    mentees = {entry.key: entry.participation for entry in pool.mentees}
    return [
        DraftPair(
            run=run,
            mentor_id=mentors[pair.mentor],
            mentee_id=mentees[pair.mentee],
            score=pair.score,
            parts=[asdict(part) for part in score_parts(result.problem, pair.mentee, pair.mentor)],
        )
        for pair in result.pairs
    ]


def _unmatched(run: MatchRun, pool: Pool, result: Result) -> list[Unmatched]:
    mentors = {entry.key: entry.participation for entry in pool.mentors}
    mentees = {entry.key: entry.participation for entry in pool.mentees}

    def row(who: UUID, absence: Absence) -> Unmatched:
        return Unmatched(run=run, participation_id=who, reasons=list(absence.reasons))

    return [
        *(row(mentees[absence.key], absence) for absence in unmatched_mentees(result)),
        *(row(mentors[absence.key], absence) for absence in unmatched_mentors(result)),
    ]


def _fail(run: MatchRun, words: str, *, at: datetime) -> None:
    with transaction.atomic():
        row = MatchRun.objects.select_for_update(no_key=True).get(pk=run.pk)
        if row.state not in UNDER_WAY:
            return
        row.state = after(RUN, RunState(row.state), RunMove.FAIL)
        row.step, row.failure, row.finished_at = "", words[:500], at
        row.save(update_fields=["state", "step", "failure", "finished_at"])
        audit.record(
            RUN_FAILED, by=None, task="match run", on=row, at=at, programme=row.programme_id
        )
