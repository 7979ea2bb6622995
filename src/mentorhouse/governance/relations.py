"""What a viewer is to a programme by its governance, and to a statement of needs.

These facts are about now: a seat in the steering group ends by itself, at the midnight after its
last day where this installation is at home. So this drawer asks the clock, as no other one does.
"""

from datetime import date
from uuid import UUID

from django.db.models import Q

from mentorhouse.access.policy import Relation
from mentorhouse.access.relations import Viewer, adds_relations_to, relations_to
from mentorhouse.governance.models import BoardMember, Champion, Need
from mentorhouse.programmes.models import Programme
from mentorhouse.programmes.relations import today


def seated(on: date) -> Q:
    """Return the condition that a seat is held on a day."""
    return Q(since__lte=on) & (Q(until=None) | Q(until__gte=on))


def sits_on_board(viewer: Viewer, programme_id: UUID) -> bool:
    """Whether the viewer is a member of the steering group today."""
    seats = BoardMember.objects.filter(seated(today()), programme_id=programme_id)
    return seats.filter(user_id=viewer.pk).exists()


def champions(viewer: Viewer, programme_id: UUID) -> bool:
    """Whether the viewer is the programme's champion."""
    return Champion.objects.filter(programme_id=programme_id, user_id=viewer.pk).exists()


@adds_relations_to(Programme)
def _(row: Programme, viewer: Viewer) -> frozenset[Relation]:
    if not viewer.is_authenticated:
        return frozenset()
    relations = set()
    if sits_on_board(viewer, row.pk):
        relations.add(Relation.STEERING_MEMBER)
    if champions(viewer, row.pk):
        relations.add(Relation.CHAMPION)
    return frozenset(relations)


@relations_to.register
def _(row: Need, viewer: Viewer) -> frozenset[Relation]:
    return frozenset({Relation.SELF}) if row.manager_id == viewer.pk else frozenset()
