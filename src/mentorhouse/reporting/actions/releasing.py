"""Giving out figures once a week, in a form that gives nobody away (R12.04)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from mentorhouse import audit
from mentorhouse.languages.saying import mark
from mentorhouse.notifications.clock import one_by_one
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.states import ProgrammeState
from mentorhouse.reporting.models import Release
from mentorhouse.reporting.queries.figures import counted, kept_by_readers
from mentorhouse.reporting.rules.figures import as_kept, released_groups

FIGURES_RELEASED = audit.Act("figures.released", mark("gave out the figures of the week"))
WEEK = timedelta(days=7)
EARLY = timedelta(hours=12)  # a clock that runs a little sooner next week is not too soon
WITHOUT = (ProgrammeState.DRAFT.value, ProgrammeState.ARCHIVED.value)


def release_all(*, at: datetime) -> int:
    """Give out the figures of each programme whose last are a week old; return of how many.

    Safe to repeat, and by two clocks at once.
    """
    since = at - WEEK + EARLY
    fresh = Release.objects.filter(programme=OuterRef("pk"), at__gt=since)
    due = Programme.objects.exclude(state__in=WITHOUT).exclude(Exists(fresh)).order_by("pk")
    return one_by_one(lambda programme: release(programme, since=since, at=at), due)


def release(programme: Programme, *, since: datetime, at: datetime) -> bool:
    """Give out a programme's figures, unless somebody has since then; what is given out stays."""
    least = programme.design.evaluation.small_number
    groups = released_groups(counted(programme), kept_by_readers(programme), least=least)
    with transaction.atomic():
        row = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
        if Release.objects.filter(programme=row, at__gt=since).exists():
            return False
        made = Release.objects.create(
            programme=row, at=at, day=at.date(), small_number=least, figures=as_kept(groups)
        )
        audit.record(
            FIGURES_RELEASED, by=None, task="release figures", on=made, at=at, programme=row.pk
        )
    return True
