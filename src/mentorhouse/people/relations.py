"""What a viewer is to a person's profile and identity data."""

from mentorhouse.access.policy import Relation
from mentorhouse.access.relations import MATCHER, Viewer, relations_to
from mentorhouse.people.models import (
    Adjustments,
    Biography,
    Evidence,
    EvidencePiece,
    IdentityAnswer,
    IdentityConsent,
    Pause,
    Person,
)


@relations_to.register
def _(row: Person, viewer: Viewer) -> frozenset[Relation]:
    return _themselves(row.pk, viewer)


@relations_to.register
def _(row: IdentityConsent, viewer: Viewer) -> frozenset[Relation]:
    return _themselves(row.person_id, viewer)


@relations_to.register
def _(row: Biography, viewer: Viewer) -> frozenset[Relation]:
    return _themselves(row.person_id, viewer)


@relations_to.register
def _(row: Adjustments, viewer: Viewer) -> frozenset[Relation]:
    return _themselves(row.person_id, viewer)


@relations_to.register
def _(row: Evidence, viewer: Viewer) -> frozenset[Relation]:
    return _themselves(row.person_id, viewer)


@relations_to.register
def _(row: EvidencePiece, viewer: Viewer) -> frozenset[Relation]:
    return _themselves(row.evidence.person_id, viewer)


@relations_to.register
def _(row: Pause, viewer: Viewer) -> frozenset[Relation]:
    return _themselves(row.person_id, viewer)


@relations_to.register
def _(row: IdentityAnswer, viewer: Viewer) -> frozenset[Relation]:
    if viewer is MATCHER:
        return frozenset({Relation.MATCHER})
    return _themselves(row.consent.person_id, viewer)


def _themselves(person_id: object, viewer: Viewer) -> frozenset[Relation]:
    return frozenset({Relation.SELF}) if viewer.pk == person_id else frozenset()
