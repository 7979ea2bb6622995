"""Start a match run: one at a time in a programme, handed to the worker with the deed."""

from datetime import datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark
from mentorhouse.matching.models import MatchRun
from mentorhouse.matching.states import UNDER_WAY, RunState
from mentorhouse.matching.tasks import match
from mentorhouse.programmes.actions import start_matching
from mentorhouse.programmes.models import Programme

RUN_STARTED = audit.Act("match_run.started", mark("started a match run"))


def start(programme: Programme, *, by: User, at: datetime) -> MatchRun:
    """Start a run over everybody who is free. While one is under way, return that one."""
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        require(by, Capability.RUN_MATCHING, row)
        _matches_at_once(row)
        under_way = MatchRun.objects.filter(programme=row, state__in=UNDER_WAY).first()
        if under_way is not None:
            return under_way  # pressed twice
        row = start_matching(row, by=by, at=at)
        draft = MatchRun.objects.filter(programme=row, state=RunState.DRAFT).first()
        run = MatchRun.objects.create(
            programme=row, earlier=draft, design_data=row.design_data, made_by=by, made_at=at
        )
        match.enqueue(str(run.pk))
        audit.record(RUN_STARTED, by=by, on=run, at=at, programme=row.pk)
    return run


def _matches_at_once(programme: Programme) -> None:
    if not programme.design.matching.at_once:
        raise NotVisible
