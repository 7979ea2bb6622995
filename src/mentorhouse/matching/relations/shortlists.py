"""Whom a shortlist leads to a mentor's biography."""

from mentorhouse.access.policy import Relation
from mentorhouse.access.relations import Viewer, adds_relations_to
from mentorhouse.matching.models import ShortlistPlace
from mentorhouse.matching.states import LIVING
from mentorhouse.people.models import Biography
from mentorhouse.programmes.relations import today
from mentorhouse.programmes.states import ParticipationState


@adds_relations_to(Biography)
def _chooses(row: Biography, viewer: Viewer) -> frozenset[Relation]:
    """A mentee who may choose the mentor reads what that mentor has published, to the last day."""
    if not row.published or not viewer.is_authenticated:
        return frozenset()
    offered = ShortlistPlace.objects.filter(
        mentor__person=row.person_id,
        shortlist__mentee__person=viewer.pk,
        shortlist__mentee__state=ParticipationState.ACCEPTED.value,
        shortlist__state__in=LIVING,
        shortlist__answer_by__gte=today(),
    )
    return frozenset({Relation.CHOOSER}) if offered.exists() else frozenset()
