"""Carry out a match run: the worker's part. Safe to repeat, and safe for two workers at once.

The run's row is locked when the work begins and again when it is written down; whoever comes
second finds it done and writes nothing. The pairs are written whole or not at all.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import OperationalError, transaction

from mentorhouse import audit
from mentorhouse.access.states import after
from mentorhouse.languages.saying import mark
from mentorhouse.matching.actions.drafting import Made, Makes, make_pairs, make_shortlists
from mentorhouse.matching.actions.tallying import count_run, nearest_rows
from mentorhouse.matching.actions.together import make_several
from mentorhouse.matching.engine.faults import MatchError
from mentorhouse.matching.models import (
    DraftGroup,
    DraftPair,
    MatchRun,
    Nearest,
    Shortlist,
    Tally,
    Unmatched,
)
from mentorhouse.matching.queries.pool import pool_of
from mentorhouse.matching.queries.refusals import in_words
from mentorhouse.matching.queries.tallies import is_large
from mentorhouse.matching.states import LEAVING, RUN, STANDING, UNDER_WAY, RunMove, RunState

RUN_FINISHED = audit.Act("match_run.finished", mark("finished a match run"))
RUN_FAILED = audit.Act("match_run.failed", mark("could not finish a match run"))

STEPS = (
    mark("Collecting the people"),
    mark("Looking for the best pairs"),
    mark("Writing down the reasons"),
    mark("Keeping the draft"),
)
BATCH = 2000
KEPT = 2  # drafts before the newest one that can still be compared with it
LEFT_LYING = timedelta(hours=3)  # by then no worker tries it again
BROKEN = mark(
    "Something went wrong on our side, and no draft was made. Run the matching again. If it "
    "fails again, tell whoever runs this installation."
)
HELD_MEANWHILE = mark(
    "The draft before was published meanwhile, and its e-mails leave soon. Run the matching again "
    "once they have left, or withdraw the publication first."
)
MAKES: Mapping[MatchRun.Kind, Makes] = {
    MatchRun.Kind.COHORT: make_pairs,
    MatchRun.Kind.SHORTLIST: make_shortlists,
    MatchRun.Kind.SEVERAL: make_several,
}


def carry_out(run_id: UUID, *, at: datetime) -> None:
    """Make the draft of a run that waits, or that a killed worker left."""
    run = _begin(run_id)
    if run is None:
        return
    try:
        pool = pool_of(run.programme, at=at)
        _show(run, STEPS[1])
        made = MAKES[MatchRun.Kind(run.kind)](run, pool, at=at, on_reasons=partial(_show, run))
        made = replace(made, rows=(*made.rows, nearest_rows(run, pool)))
        _show(run, STEPS[3])
        if not _finish(run, made, at=at):
            _fail(run, HELD_MEANWHILE, at=at)
        _count(run, at=at)
    except MatchError as fault:
        _fail(run, in_words(fault), at=at)
    except OperationalError:
        raise  # the database was busy: the worker tries again
    except Exception:
        _fail(run, BROKEN, at=at)
        raise


def _count(run: MatchRun, *, at: datetime) -> None:
    """Count the lists of a large draft, so that its pages find them at once."""
    row = MatchRun.objects.select_related("programme").get(pk=run.pk)
    if row.state == RunState.DRAFT and not row.is_trial and is_large(row):
        count_run(row, at=at)


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


def _finish(run: MatchRun, made: Made, *, at: datetime) -> bool:
    """Keep the draft; False where the one before is being sent and cannot be replaced now."""
    with transaction.atomic():
        row = MatchRun.objects.select_for_update(no_key=True).get(pk=run.pk)
        if row.state != RunState.RUNNING:
            return True  # another worker was first
        if not _replace_the_one_before(row):
            return False
        for name, value in made.figures.items():
            setattr(row, name, value)
        if made.beside is not None:
            made.beside.save(force_insert=True)
            row.earlier = made.beside
        row.state = after(RUN, RunState(row.state), RunMove.FINISH)
        row.step, row.finished_at = "", at
        row.save()
        for rows in filter(None, made.rows):
            type(rows[0])._default_manager.bulk_create(rows, batch_size=BATCH)  # noqa: SLF001  # any kind of row
        audit.record(
            RUN_FINISHED,
            by=None,
            task="match run",
            on=row,
            at=at,
            programme=row.programme_id,
            detail={"pairs": row.pair_count, "mentors": row.mentors, "mentees": row.mentees},
        )
    return True


def _replace_the_one_before(row: MatchRun) -> bool:
    """Retire the draft of the same kind; forget what is older than the last few of them."""
    alike = MatchRun.objects.filter(
        programme=row.programme_id, kind=row.kind, is_trial=row.is_trial
    ).exclude(pk=row.pk)
    # Locked: somebody may be publishing it at this moment.
    before = alike.select_for_update(no_key=True).filter(state__in=STANDING).first()
    if before is not None:
        if before.state in LEAVING:
            return False
        before.state = after(RUN, RunState(before.state), RunMove.REPLACE)
        before.save(update_fields=["state"])
    kept = [] if row.is_trial else _earlier(row)
    forgotten = alike.filter(state=RunState.REPLACED).exclude(pk__in=kept)
    for model in (DraftPair, Unmatched, Shortlist, DraftGroup, Nearest, Tally):
        model.objects.filter(run__in=forgotten).delete()
    return True


def _earlier(row: MatchRun) -> list[UUID]:
    """Return the last few drafts before this one, newest first."""
    found: list[UUID] = []
    before = row.earlier
    while before is not None and len(found) < KEPT:
        found.append(before.pk)
        before = before.earlier
    return found


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
