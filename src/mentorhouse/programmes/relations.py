"""What a viewer is to a programme and to someone's taking part in it.

Access by date is a fact about now: it ends at the midnight after its last day where this
installation is at home, whether a worker runs or not. So this drawer asks the clock.
"""

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from mentorhouse.access.policy import Relation
from mentorhouse.access.relations import Viewer, adds_relations_to, relations_to
from mentorhouse.organisations.models import Organisation
from mentorhouse.people.models import Biography, Evidence, EvidencePiece, Term
from mentorhouse.programmes.models import Coordinator, Coordinators, Participation, Programme
from mentorhouse.programmes.states import ParticipationState, ProgrammeState


def day_of(at: datetime) -> date:
    """Return which day it is where this installation is at home, wherever the viewer is."""
    return timezone.localdate(at, timezone=timezone.get_default_timezone())


def today() -> date:
    """Return which day it is now where this installation is at home."""
    return day_of(timezone.now())


def in_force() -> Coordinators:
    """Return the co-ordinators whose access has not ended."""
    return Coordinator.objects.on(today())


def coordinates(viewer: Viewer, programme_id: UUID) -> bool:
    """Whether the viewer runs the whole programme; a local co-ordinator does not."""
    return viewer.is_authenticated and (
        in_force().central().filter(programme_id=programme_id, user_id=viewer.pk).exists()
    )


def own_organisation(viewer: Viewer, programme_id: UUID) -> UUID | None:
    """Return the organisation whose people the viewer sees to as a local co-ordinator, if any."""
    if not viewer.is_authenticated:
        return None
    return (
        in_force()
        .filter(programme_id=programme_id, user_id=viewer.pk, organisation__isnull=False)
        .values_list("organisation_id", flat=True)
        .first()
    )


@relations_to.register
def _(row: Programme, viewer: Viewer) -> frozenset[Relation]:
    if not viewer.is_authenticated:
        return frozenset()
    relations = set()
    role = _role(viewer, row.pk)
    if role is not None:
        relations.add(Relation.LOCAL_COORDINATOR if role.organisation_id else Relation.COORDINATOR)
    # Nobody but co-ordinators hears of a draft. Who declined may read on and change their mind.
    told = row.state != ProgrammeState.DRAFT
    if told and row.participations.filter(person_id=viewer.pk).exists():
        relations.add(Relation.SELF)
    return frozenset(relations)


@relations_to.register
def _(row: Participation, viewer: Viewer) -> frozenset[Relation]:
    if not viewer.is_authenticated:
        return frozenset()
    relations = set()
    if viewer.pk == row.person_id:
        relations.add(Relation.SELF)
    role = _role(viewer, row.programme_id)
    if role is not None and role.organisation_id is None:
        relations.add(Relation.COORDINATOR)
    elif role is not None and role.organisation_id == row.person.organisation_id:
        relations.add(Relation.LOCAL_COORDINATOR)
    return frozenset(relations)


@adds_relations_to(Term)
def _keeps_words(_row: Term, viewer: Viewer) -> frozenset[Relation]:
    """Every co-ordinator who sees a whole programme keeps the words that all programmes share."""
    if not viewer.is_authenticated:
        return frozenset()
    runs = in_force().central().filter(user_id=viewer.pk).exists()
    return frozenset({Relation.COORDINATOR}) if runs else frozenset()


@adds_relations_to(Organisation)
def _describes(row: Organisation, viewer: Viewer) -> frozenset[Relation]:
    """Co-ordinators of a whole programme describe the bodies whose people take part in it."""
    if not viewer.is_authenticated:
        return frozenset()
    here = Participation.objects.filter(person__organisation=row).values("programme")
    runs = in_force().central().filter(user_id=viewer.pk, programme__in=here).exists()
    return frozenset({Relation.COORDINATOR}) if runs else frozenset()


@adds_relations_to(Evidence)
def _looks_after(row: Evidence, viewer: Viewer) -> frozenset[Relation]:
    return _coordinates_person(row.person_id, viewer)


@adds_relations_to(EvidencePiece)
def _looks_after_piece(row: EvidencePiece, viewer: Viewer) -> frozenset[Relation]:
    return _coordinates_person(row.evidence.person_id, viewer)


@adds_relations_to(Biography)
def _reads_biography(row: Biography, viewer: Viewer) -> frozenset[Relation]:
    if not row.published or not viewer.is_authenticated:
        return frozenset()
    return _coordinates_person(row.person_id, viewer) | _fellow(row.person_id, viewer)


def _coordinates_person(person_id: UUID, viewer: Viewer) -> frozenset[Relation]:
    """Return what a viewer is to somebody who takes part in a programme that they run."""
    if not viewer.is_authenticated:
        return frozenset()
    parts = Participation.objects.filter(person=person_id).exclude(
        state=ParticipationState.DECLINED.value
    )
    roles = in_force().filter(user_id=viewer.pk, programme__in=parts.values("programme"))
    own = roles.filter(organisation__people=person_id).exists()
    central = roles.central().exists()
    return frozenset(
        relation
        for relation, held in (
            (Relation.COORDINATOR, central), (Relation.LOCAL_COORDINATOR, own),
        )
        if held
    )  # fmt: skip


def _fellow(person_id: UUID, viewer: Viewer) -> frozenset[Relation]:
    """Return whether both take part where every participant may read mentors’ biographies."""
    accepted = Participation.objects.filter(state=ParticipationState.ACCEPTED.value)
    mentors = accepted.filter(person=person_id, role=Participation.Role.MENTOR)
    shared = Programme.objects.filter(
        pk__in=mentors.values("programme"),
        participations__in=accepted.filter(person=viewer.pk),
    ).exclude(state__in=[ProgrammeState.DRAFT.value, ProgrammeState.ARCHIVED.value])
    opened = any(row.design.matching.biographies == "everyone" for row in shared.distinct())
    return frozenset({Relation.FELLOW}) if opened else frozenset()


def _role(viewer: Viewer, programme_id: UUID) -> Coordinator | None:
    return in_force().filter(programme_id=programme_id, user_id=viewer.pk).first()
