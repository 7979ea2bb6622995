"""What a viewer is to an import: a co-ordinator of its programme, or nothing."""

from mentorhouse.access.policy import Relation
from mentorhouse.access.relations import Viewer, relations_to
from mentorhouse.programmes.relations import coordinates
from mentorhouse.recruitment.models import FilePiece, ImportBatch, ProblemPage


@relations_to.register
def _(row: ImportBatch, viewer: Viewer) -> frozenset[Relation]:
    return _coordinator(row, viewer)


@relations_to.register
def _(row: FilePiece, viewer: Viewer) -> frozenset[Relation]:
    return _coordinator(row.batch, viewer)


@relations_to.register
def _(row: ProblemPage, viewer: Viewer) -> frozenset[Relation]:
    return _coordinator(row.batch, viewer)


def _coordinator(batch: ImportBatch, viewer: Viewer) -> frozenset[Relation]:
    """Ask once for a row however many pieces of it are opened."""
    asked = batch.__dict__.setdefault("_asked", {})
    if viewer.pk not in asked:
        asked[viewer.pk] = coordinates(viewer, batch.programme_id)
    return frozenset({Relation.COORDINATOR}) if asked[viewer.pk] else frozenset()
