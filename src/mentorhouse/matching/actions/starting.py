"""Start a match run: one at a time in a programme, handed to the worker with the deed."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.access.states import NotNow
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark, say
from mentorhouse.matching.models import MatchRun
from mentorhouse.matching.queries.runs import way_is_on
from mentorhouse.matching.rules.several import shapes_of
from mentorhouse.matching.states import LEAVING, UNDER_WAY, RunState
from mentorhouse.matching.tasks import match
from mentorhouse.partnerships.rules import Shape
from mentorhouse.programmes.actions import change_design, start_matching
from mentorhouse.programmes.design import Design, plain
from mentorhouse.programmes.models import Programme

RUN_STARTED = audit.Act("match_run.started", mark("started a match run"))
TRIAL_STARTED = audit.Act("match_run.trial_started", mark("tried other rules or points out"))
TRIAL_TAKEN = audit.Act("match_run.trial_taken", mark("took the rules and points of a trial"))
Kind = MatchRun.Kind


def start(
    programme: Programme, kind: MatchRun.Kind = Kind.COHORT, *, by: User, at: datetime
) -> MatchRun:
    """Start a run over everybody who is free. While one is under way, return that one."""
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        require(by, Capability.RUN_MATCHING, row)
        if not way_is_on(row, kind):
            raise NotVisible
        if (under_way := _under_way(row)) is not None:
            return under_way  # pressed twice
        _nothing_is_held(row)
        row = start_matching(row, by=by, at=at)
        run = MatchRun.objects.create(
            programme=row,
            kind=kind,
            earlier=_draft(row, kind),
            design_data=row.design_data,
            made_by=by,
            made_at=at,
        )
        match.enqueue(str(run.pk))
        audit.record(RUN_STARTED, by=by, on=run, at=at, programme=row.pk)
    return run


def start_several(
    programme: Programme,
    shape: Shape,
    asked: Mapping[str, object] | None = None,
    *,
    by: User,
    at: datetime,
) -> MatchRun:
    """Start a run of another shape than one to one (R9.08); `asked` names a team, for one.

    Groups that are kept in the draft of that shape stand in the new one. While a run is under way,
    return that one.
    """
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        require(by, Capability.RUN_MATCHING, row)
        if shape not in shapes_of(row.design):
            raise NotVisible
        if (under_way := _under_way(row)) is not None:
            return under_way  # pressed twice
        _nothing_is_held(row)
        row = start_matching(row, by=by, at=at)
        before = _draft(row, Kind.SEVERAL)
        if before is not None and before.shape != shape:
            before = None
        kept = before.asked.get("keep", []) if before else []
        run = MatchRun.objects.create(
            programme=row,
            kind=Kind.SEVERAL,
            shape=shape.value,
            earlier=before,
            asked={**(asked or {}), "kept": kept},
            design_data=row.design_data,
            made_by=by,
            made_at=at,
        )
        match.enqueue(str(run.pk))
        detail = {"shape": shape.value}
        audit.record(RUN_STARTED, by=by, on=run, at=at, programme=row.pk, detail=detail)
    return run


def try_out(programme: Programme, design: Design, *, by: User, at: datetime) -> MatchRun:
    """Try other rules and points out on the people as they are now. Nothing else changes.

    It is compared with the draft that waits; only what matching looks at may differ.
    """
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        require(by, Capability.RUN_MATCHING, row)
        if not way_is_on(row, Kind.COHORT):
            raise NotVisible
        if (under_way := _under_way(row)) is not None:
            if under_way.is_trial and under_way.design_data == plain(design):
                return under_way  # pressed twice
            raise NotNow(say("A run is under way. Wait until it is done, then try again."))
        run = MatchRun.objects.create(
            programme=row,
            is_trial=True,
            earlier=_draft(row, Kind.COHORT),
            design_data=plain(design),
            design_version=row.design_version,
            made_by=by,
            made_at=at,
        )
        match.enqueue(str(run.pk))
        audit.record(TRIAL_STARTED, by=by, on=run, at=at, programme=row.pk)
    return run


def take_trial(run: MatchRun, *, by: User, at: datetime) -> MatchRun:
    """Give the programme the rules and points of a trial, then run again (R5.10).

    Raises `NotNow` if the design was changed since the trial began: nothing is overwritten.
    """
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).get(pk=run.programme_id)
        require(by, Capability.RUN_MATCHING, row)
        if not run.is_trial or run.state != RunState.DRAFT:
            raise NotNow(say("This trial is over: another one has taken its place."))
        row = change_design(row, run.design, by=by, at=at, version=run.design_version)
        again = start(row, by=by, at=at)
        audit.record(TRIAL_TAKEN, by=by, on=run, at=at, programme=row.pk)
    return again


def _under_way(programme: Programme) -> MatchRun | None:
    return MatchRun.objects.filter(programme=programme, state__in=UNDER_WAY).first()


def _draft(programme: Programme, kind: MatchRun.Kind) -> MatchRun | None:
    drafts = MatchRun.objects.filter(programme=programme, kind=kind, is_trial=False)
    return drafts.filter(state=RunState.DRAFT).first()


def _nothing_is_held(programme: Programme) -> None:
    if MatchRun.objects.filter(programme=programme, state__in=LEAVING).exists():
        raise NotNow(
            say(
                "A draft is published and its e-mails leave soon. Withdraw it first, or wait until "
                "they have left."
            )
        )
