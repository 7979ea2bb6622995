"""Reads of what was learnt about a design, here and in the programme that it was copied from."""

from collections import defaultdict

from django.db.models import Q, QuerySet

from mentorhouse.access.policy import Capability
from mentorhouse.access.relations import Viewer, require
from mentorhouse.programmes.models import Lesson, Programme


def lessons_for(viewer: Viewer, programme: Programme) -> QuerySet[Lesson]:
    """Return the lessons of a programme and of the one that it was copied from (R2.23)."""
    require(viewer, Capability.RUN_PROGRAMME, programme)
    mine = Q(programme=programme)
    if programme.copied_from_id:
        mine |= Q(programme_id=programme.copied_from_id)
    return Lesson.objects.filter(mine).select_related("programme", "by__person")


def lessons_beside(viewer: Viewer, programme: Programme) -> dict[str, list[Lesson]]:
    """Return the same lessons by the part of the design that they are about."""
    found: dict[str, list[Lesson]] = defaultdict(list)
    for lesson in lessons_for(viewer, programme):
        found[lesson.part].append(lesson)
    return dict(found)
