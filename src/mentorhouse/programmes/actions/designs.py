"""Deeds on designs as files and as copies, and on the lessons that stand beside them."""

from datetime import datetime

from django.db import transaction

from mentorhouse import audit
from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import require
from mentorhouse.accounts.models import User
from mentorhouse.languages.saying import mark
from mentorhouse.programmes import rules
from mentorhouse.programmes.actions.programme import start
from mentorhouse.programmes.design import write_design
from mentorhouse.programmes.models import DesignVersion, Lesson, Programme
from mentorhouse.programmes.states import Work

DESIGN_EXPORTED = audit.Act("programme.design_exported", mark("exported the programme’s design"))
LESSON_ADDED = audit.Act("programme.lesson_added", mark("wrote down a lesson"))
LESSON_REMOVED = audit.Act("programme.lesson_removed", mark("removed a lesson"))


def export_design(
    programme: Programme, *, by: User, at: datetime, version: DesignVersion | None = None
) -> str:
    """Return the design as YAML. The same design gives the same bytes everywhere (R2.02).

    `version` is an earlier one of the same programme.
    """
    with transaction.atomic():
        require(by, Capability.RUN_PROGRAMME, programme)
        text = write_design(version.design if version else programme.design)
        detail = {"version": version.number if version else programme.design_version}
        audit.record(
            DESIGN_EXPORTED, by=by, on=programme, at=at, programme=programme.pk, detail=detail
        )
    return text


def copy_programme(programme: Programme, name: str, *, by: User, at: datetime) -> Programme:
    """Start a programme from the design of an earlier one (R2.01).

    Its dates and what holds for one run only begin empty; the earlier one's lessons stand beside
    the settings of the copy (R2.23). People, pairs and records stay where they are.
    """
    with transaction.atomic():
        require(by, Capability.RUN_PROGRAMME, programme)
        copy = start(rules.for_another_run(programme.design, name), by=by, at=at)
        copy.copied_from = programme
        copy.save(update_fields=["copied_from"])
    return copy


def add_lesson(programme: Programme, part: str, text: str, *, by: User, at: datetime) -> Lesson:
    """Write down what was learnt about one part of the design."""
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        require(by, Capability.RUN_PROGRAMME, row)
        rules.check_open(row.state, Work.CHANGE_DESIGN)
        known = row.lessons.filter(part=part, text=text).first()
        if known is not None:  # sent twice
            return known
        lesson = Lesson.objects.create(programme=row, part=part, text=text, by=by, at=at)
        audit.record(LESSON_ADDED, by=by, on=lesson, at=at, programme=row.pk)
    return lesson


def remove_lesson(lesson: Lesson, *, by: User, at: datetime) -> None:
    """Remove a lesson. Pressing twice removes it once."""
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).get(pk=lesson.programme_id)
        require(by, Capability.RUN_PROGRAMME, row)
        rules.check_open(row.state, Work.CHANGE_DESIGN)
        removed, _ = Lesson.objects.filter(pk=lesson.pk).delete()
        if removed:
            audit.record(LESSON_REMOVED, by=by, on=lesson, at=at, programme=row.pk)
