"""What a viewer is to an entry, and to what a mentor keeps with it."""

from django.db.models import QuerySet
from django.utils import timezone

from mentorhouse.access.policy import Relation
from mentorhouse.access.relations import Viewer, adds_relations_to, relations_to
from mentorhouse.people.models import Biography
from mentorhouse.programmes.models import Participation, Programme
from mentorhouse.programmes.states import ParticipationState
from mentorhouse.register.models import Development, Entry, Readiness
from mentorhouse.register.queries.standing import findable
from mentorhouse.register.rules.searching import OPEN, is_searched


@relations_to.register
def _(row: Entry, viewer: Viewer) -> frozenset[Relation]:
    return relations_to(row.participation, viewer)


@relations_to.register
def _(row: Readiness, viewer: Viewer) -> frozenset[Relation]:
    return relations_to(row.participation, viewer)


@relations_to.register
def _(row: Development, viewer: Viewer) -> frozenset[Relation]:
    return frozenset({Relation.SELF}) if viewer.pk == row.person_id else frozenset()


@adds_relations_to(Programme)
def _seeks(row: Programme, viewer: Viewer) -> frozenset[Relation]:
    """Mentees who take part search where the programme lets them (R5.01)."""
    if not viewer.is_authenticated or not is_searched(row.design, row.state):
        return frozenset()
    here = _mentees(viewer).filter(programme=row).exists()
    return frozenset({Relation.SEEKER}) if here else frozenset()


@adds_relations_to(Biography)
def _finds(row: Biography, viewer: Viewer) -> frozenset[Relation]:
    """Whoever may find a mentor at this moment may read what that mentor has published."""
    if not row.published or not viewer.is_authenticated:
        return frozenset()
    theirs = Participation.objects.filter(person=row.person_id, role=Participation.Role.MENTOR)
    shared = Programme.objects.filter(
        state__in=OPEN, participations__in=_mentees(viewer), pk__in=theirs.values("programme")
    )
    at = timezone.now()
    found = any(
        is_searched(programme.design, programme.state)
        and findable(programme, at=at).filter(person=row.person_id).exists()
        for programme in shared
    )
    return frozenset({Relation.SEEKER}) if found else frozenset()


def _mentees(viewer: Viewer) -> QuerySet[Participation]:
    """Return where the viewer takes part as a mentee."""
    return Participation.objects.filter(
        person=viewer.pk,
        role=Participation.Role.MENTEE,
        state=ParticipationState.ACCEPTED.value,
    )
