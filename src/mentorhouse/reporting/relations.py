"""What a viewer is to what somebody said of how well a match fits: nobody but the counting."""

from mentorhouse.access.policy import Relation
from mentorhouse.access.relations import COUNTER, Viewer, relations_to
from mentorhouse.reporting.models import FitAnswer


@relations_to.register
def _(_row: FitAnswer, viewer: Viewer) -> frozenset[Relation]:
    return frozenset({Relation.COUNTER}) if viewer is COUNTER else frozenset()
