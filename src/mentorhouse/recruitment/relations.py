"""What a viewer is to an import and to an application."""

from mentorhouse.access.policy import Relation
from mentorhouse.access.relations import Viewer, relations_to
from mentorhouse.programmes.relations import coordinates, own_organisation
from mentorhouse.recruitment.models import Application, FilePiece, ImportBatch, ProblemPage
from mentorhouse.recruitment.states import ApplicationState


@relations_to.register
def _(row: ImportBatch, viewer: Viewer) -> frozenset[Relation]:
    return _coordinator(row, viewer)


@relations_to.register
def _(row: FilePiece, viewer: Viewer) -> frozenset[Relation]:
    return _coordinator(row.batch, viewer)


@relations_to.register
def _(row: ProblemPage, viewer: Viewer) -> frozenset[Relation]:
    return _coordinator(row.batch, viewer)


@relations_to.register
def _(row: Application, viewer: Viewer) -> frozenset[Relation]:
    """A draft is the applicant’s alone; what is sent in is the co-ordinators’ too."""
    if not viewer.is_authenticated:
        return frozenset()
    if viewer.pk == row.person_id:
        return frozenset({Relation.SELF})
    if row.state == ApplicationState.DRAFT:
        return frozenset()
    if coordinates(viewer, row.programme_id):
        return frozenset({Relation.COORDINATOR})
    organisation = own_organisation(viewer, row.programme_id)
    if organisation is not None and organisation == row.person.organisation_id:
        return frozenset({Relation.LOCAL_COORDINATOR})
    return frozenset()


def _coordinator(batch: ImportBatch, viewer: Viewer) -> frozenset[Relation]:
    """Ask once for a row however many pieces of it are opened."""
    asked = batch.__dict__.setdefault("_asked", {})
    if viewer.pk not in asked:
        asked[viewer.pk] = coordinates(viewer, batch.programme_id)
    return frozenset({Relation.COORDINATOR}) if asked[viewer.pk] else frozenset()
