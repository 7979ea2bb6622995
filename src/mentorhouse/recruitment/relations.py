"""What a viewer is to an import and to an application."""

from collections.abc import Iterable

from mentorhouse.access.links import LinkHolder
from mentorhouse.access.policy import Relation
from mentorhouse.access.relations import COUNTER, Viewer, relations_to
from mentorhouse.partnerships.models import Member
from mentorhouse.partnerships.states import PartnershipState
from mentorhouse.programmes.relations import coordinates, own_organisation
from mentorhouse.recruitment.models import (
    Application,
    Endorsement,
    EqualityAnswer,
    FilePiece,
    Identification,
    ImportBatch,
    OfApplication,
    ProblemPage,
    SharedAnswers,
    SponsorLink,
)
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
    return _helps(viewer, row)


@relations_to.register
def _(row: OfApplication, viewer: Viewer) -> frozenset[Relation]:
    return relations_to(row.application, viewer)


@relations_to.register
def _(row: EqualityAnswer, viewer: Viewer) -> frozenset[Relation]:
    if viewer is COUNTER:
        return frozenset({Relation.COUNTER})
    return frozenset({Relation.SELF}) if viewer.pk == row.person_id else frozenset()


def _helps(viewer: Viewer, row: Application) -> frozenset[Relation]:
    if _runs(row, viewer):
        return frozenset({Relation.COORDINATOR})
    organisation = own_organisation(viewer, row.programme_id)
    if organisation is not None and organisation == row.person.organisation_id:
        return frozenset({Relation.LOCAL_COORDINATOR})
    return frozenset()


@relations_to.register
def _(row: SharedAnswers, viewer: Viewer) -> frozenset[Relation]:
    """Their partner: in the same programme, in a partnership that both have accepted."""
    if not viewer.is_authenticated:
        return frozenset()
    application = row.application
    if viewer.pk == application.person_id:
        return frozenset({Relation.SELF})
    theirs = Member.objects.filter(
        participation__person=application.person_id,
        participation__programme=application.programme_id,
        role=application.role,
        partnership__state=PartnershipState.ACTIVE.value,
    )
    paired = Member.objects.filter(
        participation__person=viewer.pk, partnership__in=theirs.values("partnership")
    ).exclude(role=application.role)
    return frozenset({Relation.PARTNER}) if paired.exists() else frozenset()


@relations_to.register
def _(row: Endorsement, viewer: Viewer) -> frozenset[Relation]:
    """The applicant asked for it; whoever helps to run the programme reads it, also for a draft."""
    if isinstance(viewer, LinkHolder):
        return frozenset({Relation.LINK_HOLDER} if viewer.row_id == row.pk else ())
    if not viewer.is_authenticated:
        return frozenset()
    application = row.application
    if viewer.pk == application.person_id:
        return frozenset({Relation.SELF})
    return _helps(viewer, application)


@relations_to.register
def _(row: SponsorLink, viewer: Viewer) -> frozenset[Relation]:
    if isinstance(viewer, LinkHolder):
        return frozenset({Relation.LINK_HOLDER} if viewer.row_id == row.pk else ())
    return frozenset({Relation.COORDINATOR} if coordinates(viewer, row.programme_id) else ())


@relations_to.register
def _(row: Identification, viewer: Viewer) -> frozenset[Relation]:
    if viewer.is_authenticated and viewer.pk == row.user_id:
        return frozenset({Relation.SELF})
    return frozenset({Relation.COORDINATOR} if coordinates(viewer, row.programme_id) else ())


def asked_together(rows: Iterable[Application]) -> None:
    """Let applications that are opened together ask once who runs their programme."""
    asked: dict[tuple[object, object], bool] = {}
    for row in rows:
        row.__dict__["_asked"] = asked


def _runs(row: Application, viewer: Viewer) -> bool:
    asked: dict[tuple[object, object], bool] | None = row.__dict__.get("_asked")
    if asked is None:
        return coordinates(viewer, row.programme_id)
    key = (viewer.pk, row.programme_id)
    if key not in asked:
        asked[key] = coordinates(viewer, row.programme_id)
    return asked[key]


def _coordinator(batch: ImportBatch, viewer: Viewer) -> frozenset[Relation]:
    """Ask once for a row however many pieces of it are opened."""
    asked = batch.__dict__.setdefault("_asked", {})
    if viewer.pk not in asked:
        asked[viewer.pk] = coordinates(viewer, batch.programme_id)
    return frozenset({Relation.COORDINATOR}) if asked[viewer.pk] else frozenset()
