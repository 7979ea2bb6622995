"""Doing modules, counting what was done elsewhere, and finishing a course (R4.03, R4.05)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import NotVisible, require
from mentorhouse.accounts.models import User
from mentorhouse.programmes import actions as programmes
from mentorhouse.programmes.models import Completion, Participation, Programme
from mentorhouse.register.actions import enter
from mentorhouse.training.models import ModuleDone
from mentorhouse.training.queries.mine import module_in, progress_for
from mentorhouse.training.rules.courses import wrong_in
from mentorhouse.training.rules.progress import NotAllRight, Progress

MODULE_DONE = audit.Act("training.module_done", "did a training module")
MODULES_COUNTED = audit.Act(
    "training.modules_counted", "counted training modules done in another programme"
)


def do_module(
    programme: Programme,
    course_key: str,
    module_key: str,
    chosen: Sequence[int | None],
    *,
    by: User,
    at: datetime,
) -> Progress:
    """Count a module as done once every answer is right; the last one finishes the course.

    Wrong answers are kept nowhere: `NotAllRight`, and one may try as often as one likes.
    """
    with transaction.atomic():
        progress = _locked(programme, course_key, by=by)
        module = module_in(progress, module_key)
        if wrong_in(module, chosen):
            raise NotAllRight
        _, fresh = ModuleDone.objects.get_or_create(
            programme=programme, user=by, module=module_key, defaults={"done_at": at}
        )
        if fresh:
            detail = {"module": module_key}
            audit.record(
                MODULE_DONE, by=by, on=programme, at=at, programme=programme.pk, detail=detail
            )
        return _finished(programme, course_key, by=by, at=at)


def count_here(programme: Programme, course_key: str, *, by: User, at: datetime) -> int:
    """Count the modules of a course that one did in another programme, with their own days."""
    with transaction.atomic():
        progress = _locked(programme, course_key, by=by)
        steps = progress.elsewhere
        ModuleDone.objects.bulk_create(
            ModuleDone(
                programme=programme, user=by, module=s.module.key, done_at=s.elsewhere_at or at
            )
            for s in steps
        )
        if steps:
            detail = {"count": len(steps)}
            audit.record(
                MODULES_COUNTED, by=by, on=programme, at=at, programme=programme.pk, detail=detail
            )
        _finished(programme, course_key, by=by, at=at)
    return len(steps)


def finish(programme: Programme, course_key: str, *, by: User, at: datetime) -> Progress:
    """Finish a course of which nothing is left, because a module was left out meanwhile."""
    with transaction.atomic():
        _locked(programme, course_key, by=by)
        return _finished(programme, course_key, by=by, at=at)


def _locked(programme: Programme, course_key: str, *, by: User) -> Progress:
    """Let a person’s deeds here come one after the other, so that the last module is seen."""
    require(by, Capability.TAKE_TRAINING, programme)
    parts = Participation.objects.select_for_update(no_key=True)
    list(parts.filter(programme=programme, person=by.pk).order_by("pk"))  # lock
    progress, theirs = progress_for(by, programme, course_key)
    if not theirs:
        raise NotVisible
    return progress


def _finished(programme: Programme, course_key: str, *, by: User, at: datetime) -> Progress:
    progress, _ = progress_for(by, programme, course_key)
    if progress.all_done and progress.course.completes and progress.completed_at is None:
        programmes.complete(
            programme,
            by.pk,
            Completion.What(progress.course.completes),
            source=Completion.Source.MODULES,
            by=by,
            at=at,
        )
        for part in Participation.objects.filter(programme=programme, person=by.pk):
            enter(part, by=by, at=at)  # it may have been the last piece (R4.03)
        progress, _ = progress_for(by, programme, course_key)
    return progress
